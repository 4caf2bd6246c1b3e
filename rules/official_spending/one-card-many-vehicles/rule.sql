-- One row per card; fills without a card or a plate are told once.
WITH judged AS (
  SELECT c.item AS card, c.main_other AS plate, c.main_fills, c.main_first_at, c.main_last_at, c.mixed_fills, c.mixed_others, c.mixed_fen, c.source_id,
         CASE WHEN c.others > p.max_vehicles THEN 'main_card' WHEN c.others > 1 AND c.mixed_fills = 0 THEN 'rebound' WHEN c.mixed_fills > 0 AND c.mixed_fills < p.min_fills THEN 'few' END AS clause,
         CASE WHEN c.mixed_fills >= p.red_fills THEN 'red' WHEN c.mixed_fills >= p.min_fills THEN 'yellow' END AS band
  FROM fuel_pairing c JOIN params p ON 1 = 1
  WHERE c.side = 'card'
), decided AS (
  SELECT j.*, qy_outcome(NULL, j.clause, j.band) AS outcome FROM judged j
), refs AS (
  SELECT d.card, f.ref, row_number() OVER (PARTITION BY d.card ORDER BY f.filled_at, f.ref) AS nth
  FROM decided d JOIN fuel_fill f ON f.card_key = d.card AND f.plate_key <> d.plate AND f.filled_at >= d.main_first_at AND f.filled_at <= d.main_last_at
  WHERE d.outcome = 'hit'
), proof AS (
  SELECT card, array_agg(ref) AS evidence FROM refs WHERE nth <= 50 GROUP BY card
)
SELECT d.outcome AS outcome, coalesce(d.clause, d.band) AS detail, d.card AS subject_key, '加油卡' || d.card AS subject_label, 'vehicle:' || d.plate AS stack_key, d.source_id AS source_id,
       CASE WHEN d.outcome = 'hit' THEN d.mixed_fen END AS amount_fen, e.evidence AS evidence,
       d.card AS card, d.plate AS plate, d.main_fills AS main_fills, d.mixed_fills AS mixed_fills, d.mixed_others AS mixed_others
FROM decided d LEFT JOIN proof e ON e.card = d.card
UNION ALL
SELECT 'not_computable', CASE WHEN card_key IS NULL THEN 'card_no' ELSE 'plate' END, coalesce(card_key, '') || '|', NULL, NULL, min(source_id), NULL, NULL, NULL, NULL, NULL, NULL, NULL
FROM fuel_fill WHERE card_key IS NULL OR plate_key IS NULL
GROUP BY card_key
