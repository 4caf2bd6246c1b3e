-- One row per vehicle and year: litres a month against vehicles of the same model in the same year.
WITH cars AS (
  SELECT qy_code(plate) AS plate_key, min(model) AS model, qy_code(min(model)) AS model_key, max(CASE WHEN qy_matches(use, '执法|执勤|特种|救护|消防|押运|警') THEN 1 ELSE 0 END) AS duty
  FROM official_vehicle GROUP BY qy_code(plate)
), trips AS (
  SELECT qy_code(plate) AS plate_key, qy_year(from_at) AS year, count(*) AS trips FROM vehicle_dispatch WHERE from_at IS NOT NULL GROUP BY qy_code(plate), qy_year(from_at)
), years AS (
  SELECT coalesce(f.plate_key, '') AS plate_key, qy_year(f.filled_on) AS year, count(DISTINCT qy_month_no(f.filled_on)) AS months, count(f.litre) AS measured,
         sum(f.litre) / count(DISTINCT qy_month_no(f.filled_on)) AS litre, sum(CAST(f.amount_fen AS DOUBLE)) / nullif(sum(f.litre), 0) AS fen_a_litre, min(f.source_id) AS source_id
  FROM fuel_fill f GROUP BY coalesce(f.plate_key, ''), qy_year(f.filled_on)
), usable AS (
  SELECT y.plate_key, y.year, c.model_key, y.litre, CAST(t.trips AS DOUBLE) / y.months AS trips
  FROM years y JOIN params p ON 1 = 1 JOIN cars c ON c.plate_key = y.plate_key
  LEFT JOIN trips t ON t.plate_key = y.plate_key AND t.year = y.year
  WHERE c.model_key IS NOT NULL AND c.duty = 0 AND y.months >= p.min_months AND y.litre > 0
), middle AS (
  SELECT model_key, year, count(*) AS peers, qy_quantile(litre, 0.5) AS median_litre, qy_quantile(trips, 0.5) AS median_trips FROM usable GROUP BY model_key, year
), spread AS (
  SELECT u.model_key, u.year, 1.4826 * qy_quantile(abs(u.litre - m.median_litre), 0.5) AS sigma FROM usable u JOIN middle m ON m.model_key = u.model_key AND m.year = u.year GROUP BY u.model_key, u.year
), compared AS (
  SELECT y.plate_key, y.year, y.litre, y.fen_a_litre, y.months, y.measured, y.source_id, c.model, c.model_key, c.duty, m.peers, m.median_litre, y.litre / m.median_litre AS times,
         u.trips / m.median_trips AS trip_times, y.litre > m.median_litre * p.ratio AND y.litre - m.median_litre > p.z_limit * s.sigma AS above, p.min_peers, p.min_months, p.red_ratio
  FROM years y JOIN params p ON 1 = 1
  LEFT JOIN cars c ON c.plate_key = y.plate_key
  LEFT JOIN usable u ON u.plate_key = y.plate_key AND u.year = y.year
  LEFT JOIN middle m ON m.model_key = c.model_key AND m.year = y.year
  LEFT JOIN spread s ON s.model_key = c.model_key AND s.year = y.year
), judged AS (
  SELECT c.*, CASE WHEN c.plate_key = '' THEN 'plate' WHEN c.measured = 0 THEN 'litre' WHEN c.model_key IS NULL THEN 'model' END AS missing,
         CASE WHEN c.duty = 1 THEN 'duty_vehicle' WHEN c.months < c.min_months OR coalesce(c.peers, 0) < c.min_peers THEN 'few_peers' WHEN c.above AND c.trip_times >= c.times * 0.8 THEN 'busy' END AS clause,
         CASE WHEN c.above AND c.times >= c.red_ratio THEN 'red' WHEN c.above THEN 'yellow' END AS band
  FROM compared c
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome FROM judged j
), refs AS (
  SELECT d.plate_key, d.year, f.ref, row_number() OVER (PARTITION BY d.plate_key, d.year ORDER BY f.litre DESC, f.ref) AS nth
  FROM decided d JOIN fuel_fill f ON f.plate_key = d.plate_key AND qy_year(f.filled_on) = d.year WHERE d.outcome = 'hit'
), proof AS (
  SELECT plate_key, year, array_agg(ref) AS evidence FROM refs WHERE nth <= 50 GROUP BY plate_key, year
)
SELECT d.outcome AS outcome, coalesce(d.missing, d.clause, d.band) AS detail, d.plate_key || '|' || qy_text(d.year) AS subject_key, '公务车' || d.plate_key || '，' || qy_text(d.year) || '年' AS subject_label,
       'vehicle:' || d.plate_key AS stack_key, d.source_id AS source_id,
       CASE WHEN d.outcome = 'hit' THEN CAST(round((d.litre - d.median_litre) * d.months * d.fen_a_litre) AS BIGINT) END AS amount_fen, e.evidence AS evidence,
       d.plate_key AS plate, d.year AS year, d.model AS model, d.litre AS litre, d.peers AS peers, d.median_litre AS median_litre, d.times AS ratio
FROM decided d LEFT JOIN proof e ON e.plate_key = d.plate_key AND e.year = d.year
