-- Who won each tender, under the key by which bid_keyed knows the firm.
--
--   shape     one row per tender_id and winning firm with an award in force; a consortium gives one per member
--   firm_key  of the bid with the award's code, else of the bid with its name, else the award's own code or name
--   firm_id   the same, or the code by which a firm is known that is written otherwise or by its name alone; then basis, basis_en say why (firm_told)
--   label     as an officer reads it; amount_fen what was awarded to it; evidence one award row
-- Read by H10, H12b, H12c, H13b, H16, H31, H33, I03, I08, I10, I11 and I12.
WITH bidders AS (
  SELECT tender_id, firm_key, min(name_key) AS name_key, min(firm_label) AS firm_label FROM bid_keyed WHERE firm_key IS NOT NULL GROUP BY tender_id, firm_key
), named AS (
  SELECT tender_id, name_key, min(firm_key) AS firm_key FROM bidders WHERE name_key IS NOT NULL GROUP BY tender_id, name_key
), won AS (
  SELECT p.tender_id, coalesce(a.supplier_code, qy_code(a.supplier_name)) AS own_key, qy_code(a.supplier_name) AS name_key,
         qy_firm_label(a.supplier_name, a.supplier_code) AS own_label, a.amount_fen, a.source_id,
         qy_ref('award', a.source_id, a.source_sheet, a.source_row) AS ref
  FROM award a
  JOIN (SELECT DISTINCT tender_id, supplier FROM award_party WHERE state = 'active' AND supplier IS NOT NULL) AS p
    ON p.tender_id = a.tender_id AND p.supplier = coalesce(a.supplier_code, a.supplier_name)
)
SELECT x.*, coalesce(t.firm_id, x.firm_key) AS firm_id, t.basis, t.basis_en
FROM (
  SELECT w.tender_id, coalesce(b.firm_key, n.firm_key, w.own_key) AS firm_key, min(coalesce(b.firm_label, w.own_label)) AS label,
         max(w.amount_fen) AS amount_fen, min(w.source_id) AS source_id, min(w.ref) AS ref
  FROM won w
  LEFT JOIN bidders b ON b.tender_id = w.tender_id AND b.firm_key = w.own_key
  LEFT JOIN named n ON n.tender_id = w.tender_id AND n.name_key = w.name_key
  GROUP BY w.tender_id, coalesce(b.firm_key, n.firm_key, w.own_key)
) AS x
LEFT JOIN firm_told t ON t.firm_key = x.firm_key
