-- One row per vehicle; fills without a plate or a card are told once.
WITH judged AS (
  SELECT c.item AS plate, c.main_other AS card, c.main_fills, c.main_first_at, c.main_last_at, c.mixed_fills, c.mixed_others, c.mixed_fen, c.source_id,
         CASE WHEN c.others > 1 AND c.mixed_fills = 0 THEN 'replaced' WHEN c.mixed_fills > 0 AND c.mixed_fills < p.min_fills THEN 'few' END AS clause,
         CASE WHEN c.mixed_fills >= p.red_fills THEN 'red' WHEN c.mixed_fills >= p.min_fills THEN 'yellow' END AS band
  FROM fuel_pairing c JOIN params p ON 1 = 1
  WHERE c.side = 'vehicle'
), decided AS (
  SELECT j.*, qy_outcome(NULL, j.clause, j.band) AS outcome FROM judged j
), refs AS (
  SELECT d.plate, f.ref, row_number() OVER (PARTITION BY d.plate ORDER BY f.filled_at, f.ref) AS nth
  FROM decided d JOIN fuel_fill f ON f.plate_key = d.plate AND f.card_key <> d.card AND f.filled_at >= d.main_first_at AND f.filled_at <= d.main_last_at
  WHERE d.outcome = 'hit'
), proof AS (
  SELECT plate, array_agg(ref) AS evidence FROM refs WHERE nth <= 50 GROUP BY plate
)
SELECT d.outcome AS outcome, coalesce(d.clause, d.band) AS detail, d.plate AS subject_key, '公务车' || d.plate AS subject_label, 'vehicle:' || d.plate AS stack_key, d.source_id AS source_id,
       CASE WHEN d.outcome = 'hit' THEN d.mixed_fen END AS amount_fen, e.evidence AS evidence,
       d.plate AS plate, d.card AS card, d.main_fills AS main_fills, d.mixed_fills AS mixed_fills, d.mixed_others AS mixed_others
FROM decided d LEFT JOIN proof e ON e.plate = d.plate
UNION ALL
SELECT 'not_computable', CASE WHEN plate_key IS NULL THEN 'plate' ELSE 'card_no' END, coalesce(plate_key, '') || '|', NULL, NULL, min(source_id), NULL, NULL, NULL, NULL, NULL, NULL, NULL
FROM fuel_fill WHERE card_key IS NULL OR plate_key IS NULL
GROUP BY plate_key
