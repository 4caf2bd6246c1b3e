-- One row per supplier and year.
WITH sold AS (
  SELECT supplier_uscc, year, count(DISTINCT school_code) AS schools, CAST(sum(amount_fen) AS BIGINT) AS amount_fen, min(bought_on) AS first_on, min(source_id) AS source_id
  FROM food_priced WHERE supplier_uscc IS NOT NULL
  GROUP BY supplier_uscc, year
), firms AS (
  SELECT uscc, min(name) AS name, max(insured_staff_count) AS staff, min(founded_on) AS founded_on, min(qy_ref('company', source_id, source_sheet, source_row)) AS ref FROM company GROUP BY uscc
), judged AS (
  SELECT s.*, f.name, f.staff, f.founded_on, f.ref, CASE WHEN f.staff IS NULL THEN 'insured_staff_count' END AS missing,
         CASE WHEN f.staff <= p.max_staff AND s.schools >= p.min_schools AND s.amount_fen >= p.min_fen AND NOT coalesce(qy_matches(f.name, '公司|集团|厂$'), FALSE) THEN 'small_trader' END AS clause,
         CASE WHEN f.staff > p.max_staff OR s.schools < p.min_schools OR s.amount_fen < p.min_fen THEN NULL WHEN qy_months(f.founded_on, s.first_on) < p.young_months THEN 'red' ELSE 'yellow' END AS band
  FROM sold s
  JOIN params p ON 1 = 1
  LEFT JOIN firms f ON f.uscc = s.supplier_uscc
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome FROM judged j
), refs AS (
  SELECT supplier_uscc, year, ref, 1 AS place FROM decided WHERE outcome = 'hit'
  UNION ALL
  SELECT f.supplier_uscc, f.year, f.ref, 2 FROM decided d JOIN food_priced f ON f.supplier_uscc = d.supplier_uscc AND f.year = d.year WHERE d.outcome = 'hit'
), proof AS (
  SELECT supplier_uscc, year, array_agg(ref) AS evidence
  FROM (SELECT r.*, row_number() OVER (PARTITION BY r.supplier_uscc, r.year ORDER BY r.place, r.ref) AS nth FROM refs r) AS numbered
  WHERE nth <= 50 GROUP BY supplier_uscc, year
)
SELECT d.outcome AS outcome, coalesce(d.missing, d.clause, d.band) AS detail, d.supplier_uscc || '|' || d.year AS subject_key,
       '供货企业' || coalesce(d.name, d.supplier_uscc) || '，' || d.year || '年' AS subject_label, 'firm:' || d.supplier_uscc AS stack_key, d.source_id AS source_id,
       CASE WHEN d.outcome = 'hit' THEN d.amount_fen END AS amount_fen, e.evidence AS evidence,
       coalesce(d.name, d.supplier_uscc) AS supplier, d.year AS year, d.schools AS schools, d.staff AS staff, coalesce(qy_text(d.founded_on), '日期未写') AS founded
FROM decided d
LEFT JOIN proof e ON e.supplier_uscc = d.supplier_uscc AND e.year = d.year
