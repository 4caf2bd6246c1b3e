-- One row per school and supplier. The school's code is its unit code on the payroll.
WITH pairs AS (
  SELECT school_code, supplier_uscc, count(*) AS purchases, CAST(sum(amount_fen) AS BIGINT) AS amount_fen, min(bought_on) AS first_on, max(bought_on) AS last_on, min(source_id) AS source_id
  FROM food_priced WHERE supplier_uscc IS NOT NULL
  GROUP BY school_code, supplier_uscc
), close AS (
  SELECT unit_code AS school_code, citizen_no, 2 AS own FROM payroll WHERE unit_code IN (SELECT school_code FROM pairs)
  UNION
  SELECT y.unit_code, k.relative_citizen_no, CASE WHEN qy_matches(y.post, '校长|园长|书记|主任|总务|后勤') THEN 1 ELSE 0 END FROM payroll y JOIN kin_declaration k ON k.official_citizen_no = y.citizen_no
  WHERE y.unit_code IN (SELECT school_code FROM pairs) AND k.relative_citizen_no IS NOT NULL
), ties AS (
  SELECT a.school_code, a.supplier_uscc, c.own, CASE WHEN (r.from_on IS NULL OR r.from_on <= a.last_on) AND (r.to_on IS NULL OR r.to_on >= a.first_on) THEN 1 ELSE 0 END AS during,
         qy_ref('company_role', r.source_id, r.source_sheet, r.source_row) AS ref
  FROM pairs a
  JOIN company_role r ON r.uscc = a.supplier_uscc
  JOIN close c ON c.school_code = a.school_code AND c.citizen_no = r.holder_no
), tied AS (
  SELECT school_code, supplier_uscc, max(during) AS during, max(own) FILTER (WHERE during = 1) AS own, count(DISTINCT ref) FILTER (WHERE during = 1) AS roles FROM ties GROUP BY school_code, supplier_uscc
), known AS (
  SELECT DISTINCT uscc FROM company_role
), staffed AS (
  SELECT DISTINCT unit_code FROM payroll
), judged AS (
  SELECT a.*, t.own, t.roles, CASE WHEN k.uscc IS NULL THEN 'company_role' WHEN s.unit_code IS NULL THEN 'unit_code' END AS missing,
         CASE WHEN t.during = 0 THEN 'role_ended' END AS clause,
         CASE WHEN t.own = 2 AND a.amount_fen >= p.red_from_fen THEN 'red' WHEN t.own >= 1 THEN 'yellow' WHEN t.during IS NOT NULL THEN 'blue' END AS band
  FROM pairs a
  JOIN params p ON 1 = 1
  LEFT JOIN tied t ON t.school_code = a.school_code AND t.supplier_uscc = a.supplier_uscc
  LEFT JOIN known k ON k.uscc = a.supplier_uscc
  LEFT JOIN staffed s ON s.unit_code = a.school_code
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome FROM judged j
), refs AS (
  SELECT school_code, supplier_uscc, ref, 1 AS place FROM ties WHERE during = 1
  UNION
  SELECT f.school_code, f.supplier_uscc, f.ref, 2 FROM decided d JOIN food_priced f ON f.school_code = d.school_code AND f.supplier_uscc = d.supplier_uscc WHERE d.outcome = 'hit'
), proof AS (
  SELECT school_code, supplier_uscc, array_agg(ref) AS evidence
  FROM (SELECT r.*, row_number() OVER (PARTITION BY r.school_code, r.supplier_uscc ORDER BY r.place, r.ref) AS nth FROM refs r) AS numbered
  WHERE nth <= 50 GROUP BY school_code, supplier_uscc
), names AS (
  SELECT uscc, min(name) AS name FROM company GROUP BY uscc
)
SELECT d.outcome AS outcome, coalesce(d.missing, d.clause, d.band) AS detail, d.school_code || '|' || d.supplier_uscc AS subject_key,
       '学校' || d.school_code || '，供货企业' || coalesce(n.name, d.supplier_uscc) AS subject_label, 'firm:' || d.supplier_uscc AS stack_key, d.source_id AS source_id,
       CASE WHEN d.outcome = 'hit' THEN d.amount_fen END AS amount_fen, CASE WHEN d.outcome = 'hit' THEN e.evidence END AS evidence,
       d.school_code AS school, coalesce(n.name, d.supplier_uscc) AS supplier, d.purchases AS purchases, d.roles AS roles,
       CASE d.own WHEN 2 THEN '本校在册人员' WHEN 1 THEN '本校负责人报备的近亲属' ELSE '本校人员报备的近亲属' END AS tie,
       CASE d.own WHEN 2 THEN 'on the school''s own payroll' WHEN 1 THEN 'declared relatives of its heads' ELSE 'declared relatives of its staff' END AS tie_en
FROM decided d
LEFT JOIN names n ON n.uscc = d.supplier_uscc
LEFT JOIN proof e ON e.school_code = d.school_code AND e.supplier_uscc = d.supplier_uscc
