-- One row per unit that keeps vehicles. Special vehicles (特种) are left out on both sides: they have a quota of their own.
WITH kept AS (
  SELECT v.unit_code, qy_code(v.plate) AS plate_key, max(CASE WHEN v.from_on IS NOT NULL AND qy_days(v.from_on, p.as_of) <= p.grace_days THEN 1 ELSE 0 END) AS newly,
         min(v.source_id) AS source_id, min(qy_ref('official_vehicle', v.source_id, v.source_sheet, v.source_row)) AS ref
  FROM official_vehicle v JOIN params p ON 1 = 1
  WHERE (v.from_on IS NULL OR v.from_on <= p.as_of) AND (v.to_on IS NULL OR v.to_on > p.as_of) AND (v.use IS NULL OR v.use NOT LIKE '%特种%')
  GROUP BY v.unit_code, qy_code(v.plate)
), units AS (
  SELECT unit_code, count(*) AS vehicles, sum(newly) AS fresh, min(source_id) AS source_id FROM kept GROUP BY unit_code
), quotas AS (
  SELECT q.unit_code, sum(q.quota) AS quota FROM vehicle_quota q JOIN params p ON 1 = 1
  WHERE (q.from_on IS NULL OR q.from_on <= p.as_of) AND (q.to_on IS NULL OR q.to_on > p.as_of) AND (q.use IS NULL OR q.use NOT LIKE '%特种%')
  GROUP BY q.unit_code
), judged AS (
  SELECT u.*, CAST(q.quota AS BIGINT) AS quota, CAST(u.vehicles - q.quota AS BIGINT) AS excess, CASE WHEN u.unit_code IS NULL THEN 'unit_code' WHEN q.quota IS NULL THEN 'quota' END AS missing,
         CASE WHEN u.vehicles > q.quota AND u.vehicles - u.fresh <= q.quota AND u.vehicles - q.quota < p.red_over THEN 'replacing' END AS clause,
         CASE WHEN u.vehicles - q.quota >= p.red_over THEN 'red' WHEN u.vehicles > q.quota THEN 'yellow' END AS band
  FROM units u JOIN params p ON 1 = 1 LEFT JOIN quotas q ON q.unit_code = u.unit_code
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome FROM judged j
), proof AS (
  SELECT unit_code, array_agg(ref) AS evidence
  FROM (SELECT k.unit_code, k.ref, row_number() OVER (PARTITION BY k.unit_code ORDER BY k.ref) AS nth FROM kept k) AS numbered WHERE nth <= 50 GROUP BY unit_code
)
SELECT d.outcome AS outcome, coalesce(d.missing, d.clause, d.band) AS detail, coalesce(d.unit_code, '') AS subject_key, '单位' || coalesce(d.unit_code, '') AS subject_label,
       'unit:' || coalesce(d.unit_code, '') AS stack_key, d.source_id AS source_id, CAST(NULL AS BIGINT) AS amount_fen, CASE WHEN d.outcome = 'hit' THEN e.evidence END AS evidence,
       d.unit_code AS unit, d.vehicles AS vehicles, d.quota AS quota, d.excess AS excess
FROM decided d LEFT JOIN proof e ON e.unit_code = d.unit_code
