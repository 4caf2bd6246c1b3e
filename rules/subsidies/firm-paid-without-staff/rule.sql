-- One row per firm and year.
WITH grants AS (
  SELECT firm, year, count(*) AS grants, CAST(sum(amount_fen) AS BIGINT) AS amount_fen, min(paid_on) AS first_on, min(source_id) AS source_id FROM firm_grant GROUP BY firm, year
), firms AS (
  SELECT uscc, min(name) AS name, min(founded_on) AS founded_on, max(insured_staff_count) AS staff, min(qy_ref('company', source_id, source_sheet, source_row)) AS ref FROM company GROUP BY uscc
), judged AS (
  SELECT g.*, f.name, f.founded_on, f.staff, f.ref, qy_months(f.founded_on, g.first_on) < p.young_months AS young, f.staff <= p.max_staff AS empty,
         CASE WHEN f.staff IS NULL AND f.founded_on IS NULL THEN 'insured_staff_count' END AS missing,
         CASE WHEN g.amount_fen >= p.min_fen AND (qy_months(f.founded_on, g.first_on) < p.young_months OR f.staff <= p.max_staff) AND NOT coalesce(qy_matches(f.name, '公司|集团|厂$'), FALSE) THEN 'cooperative' END AS clause,
         CASE WHEN g.amount_fen < p.min_fen THEN NULL WHEN qy_months(f.founded_on, g.first_on) < p.young_months AND f.staff <= p.max_staff THEN 'red'
              WHEN qy_months(f.founded_on, g.first_on) < p.young_months OR f.staff <= p.max_staff THEN CASE WHEN g.amount_fen >= p.red_from_fen THEN 'red' ELSE 'yellow' END END AS band
  FROM grants g
  JOIN params p ON 1 = 1
  LEFT JOIN firms f ON f.uscc = g.firm
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome FROM judged j
), proof AS (
  SELECT r.firm, r.year, array_agg(r.ref) AS evidence
  FROM (SELECT firm, year, ref, 1 AS nth FROM decided WHERE outcome = 'hit'
        UNION ALL SELECT d.firm, d.year, g.ref, row_number() OVER (PARTITION BY d.firm, d.year ORDER BY g.amount_fen DESC, g.ref) FROM decided d JOIN firm_grant g ON g.firm = d.firm AND g.year = d.year WHERE d.outcome = 'hit') AS r
  WHERE r.nth <= 49
  GROUP BY r.firm, r.year
)
SELECT d.outcome AS outcome, coalesce(d.missing, d.clause, d.band) AS detail, d.firm || '|' || qy_text(d.year) AS subject_key, '企业' || coalesce(d.name, d.firm) || '，' || qy_text(d.year) || '年' AS subject_label,
       'firm:' || d.firm AS stack_key, d.source_id AS source_id, CASE WHEN d.outcome = 'hit' THEN d.amount_fen END AS amount_fen, e.evidence AS evidence,
       coalesce(d.name, d.firm) AS firm_label, d.year AS year, d.grants AS grants,
       CASE WHEN d.young AND d.empty THEN '登记参保人数为零，成立于' || qy_text(d.founded_on) WHEN d.young THEN '成立于' || qy_text(d.founded_on) ELSE '登记参保人数' || qy_text(d.staff) || '人' END AS gap,
       CASE WHEN d.young AND d.empty THEN 'no insured staff, founded ' || qy_text(d.founded_on) WHEN d.young THEN 'founded ' || qy_text(d.founded_on) ELSE qy_text(d.staff) || ' insured staff' END AS gap_en
FROM decided d
LEFT JOIN proof e ON e.firm = d.firm AND e.year = d.year
