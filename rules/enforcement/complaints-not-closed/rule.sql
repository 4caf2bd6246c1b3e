-- One row per unit and month of receipt.
WITH taken AS (
  SELECT c.unit_code, qy_month(c.received_on) AS month, c.received_on, c.closed_on, p.days AS limit_days, p.as_of, c.source_id, qy_ref('complaint', c.source_id, c.source_sheet, c.source_row) AS ref,
         CASE WHEN c.closed_on >= c.received_on AND qy_days(c.received_on, c.closed_on) <= p.days THEN 1 ELSE 0 END AS in_time
  FROM complaint c JOIN params p ON 1 = 1
), months AS (
  SELECT unit_code, month, count(*) AS cases, sum(in_time) AS closed, count(*) - count(closed_on) AS still_open, max(received_on) AS last_on, min(limit_days) AS days, min(as_of) AS as_of, min(source_id) AS source_id FROM taken GROUP BY unit_code, month
), everywhere AS (
  SELECT count(closed_on) AS told FROM complaint
), judged AS (
  SELECT m.*, CAST(m.closed AS DOUBLE) / m.cases AS rate, CASE WHEN m.unit_code IS NULL THEN 'unit_code' WHEN m.month IS NULL THEN 'received_on' WHEN w.told = 0 THEN 'closed_on' END AS missing,
         CASE WHEN qy_days(m.last_on, m.as_of) < m.days THEN 'too_recent' WHEN m.closed < m.cases * p.min_rate AND m.cases < p.min_cases THEN 'few' END AS clause,
         CASE WHEN m.closed >= m.cases * p.min_rate THEN NULL WHEN m.closed < m.cases * p.red_rate THEN 'red' ELSE 'yellow' END AS band
  FROM months m JOIN params p ON 1 = 1 JOIN everywhere w ON 1 = 1
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome FROM judged j
), proof AS (
  SELECT unit_code, month, array_agg(ref) AS evidence
  FROM (SELECT t.unit_code, t.month, t.ref, row_number() OVER (PARTITION BY t.unit_code, t.month ORDER BY t.received_on, t.ref) AS nth FROM taken t WHERE t.in_time = 0) AS numbered WHERE nth <= 50 GROUP BY unit_code, month
)
SELECT d.outcome AS outcome, coalesce(d.missing, d.clause, d.band) AS detail, coalesce(d.unit_code, '') || '|' || coalesce(d.month, '') AS subject_key, '单位' || coalesce(d.unit_code, '') || '，' || coalesce(d.month, '') AS subject_label,
       'unit:' || coalesce(d.unit_code, '') AS stack_key, d.source_id AS source_id, CAST(NULL AS BIGINT) AS amount_fen, CASE WHEN d.outcome = 'hit' THEN e.evidence END AS evidence,
       d.unit_code AS unit, d.month AS month, d.cases AS cases, d.days AS days, CAST(d.closed AS BIGINT) AS closed, d.rate AS rate, d.still_open AS still_open
FROM decided d LEFT JOIN proof e ON e.unit_code = d.unit_code AND e.month = d.month
