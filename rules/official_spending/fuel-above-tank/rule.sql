-- One row per vehicle. A fill is held against the tank, alone and together with the fill before it within the window;
-- what can be burnt on the road between the two is allowed for.
WITH tanks AS (
  SELECT qy_code(plate) AS plate_key, max(CAST(tank_litre AS DOUBLE)) AS tank FROM official_vehicle WHERE tank_litre > 0 GROUP BY qy_code(plate)
), fills AS (
  SELECT f.*, lag(f.filled_at) OVER (PARTITION BY f.plate_key ORDER BY f.filled_at, f.ref) AS before_at,
         lag(f.litre) OVER (PARTITION BY f.plate_key ORDER BY f.filled_at, f.ref) AS before_litre, lag(f.ref) OVER (PARTITION BY f.plate_key ORDER BY f.filled_at, f.ref) AS before_ref,
         lag(f.has_time) OVER (PARTITION BY f.plate_key ORDER BY f.filled_at, f.ref) AS before_has_time
  FROM fuel_fill f WHERE f.plate_key IS NOT NULL AND f.litre IS NOT NULL
), summed AS (
  SELECT f.plate_key, f.filled_at, f.amount_fen, f.ref, t.tank * (1 + p.tolerance) AS full_litre, p.litre_per_hour, p.long_trip_hours,
         CASE WHEN f.has_time = 1 AND f.before_has_time = 1 AND qy_minutes(f.before_at, f.filled_at) <= 60 * p.window_hours THEN f.before_ref END AS before_ref,
         f.before_at, qy_minutes(f.before_at, f.filled_at) / 60 AS hours, f.litre, f.before_litre
  FROM fills f JOIN tanks t ON t.plate_key = f.plate_key JOIN params p ON 1 = 1
), above AS (
  SELECT s.plate_key, s.filled_at, s.amount_fen, s.ref, s.before_ref, s.long_trip_hours, CASE WHEN s.before_ref IS NULL THEN s.filled_at ELSE s.before_at END AS first_at,
         CASE WHEN s.before_ref IS NULL THEN s.litre ELSE s.litre + s.before_litre END AS litre,
         CASE WHEN s.litre > s.full_litre OR (s.before_ref IS NOT NULL AND s.litre + s.before_litre > s.full_litre + s.hours * s.litre_per_hour) THEN 1 ELSE 0 END AS beyond
  FROM summed s
  WHERE s.litre > s.full_litre OR (s.before_ref IS NOT NULL AND s.litre + s.before_litre > s.full_litre)
), days AS (  -- many vehicles on one day: the station books late, or the time is that of the batch
  SELECT v.filled_on, count(DISTINCT v.plate_key) AS vehicles, count(DISTINCT a.plate_key) AS above
  FROM fuel_fill v LEFT JOIN above a ON a.ref = v.ref
  WHERE v.plate_key IS NOT NULL GROUP BY v.filled_on
), explanations AS (
  SELECT a.ref, 1 AS reason FROM above a JOIN days y ON y.filled_on = qy_time_days(a.filled_at) JOIN params p ON 1 = 1
  WHERE y.above >= p.batch_vehicles AND y.above >= p.batch_share * y.vehicles
  UNION ALL
  SELECT a.ref, max(CASE WHEN qy_matches(d.purpose, '防汛|抢险|发电|消防|森林防火|应急|油桶|抗旱|救灾') THEN 3
                         WHEN d.from_at <= a.first_at AND d.to_at >= a.filled_at AND qy_minutes(d.from_at, d.to_at) >= 60 * a.long_trip_hours THEN 2 END)
  FROM above a JOIN vehicle_dispatch d ON qy_code(d.plate) = a.plate_key AND d.from_at <= a.filled_at AND (d.to_at >= a.first_at OR qy_time_days(d.from_at) = qy_time_days(a.first_at))
  GROUP BY a.ref
), explained AS (
  SELECT ref, max(reason) AS reason FROM explanations GROUP BY ref
), counted AS (
  SELECT a.plate_key, count(*) FILTER (WHERE x.reason IS NULL) AS times, count(*) FILTER (WHERE x.reason IS NULL AND a.beyond = 1) AS beyond, max(x.reason) AS reason,
         CAST(sum(a.amount_fen) FILTER (WHERE x.reason IS NULL) AS BIGINT) AS amount_fen, max(a.litre) FILTER (WHERE x.reason IS NULL) AS worst_litre
  FROM above a LEFT JOIN explained x ON x.ref = a.ref
  GROUP BY a.plate_key
), worst AS (
  SELECT c.plate_key, min(a.filled_at) AS worst_at FROM counted c JOIN above a ON a.plate_key = c.plate_key AND a.litre = c.worst_litre GROUP BY c.plate_key
), vehicles AS (
  SELECT coalesce(plate_key, '') AS plate_key, min(source_id) AS source_id, count(plate_key) AS plated, count(litre) AS measured, sum(has_time) AS timed FROM fuel_fill GROUP BY coalesce(plate_key, '')
), judged AS (
  SELECT v.plate_key, v.source_id, t.tank, c.times, c.amount_fen, c.worst_litre, w.worst_at, p.window_hours,
         CASE WHEN v.plated = 0 THEN 'plate' WHEN v.measured = 0 THEN 'litre' WHEN t.tank IS NULL THEN 'tank_litre' WHEN v.timed = 0 AND coalesce(c.beyond, 0) = 0 THEN 'at' END AS missing,
         CASE WHEN c.times = 0 THEN CASE c.reason WHEN 3 THEN 'emergency' WHEN 2 THEN 'long_trip' ELSE 'booked_together' END END AS clause,
         CASE WHEN c.beyond >= p.red_times THEN 'red' WHEN c.beyond > 0 THEN 'yellow' WHEN c.times > 0 THEN 'blue' END AS band
  FROM vehicles v JOIN params p ON 1 = 1
  LEFT JOIN tanks t ON t.plate_key = v.plate_key
  LEFT JOIN counted c ON c.plate_key = v.plate_key
  LEFT JOIN worst w ON w.plate_key = v.plate_key
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome FROM judged j
), refs AS (
  SELECT a.plate_key, a.ref FROM above a UNION SELECT a.plate_key, a.before_ref FROM above a WHERE a.before_ref IS NOT NULL
), proof AS (
  SELECT plate_key, array_agg(ref) AS evidence
  FROM (SELECT r.*, row_number() OVER (PARTITION BY r.plate_key ORDER BY r.ref) AS nth FROM refs r) AS numbered WHERE nth <= 50 GROUP BY plate_key
)
SELECT d.outcome AS outcome, coalesce(d.missing, d.clause, d.band) AS detail, d.plate_key AS subject_key, '公务车' || d.plate_key AS subject_label, 'vehicle:' || d.plate_key AS stack_key,
       d.source_id AS source_id, CASE WHEN d.outcome = 'hit' THEN d.amount_fen END AS amount_fen, CASE WHEN d.outcome = 'hit' THEN e.evidence END AS evidence,
       d.plate_key AS plate, d.tank AS tank, d.times AS times, d.window_hours AS window_hours, d.worst_litre AS worst_litre, qy_minute(d.worst_at) AS worst_at
FROM decided d LEFT JOIN proof e ON e.plate_key = d.plate_key
