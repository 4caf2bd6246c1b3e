-- Which subject belongs to which other, so that a typology can gather findings that hang on different ones (see src/rules/typology.h).
--
--   shape      from_key, to_key, to_label (what an officer reads; NULL where the key alone is known; never a person's name)
--   tender, contract   to their buyer and their winner      firm      to the buyers where it won twice or more, and the schools it sells to
--   person     to the household; village officials, their households and declared relatives to the village
--   asset      to its village or owner                      project   to its owner
--   tender, unit, school, hospital, asset   to themselves, for the label
-- Asked for the keys of findings only.
WITH won AS (
  SELECT w.tender_id, w.firm_key, w.label, coalesce(t.buyer_code, qy_code(t.buyer_name)) AS buyer_key, coalesce(t.buyer_name, t.buyer_code) AS buyer
  FROM award_winner w LEFT JOIN tender_state t ON t.tender_id = w.tender_id
)
SELECT 'tender:' || tender_id AS from_key, 'unit:' || coalesce(buyer_code, qy_code(buyer_name)) AS to_key, coalesce(buyer_name, buyer_code) AS to_label
FROM tender_state WHERE buyer_code IS NOT NULL OR buyer_name IS NOT NULL
UNION ALL
SELECT 'tender:' || tender_id, 'firm:' || firm_key, label FROM won WHERE firm_key IS NOT NULL
UNION ALL
SELECT 'firm:' || firm_key, 'unit:' || buyer_key, min(buyer) FROM won WHERE firm_key IS NOT NULL AND buyer_key IS NOT NULL
GROUP BY firm_key, buyer_key HAVING count(*) >= 2
UNION ALL
SELECT 'firm:' || firm_key, 'firm:' || firm_key, min(label) FROM won WHERE firm_key IS NOT NULL GROUP BY firm_key
UNION ALL
SELECT 'tender:' || tender_id, 'tender:' || tender_id, '标段' || tender_id || coalesce('：' || title, '') FROM tender_state
UNION ALL
SELECT 'contract:' || contract_no, 'unit:' || coalesce(buyer_code, qy_code(buyer_name)), coalesce(buyer_name, buyer_code)
FROM contract WHERE buyer_code IS NOT NULL OR buyer_name IS NOT NULL
UNION ALL
SELECT 'contract:' || contract_no, 'tender:' || tender_id, NULL FROM contract WHERE tender_id IS NOT NULL
UNION ALL
SELECT 'firm:' || supplier_uscc, 'school:' || school_code, NULL FROM food_purchase WHERE supplier_uscc IS NOT NULL AND school_code IS NOT NULL
UNION ALL
SELECT 'person:' || citizen_no, 'household:' || household_no, NULL FROM household_member
WHERE citizen_no IS NOT NULL AND household_no IS NOT NULL AND moved_out_on IS NULL
UNION ALL
SELECT 'person:' || citizen_no, 'household:' || household_no, NULL FROM benefit_enrollment WHERE citizen_no IS NOT NULL AND household_no IS NOT NULL
UNION ALL
SELECT 'person:' || citizen_no, 'village:' || village_code, '村' || village_code FROM village_kin WHERE citizen_no IS NOT NULL
UNION ALL
SELECT k.kind || p.unit_code, k.kind || p.unit_code, min(p.unit_name)
FROM payroll p CROSS JOIN (SELECT 'unit:' AS kind UNION ALL SELECT 'school:' UNION ALL SELECT 'hospital:') AS k
WHERE p.unit_code IS NOT NULL AND p.unit_name IS NOT NULL
GROUP BY k.kind, p.unit_code
UNION ALL
SELECT 'unit:' || coalesce(buyer_code, qy_code(buyer_name)), 'unit:' || coalesce(buyer_code, qy_code(buyer_name)), min(buyer_name)
FROM tender_state WHERE buyer_name IS NOT NULL
GROUP BY coalesce(buyer_code, qy_code(buyer_name))
UNION ALL
SELECT 'hospital:' || hospital_code, 'hospital:' || hospital_code, min(name) FROM hospital WHERE hospital_code IS NOT NULL GROUP BY hospital_code
UNION ALL
SELECT 'asset:' || asset_no, 'asset:' || asset_no, min(name) FROM asset WHERE asset_no IS NOT NULL GROUP BY asset_no
UNION ALL
SELECT 'asset:' || asset_no, 'village:' || village_code, '村' || village_code FROM asset WHERE asset_no IS NOT NULL AND village_code IS NOT NULL
UNION ALL
SELECT 'asset:' || asset_no, 'unit:' || owner_code, '单位' || owner_code FROM asset WHERE asset_no IS NOT NULL AND owner_code IS NOT NULL AND village_code IS NULL
UNION ALL
SELECT 'project:' || project_code, 'unit:' || coalesce(owner_code, qy_code(owner_name)), coalesce(owner_name, owner_code)
FROM project WHERE owner_code IS NOT NULL OR owner_name IS NOT NULL
