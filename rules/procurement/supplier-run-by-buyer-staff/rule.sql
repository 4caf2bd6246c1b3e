-- One row per buyer and winning supplier.
WITH days AS (
  SELECT tender_id, max(coalesce(decided_on, published_on)) AS on_day FROM award GROUP BY tender_id
), wins AS (
  SELECT w.tender_id, w.firm_key, w.firm_id, w.basis, w.basis_en, w.label, w.amount_fen, w.source_id, w.ref, m.buyer_key, m.buyer_label, d.on_day
  FROM award_winner w JOIN tender_market m ON m.tender_id = w.tender_id LEFT JOIN days d ON d.tender_id = w.tender_id
), staffed AS (
  SELECT w.tender_id, w.firm_key, w.buyer_key, count(DISTINCT r.holder_no) AS persons, min(qy_ref('company_role', r.source_id, r.source_sheet, r.source_row)) AS role_ref
  FROM wins w JOIN params p ON 1 = 1
  JOIN company_role r ON r.uscc = w.firm_id AND r.holder_no IS NOT NULL
  JOIN payroll y ON y.citizen_no = r.holder_no AND y.unit_code = w.buyer_key
  WHERE w.on_day IS NOT NULL AND (r.from_on IS NULL OR r.from_on <= w.on_day) AND (r.to_on IS NULL OR qy_add_days(r.to_on, p.grace_days) >= w.on_day)
    AND (y.from_on IS NULL OR y.from_on <= w.on_day) AND (y.to_on IS NULL OR y.to_on >= w.on_day)
  GROUP BY w.tender_id, w.firm_key, w.buyer_key
), pairs AS (
  SELECT w.buyer_key, w.firm_id, CASE WHEN min(w.firm_key) = max(w.firm_key) THEN min(w.firm_key) ELSE w.firm_id END AS firm_key,
         min(CASE WHEN s.tender_id IS NOT NULL THEN w.basis END) AS basis, min(CASE WHEN s.tender_id IS NOT NULL THEN w.basis_en END) AS basis_en, min(w.buyer_label) AS buyer, min(w.label) AS supplier, min(w.source_id) AS source_id, count(s.tender_id) AS awards, max(s.persons) AS persons,
         count(w.on_day) AS dated, CAST(sum(CASE WHEN s.tender_id IS NOT NULL THEN w.amount_fen END) AS BIGINT) AS won_fen,
         array_agg(w.ref) FILTER (WHERE s.tender_id IS NOT NULL) AS refs
  FROM wins w LEFT JOIN staffed s ON s.tender_id = w.tender_id AND s.firm_key = w.firm_key AND s.buyer_key = w.buyer_key
  GROUP BY w.buyer_key, w.firm_id
), registered AS (SELECT DISTINCT uscc FROM company_role), units AS (SELECT DISTINCT unit_code FROM payroll),
judged AS (
  SELECT x.*, CASE WHEN x.buyer_key = '' OR u.unit_code IS NULL THEN 'buyer_code' WHEN g.uscc IS NULL THEN 'supplier_code' WHEN x.dated = 0 THEN 'decided_on' END AS missing,
         CASE WHEN x.awards > 0 AND e.subject_code IS NOT NULL THEN 'owned' END AS clause, CASE WHEN x.awards > 0 THEN 'yellow' END AS colour
  FROM pairs x
  LEFT JOIN registered g ON g.uscc = x.firm_id
  LEFT JOIN units u ON u.unit_code = x.buyer_key
  LEFT JOIN (SELECT DISTINCT subject_code FROM policy_exception WHERE kind = 'concurrent_post') AS e ON e.subject_code = x.firm_id
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.colour) AS outcome FROM judged j
)
SELECT d.outcome AS outcome, coalesce(d.missing, d.clause, d.colour) AS detail, d.buyer_key || '|' || d.firm_key AS subject_key,
       coalesce(d.buyer, '采购人未登记') || '：' || coalesce(d.supplier, d.firm_key) AS subject_label, 'firm:' || d.firm_key AS stack_key, d.source_id AS source_id,
       CASE WHEN d.outcome = 'hit' THEN d.won_fen END AS amount_fen, CASE WHEN d.outcome = 'hit' THEN d.refs END AS evidence, d.buyer AS buyer, d.supplier AS supplier,
       d.persons AS persons, d.awards AS awards,
       CASE WHEN d.basis IS NOT NULL THEN '（中标结果没有写代码或写法不同，按同一家比对：' || d.basis || '）' ELSE '' END AS taken,
       CASE WHEN d.basis_en IS NOT NULL THEN ' (by name alone or written otherwise in the award, taken for one: ' || d.basis_en || ')' ELSE '' END AS taken_en
FROM decided d
