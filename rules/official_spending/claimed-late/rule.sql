-- One row per unit and year of the claim.
WITH aged AS (
  SELECT r.unit_code, r.year, r.amount_fen, r.source_id, r.ref, qy_days(r.to_on, r.claimed_on) AS days FROM expense_row r
), years AS (
  SELECT a.unit_code, a.year, count(a.days) AS dated, count(*) FILTER (WHERE a.days >= p.late_days) AS times, max(a.days) AS longest, CAST(sum(a.amount_fen) FILTER (WHERE a.days >= p.late_days) AS BIGINT) AS amount_fen,
         min(p.late_days) AS late_days, min(a.source_id) AS source_id
  FROM aged a JOIN params p ON 1 = 1 GROUP BY a.unit_code, a.year
), judged AS (
  SELECT y.*, CASE WHEN y.unit_code IS NULL THEN 'unit_code' WHEN y.dated = 0 THEN 'to_at' END AS missing, CASE WHEN y.amount_fen < p.min_fen THEN 'small' END AS clause,
         CASE WHEN y.times > 0 AND y.longest >= p.red_days THEN 'red' WHEN y.times > 0 THEN 'yellow' END AS band
  FROM years y JOIN params p ON 1 = 1
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome FROM judged j
), refs AS (
  SELECT d.unit_code, d.year, a.ref, row_number() OVER (PARTITION BY d.unit_code, d.year ORDER BY a.amount_fen DESC, a.ref) AS nth
  FROM decided d JOIN aged a ON a.unit_code = d.unit_code AND a.year = d.year AND a.days >= d.late_days WHERE d.outcome = 'hit'
), proof AS (
  SELECT unit_code, year, array_agg(ref) AS evidence FROM refs WHERE nth <= 50 GROUP BY unit_code, year
)
SELECT d.outcome AS outcome, coalesce(d.missing, d.clause, d.band) AS detail, coalesce(d.unit_code, '') || '|' || coalesce(qy_text(d.year), '') AS subject_key,
       '单位' || coalesce(d.unit_code, '') || '，' || coalesce(qy_text(d.year), '') || '年' AS subject_label, 'unit:' || coalesce(d.unit_code, '') AS stack_key, d.source_id AS source_id,
       CASE WHEN d.outcome = 'hit' THEN d.amount_fen END AS amount_fen, e.evidence AS evidence, d.unit_code AS unit, d.year AS year, d.times AS times, d.longest AS longest, d.late_days AS late_days
FROM decided d LEFT JOIN proof e ON e.unit_code = d.unit_code AND e.year = d.year
