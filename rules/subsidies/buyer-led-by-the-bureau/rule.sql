-- One row per organisation.
WITH bought AS (
  SELECT applicant_code, count(*) AS machines, CAST(sum(subsidy_fen) AS BIGINT) AS subsidy_fen, min(coalesce(applied_on, invoice_on)) AS first_on, max(coalesce(applied_on, invoice_on)) AS last_on, min(source_id) AS source_id
  FROM purchase_claim WHERE applicant_code IS NOT NULL
  GROUP BY applicant_code
), firms AS (
  SELECT uscc, min(name) AS name, min(legal_representative_no) AS head_no, min(qy_ref('company', source_id, source_sheet, source_row)) AS ref FROM company GROUP BY uscc
), posts AS (
  SELECT b.applicant_code, min(y.unit_name) AS unit, max(CASE WHEN qy_matches(y.unit_name, p.bureau_words) THEN 1 ELSE 0 END) AS bureau,
         min(CASE WHEN qy_matches(y.staffing, '退休|离休|临时|公益|村医|聘用|劳务') THEN 1 ELSE 0 END) AS exempt, min(qy_ref('payroll', y.source_id, y.source_sheet, y.source_row)) AS ref
  FROM bought b
  JOIN params p ON 1 = 1
  JOIN firms f ON f.uscc = b.applicant_code
  JOIN payroll y ON y.citizen_no = f.head_no
  WHERE (y.from_on IS NULL OR y.from_on <= b.last_on) AND (y.to_on IS NULL OR y.to_on >= b.first_on)
  GROUP BY b.applicant_code
), judged AS (
  SELECT b.*, f.name, f.ref AS firm_ref, t.unit, t.ref AS post_ref, CASE WHEN f.head_no IS NULL THEN 'legal_representative_no' END AS missing,
         CASE WHEN t.exempt = 1 THEN 'not_established' WHEN t.applicant_code IS NOT NULL AND qy_matches(f.name, '经济联合社|经济合作社|村民委员会') THEN 'collective' END AS clause,
         CASE WHEN t.bureau = 1 THEN 'red' WHEN t.applicant_code IS NOT NULL THEN 'yellow' END AS band
  FROM bought b
  LEFT JOIN firms f ON f.uscc = b.applicant_code
  LEFT JOIN posts t ON t.applicant_code = b.applicant_code
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome FROM judged j
), refs AS (
  SELECT applicant_code, firm_ref AS ref, 1 AS place FROM decided WHERE outcome = 'hit'
  UNION ALL SELECT applicant_code, post_ref, 1 FROM decided WHERE outcome = 'hit'
  UNION ALL SELECT d.applicant_code, c.ref, 2 FROM decided d JOIN purchase_claim c ON c.applicant_code = d.applicant_code WHERE d.outcome = 'hit'
), proof AS (
  SELECT applicant_code, array_agg(ref) AS evidence
  FROM (SELECT r.*, row_number() OVER (PARTITION BY r.applicant_code ORDER BY r.place, r.ref) AS nth FROM refs r) AS numbered
  WHERE nth <= 50 GROUP BY applicant_code
)
SELECT d.outcome AS outcome, coalesce(d.missing, d.clause, d.band) AS detail, d.applicant_code AS subject_key, '领取补贴的组织' || coalesce(d.name, d.applicant_code) AS subject_label,
       'firm:' || d.applicant_code AS stack_key, d.source_id AS source_id, CASE WHEN d.outcome = 'hit' THEN d.subsidy_fen END AS amount_fen, e.evidence AS evidence,
       coalesce(d.name, d.applicant_code) AS applicant_label, d.machines AS machines, coalesce(d.unit, '单位未写') AS unit
FROM decided d
LEFT JOIN proof e ON e.applicant_code = d.applicant_code
