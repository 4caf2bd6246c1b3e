-- One row per phone and one per address. A phone or address that a dealer registered as its own was filled in by the shop.
WITH contacts AS (
  SELECT 'phone' AS kind, phone AS contact, claim_no, applicant, dealer_code, subsidy_fen, source_id, ref FROM purchase_claim WHERE phone IS NOT NULL AND personal = 1
  UNION ALL
  SELECT 'address', address, claim_no, applicant, dealer_code, subsidy_fen, source_id, ref FROM purchase_claim WHERE address IS NOT NULL AND personal = 1
), shared AS (
  SELECT kind, contact, count(*) AS claims, count(DISTINCT applicant) AS persons, count(DISTINCT dealer_code) AS dealers, CAST(sum(subsidy_fen) AS BIGINT) AS subsidy_fen, min(source_id) AS source_id, qy_first(array_agg(ref), 50) AS evidence
  FROM contacts GROUP BY kind, contact
), shops AS (
  SELECT DISTINCT phone AS contact FROM company WHERE phone IS NOT NULL UNION SELECT DISTINCT address FROM company WHERE address IS NOT NULL
), judged AS (
  SELECT s.*, CASE WHEN s.persons >= p.min_persons AND h.contact IS NOT NULL THEN 'dealers_own' END AS clause, CASE WHEN s.persons >= p.red_persons THEN 'red' WHEN s.persons >= p.min_persons THEN 'yellow' END AS band
  FROM shared s
  JOIN params p ON 1 = 1
  LEFT JOIN shops h ON h.contact = s.contact
), decided AS (
  SELECT j.*, qy_outcome(NULL, j.clause, j.band) AS outcome FROM judged j
)
SELECT outcome, coalesce(clause, band) AS detail, kind || '|' || contact AS subject_key, CASE kind WHEN 'phone' THEN '手机号' ELSE '送货地址' END || substr(contact, 1, 6) AS subject_label,
       'contact:' || contact AS stack_key, source_id, CASE WHEN outcome = 'hit' THEN subsidy_fen END AS amount_fen, CASE WHEN outcome = 'hit' THEN evidence END AS evidence,
       CASE kind WHEN 'phone' THEN '手机号' ELSE '送货地址' END AS contact, CASE kind WHEN 'phone' THEN 'phone' ELSE 'delivery address' END AS contact_en, persons, claims, dealers
FROM decided
UNION ALL
SELECT 'not_computable', 'phone', 'claim|' || claim_no, NULL, NULL, source_id, NULL, NULL, NULL, NULL, NULL, NULL, NULL FROM purchase_claim WHERE phone IS NULL AND address IS NULL
