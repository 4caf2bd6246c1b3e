-- One row per unit and matter with complaints in the last year.
WITH recent AS (
  SELECT c.unit_code, qy_code(c.matter) AS matter_key, c.matter, c.repeated, c.received_on, c.source_id, qy_ref('complaint', c.source_id, c.source_sheet, c.source_row) AS ref
  FROM complaint c JOIN params p ON 1 = 1 WHERE c.received_on IS NULL OR (c.received_on <= p.as_of AND qy_days(c.received_on, p.as_of) < 365)
), sums AS (
  SELECT unit_code, matter_key, min(matter) AS matter, count(received_on) AS cases, count(*) FILTER (WHERE repeated AND received_on IS NOT NULL) AS repeated, min(source_id) AS source_id FROM recent GROUP BY unit_code, matter_key
), everywhere AS (
  SELECT count(repeated) AS told FROM complaint
), judged AS (
  SELECT s.*, CAST(s.repeated AS DOUBLE) / nullif(s.cases, 0) AS share, CASE WHEN s.unit_code IS NULL THEN 'unit_code' WHEN s.matter_key IS NULL THEN 'matter' WHEN s.cases = 0 THEN 'received_on' WHEN w.told = 0 THEN 'repeated' END AS missing,
         CASE WHEN s.repeated > 0 AND s.repeated >= s.cases * p.min_share AND s.repeated < p.min_repeated THEN 'few' END AS clause,
         CASE WHEN s.repeated = 0 OR s.repeated < s.cases * p.min_share THEN NULL WHEN s.repeated >= p.red_repeated THEN 'red' ELSE 'yellow' END AS band
  FROM sums s JOIN params p ON 1 = 1 JOIN everywhere w ON 1 = 1
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome FROM judged j
), proof AS (
  SELECT unit_code, matter_key, array_agg(ref) AS evidence
  FROM (SELECT r.unit_code, r.matter_key, r.ref, row_number() OVER (PARTITION BY r.unit_code, r.matter_key ORDER BY r.received_on, r.ref) AS nth FROM recent r WHERE r.repeated) AS numbered WHERE nth <= 50 GROUP BY unit_code, matter_key
)
SELECT d.outcome AS outcome, coalesce(d.missing, d.clause, d.band) AS detail, coalesce(d.unit_code, '') || '|' || coalesce(d.matter_key, '') AS subject_key, '单位' || coalesce(d.unit_code, '') || '，' || coalesce(d.matter, '') AS subject_label,
       'unit:' || coalesce(d.unit_code, '') AS stack_key, d.source_id AS source_id, CAST(NULL AS BIGINT) AS amount_fen, CASE WHEN d.outcome = 'hit' THEN e.evidence END AS evidence,
       d.unit_code AS unit, d.matter AS matter, d.cases AS cases, d.repeated AS repeated, d.share AS share
FROM decided d LEFT JOIN proof e ON e.unit_code = d.unit_code AND e.matter_key = d.matter_key
