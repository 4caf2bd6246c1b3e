-- One row per vehicle and year. A dispatch that touches the day of the fill answers for it; a vehicle without any dispatch in the year cannot be judged.
WITH trips AS (
  SELECT qy_code(plate) AS plate_key, qy_time_days(from_at) AS from_on, coalesce(qy_time_days(to_at), qy_time_days(from_at)) AS to_on FROM vehicle_dispatch WHERE from_at IS NOT NULL
), known AS (
  SELECT DISTINCT plate_key, qy_year(from_on) AS year FROM trips
), odd AS (
  SELECT f.ref, f.plate_key, f.filled_on FROM fuel_fill f JOIN params p ON 1 = 1
  WHERE f.plate_key IS NOT NULL AND (f.rest_day = 1 OR (f.has_time = 1 AND (qy_hour(f.filled_at) >= p.night_from OR qy_hour(f.filled_at) < p.night_to)))
), answered AS (
  SELECT DISTINCT o.ref FROM odd o JOIN trips t ON t.plate_key = o.plate_key AND t.from_on <= o.filled_on AND t.to_on >= o.filled_on
), marked AS (
  SELECT coalesce(f.plate_key, '') AS plate_key, qy_year(f.filled_on) AS year, f.unit_code, f.amount_fen, f.source_id, f.ref, o.ref IS NOT NULL AND a.ref IS NULL AS alone
  FROM fuel_fill f LEFT JOIN odd o ON o.ref = f.ref LEFT JOIN answered a ON a.ref = f.ref
), years AS (
  SELECT plate_key, year, min(unit_code) AS unit_code, min(source_id) AS source_id, count(*) AS fills, count(*) FILTER (WHERE alone) AS times,
         CAST(sum(amount_fen) FILTER (WHERE alone) AS BIGINT) AS amount_fen
  FROM marked GROUP BY plate_key, year
), duty AS (
  SELECT DISTINCT qy_code(plate) AS plate_key FROM official_vehicle WHERE qy_matches(use, '执法|执勤|特种|应急|救护|消防|押运|警')
), approved AS (
  SELECT DISTINCT y.plate_key, y.year FROM years y JOIN policy_exception x ON x.subject_code = y.unit_code
  WHERE (x.kind = 'emergency' OR qy_matches(x.matter, '用车|值班|车辆')) AND (x.from_on IS NULL OR qy_year(x.from_on) <= y.year) AND (x.to_on IS NULL OR qy_year(x.to_on) >= y.year)
), judged AS (
  SELECT y.*, CAST(y.times AS DOUBLE) / y.fills AS share, CASE WHEN y.plate_key = '' THEN 'plate' WHEN k.plate_key IS NULL AND d.plate_key IS NULL THEN 'from_at' END AS missing,
         CASE WHEN y.times < p.min_times OR y.times <= y.fills * p.min_share THEN NULL WHEN d.plate_key IS NOT NULL THEN 'duty_vehicle' WHEN x.plate_key IS NOT NULL THEN 'approved' END AS clause,
         CASE WHEN y.times < p.min_times OR y.times <= y.fills * p.min_share THEN NULL WHEN y.times > y.fills * p.red_share THEN 'red' ELSE 'yellow' END AS band
  FROM years y JOIN params p ON 1 = 1
  LEFT JOIN known k ON k.plate_key = y.plate_key AND k.year = y.year
  LEFT JOIN duty d ON d.plate_key = y.plate_key
  LEFT JOIN approved x ON x.plate_key = y.plate_key AND x.year = y.year
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome FROM judged j
), proof AS (
  SELECT plate_key, year, array_agg(ref) AS evidence
  FROM (SELECT m.plate_key, m.year, m.ref, row_number() OVER (PARTITION BY m.plate_key, m.year ORDER BY m.ref) AS nth FROM marked m WHERE m.alone) AS numbered WHERE nth <= 50 GROUP BY plate_key, year
)
SELECT d.outcome AS outcome, coalesce(d.missing, d.clause, d.band) AS detail, d.plate_key || '|' || coalesce(qy_text(d.year), '') AS subject_key,
       '公务车' || d.plate_key || '，' || coalesce(qy_text(d.year), '') || '年' AS subject_label, 'vehicle:' || d.plate_key AS stack_key, d.source_id AS source_id,
       CASE WHEN d.outcome = 'hit' THEN d.amount_fen END AS amount_fen, CASE WHEN d.outcome = 'hit' THEN e.evidence END AS evidence,
       d.plate_key AS plate, d.year AS year, d.fills AS fills, d.times AS times, d.share AS share
FROM decided d LEFT JOIN proof e ON e.plate_key = d.plate_key AND e.year = d.year
