-- One row per tender and winning firm.
WITH days AS (SELECT tender_id, max(decided_on) AS on_day FROM award GROUP BY tender_id),
pairs AS (
  SELECT f.*, CASE WHEN f.agency_id < f.firm_id THEN f.agency_id ELSE f.firm_id END AS one, CASE WHEN f.agency_id < f.firm_id THEN f.firm_id ELSE f.agency_id END AS other
  FROM (
    SELECT w.tender_id, w.firm_key, w.firm_id, w.label, w.amount_fen, w.source_id, w.ref, m.agency_key, m.agency_label, d.on_day, coalesce(t.firm_id, m.agency_key) AS agency_id,
           coalesce(w.basis, t.basis) AS basis, coalesce(w.basis_en, t.basis_en) AS basis_en
    FROM award_winner w LEFT JOIN tender_market m ON m.tender_id = w.tender_id LEFT JOIN days d ON d.tender_id = w.tender_id
    LEFT JOIN firm_told t ON t.firm_key = m.agency_key
  ) AS f
), known AS (  -- an address that a public body or a collective lends is none of theirs
  SELECT one, other, kind, users, from_on, to_on, qy_text(NULL) AS basis, qy_text(NULL) AS basis_en, ref_one, ref_other FROM firm_tie
  UNION ALL
  SELECT one, other, 'address', users, NULL, NULL, basis, basis_en, ref_one, ref_other FROM firm_place WHERE is_public = 0
), ties AS (
  SELECT p.tender_id, p.firm_key, max(CASE t.kind WHEN 'control' THEN 3 WHEN 'person' THEN 2 WHEN 'share' THEN 0 ELSE 1 END) AS strength, min(t.users) AS users,
         max(CASE WHEN t.kind = 'phone' THEN 1 ELSE 0 END) AS is_phone, max(CASE WHEN t.kind = 'address' THEN 1 ELSE 0 END) AS is_address,
         min(t.basis) AS place_basis, min(t.basis_en) AS place_basis_en, min(t.ref_one) AS ref_one, min(t.ref_other) AS ref_other
  FROM pairs p JOIN known t ON t.one = p.one AND t.other = p.other
  WHERE (p.on_day IS NULL OR t.from_on IS NULL OR t.from_on <= p.on_day) AND (p.on_day IS NULL OR t.to_on IS NULL OR t.to_on >= p.on_day)
  GROUP BY p.tender_id, p.firm_key
), registered AS (SELECT DISTINCT uscc FROM company_role UNION SELECT DISTINCT uscc FROM company),
judged AS (
  SELECT p.*, t.strength, t.users, t.is_phone, t.is_address, t.place_basis, t.place_basis_en, t.ref_one, t.ref_other,
         CASE WHEN p.agency_key IS NULL THEN 'agency_name' WHEN a.uscc IS NULL THEN 'agency_code' WHEN f.uscc IS NULL THEN 'supplier_code' END AS missing,
         CASE WHEN t.users >= q.many_firms THEN 'many' WHEN t.strength = 0 THEN 'minority' END AS clause, CASE t.strength WHEN 3 THEN CASE WHEN p.basis IS NULL THEN 'red' ELSE 'yellow' END WHEN 2 THEN 'yellow' WHEN 1 THEN 'blue' WHEN 0 THEN 'blue' END AS colour
  FROM pairs p JOIN params q ON 1 = 1
  LEFT JOIN ties t ON t.tender_id = p.tender_id AND t.firm_key = p.firm_key
  LEFT JOIN registered a ON a.uscc = p.agency_id
  LEFT JOIN registered f ON f.uscc = p.firm_id
), decided AS (
  SELECT j.*, qy_outcome(j.missing, CASE WHEN j.colour IS NOT NULL THEN j.clause END, j.colour) AS outcome FROM judged j
), proof AS (
  SELECT tender_id, firm_key, array_agg(ref) AS evidence
  FROM (SELECT tender_id, firm_key, ref_one AS ref FROM ties UNION ALL SELECT tender_id, firm_key, ref_other FROM ties) AS refs GROUP BY tender_id, firm_key
)
SELECT d.outcome AS outcome, CASE d.outcome WHEN 'hit' THEN d.colour WHEN 'excluded' THEN d.clause WHEN 'not_computable' THEN d.missing END AS detail,
       d.tender_id || '|' || d.firm_key AS subject_key, '标段' || d.tender_id || '：' || d.label AS subject_label, 'tender:' || d.tender_id AS stack_key, d.source_id AS source_id,
       CASE WHEN d.outcome = 'hit' THEN d.amount_fen END AS amount_fen, e.evidence AS evidence, d.tender_id AS tender_id, d.agency_label AS agency, d.label AS supplier,
       CASE d.strength WHEN 3 THEN '由同一人担任负责人或控股' WHEN 2 THEN '有同一人持股或任职' ELSE CASE WHEN d.is_address = 0 THEN '联系电话相同' WHEN d.place_basis IS NULL THEN '住所地址相同' ELSE CASE WHEN d.is_phone = 1 THEN '联系电话相同，' ELSE '' END || '住所地址写法不同而认作同一处（' || d.place_basis || '）' END END AS what,
       CASE d.strength WHEN 3 THEN 'one person heads or controls both' WHEN 2 THEN 'one person in both' ELSE CASE WHEN d.is_address = 0 THEN 'the same phone' WHEN d.place_basis IS NULL THEN 'the same address' ELSE CASE WHEN d.is_phone = 1 THEN 'the same phone, and ' ELSE '' END || 'one place spelt in two ways: ' || d.place_basis_en END END AS what_en, d.users AS users,
       CASE WHEN d.basis IS NOT NULL THEN '（公告没有写代码或写法不同，按同一家比对：' || d.basis || '）' ELSE '' END AS taken,
       CASE WHEN d.basis IS NOT NULL THEN ' (by name alone or written otherwise in the notice, taken for one: ' || d.basis_en || ')' ELSE '' END AS taken_en
FROM decided d LEFT JOIN proof e ON e.tender_id = d.tender_id AND e.firm_key = d.firm_key
