-- One row per township (first nine digits), matter and month with complaints. Months without any count as none; the spread is Poisson's, never under one case.
WITH placed AS (
  SELECT substr(village_code, 1, 9) AS township, village_code, qy_code(matter) AS matter_key, matter, received_on, qy_year(received_on) * 12 + qy_month_no(received_on) AS month_no, qy_month(received_on) AS month, source_id,
         qy_ref('complaint', source_id, source_sheet, source_row) AS ref
  FROM complaint
), months AS (
  SELECT township, matter_key, month_no, min(month) AS month, min(matter) AS matter, count(*) AS cases, count(DISTINCT village_code) AS villages, min(source_id) AS source_id FROM placed GROUP BY township, matter_key, month_no
), began AS (
  SELECT min(month_no) AS first_no FROM placed
), based AS (
  SELECT m.township, m.matter_key, m.month_no, coalesce(sum(b.cases), 0) AS before_cases, max(CASE WHEN b.month_no = m.month_no - 12 THEN b.cases ELSE 0 END) AS year_before
  FROM months m JOIN params p ON 1 = 1
  LEFT JOIN months b ON b.township = m.township AND b.matter_key = m.matter_key AND b.month_no < m.month_no AND b.month_no >= m.month_no - p.base_months
  GROUP BY m.township, m.matter_key, m.month_no
), compared AS (
  SELECT m.*, b.year_before, CAST(b.before_cases AS DOUBLE) / p.base_months AS mean, m.month_no - g.first_no AS history, p.base_months, p.min_cases, p.z_limit, p.red_times
  FROM months m JOIN params p ON 1 = 1 JOIN began g ON 1 = 1
  LEFT JOIN based b ON b.township = m.township AND b.matter_key = m.matter_key AND b.month_no = m.month_no
), tested AS (
  SELECT c.*, c.cases >= c.min_cases AND c.cases - c.mean > c.z_limit * sqrt(greatest(c.mean, 1)) AS high FROM compared c
), judged AS (
  SELECT t.*, CASE WHEN t.month_no IS NULL THEN 'received_on' WHEN t.township IS NULL THEN 'village_code' WHEN t.matter_key IS NULL THEN 'matter' END AS missing,
         CASE WHEN NOT t.high THEN NULL WHEN t.history < t.base_months THEN 'no_history' WHEN t.year_before * 2 >= t.cases THEN 'seasonal' END AS clause,
         CASE WHEN NOT t.high THEN NULL WHEN t.cases >= greatest(t.mean, 1) * t.red_times THEN 'red' ELSE 'yellow' END AS band
  FROM tested t
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome FROM judged j
), refs AS (
  SELECT d.township, d.matter_key, d.month_no, x.ref, row_number() OVER (PARTITION BY d.township, d.matter_key, d.month_no ORDER BY x.received_on, x.ref) AS nth
  FROM decided d JOIN placed x ON x.township = d.township AND x.matter_key = d.matter_key AND x.month_no = d.month_no WHERE d.outcome = 'hit'
), proof AS (
  SELECT township, matter_key, month_no, array_agg(ref) AS evidence FROM refs WHERE nth <= 50 GROUP BY township, matter_key, month_no
)
SELECT d.outcome AS outcome, coalesce(d.missing, d.clause, d.band) AS detail, coalesce(d.township, '') || '|' || coalesce(d.matter_key, '') || '|' || coalesce(d.month, '') AS subject_key, '乡镇' || coalesce(d.township, '') || '，' || coalesce(d.matter, '') || '，' || coalesce(d.month, '') AS subject_label,
       'township:' || coalesce(d.township, '') AS stack_key, d.source_id AS source_id, CAST(NULL AS BIGINT) AS amount_fen, e.evidence AS evidence, d.township AS township, d.matter AS matter, d.month AS month, d.cases AS cases, d.villages AS villages,
       d.base_months AS base_months, d.mean AS mean, d.cases / greatest(d.mean, 1) AS ratio
FROM decided d LEFT JOIN proof e ON e.township = d.township AND e.matter_key = d.matter_key AND e.month_no = d.month_no
