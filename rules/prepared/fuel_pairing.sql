-- Fuel cards and vehicles held against each other, from both sides: a card belongs to one vehicle, a vehicle has one card.
--
--   shape        one row per side and item
--   side         'card' (item is a card, the others are plates) | 'vehicle' (item is a plate, the others are cards)
--   others       how many of the other side it was used with; main_other the one most used
--   main_fills   fills with that one
--   mixed_fills, mixed_fen, mixed_others   fills with others while the main one was in use too: a card handed over once, or replaced, has none
-- Read by K03a, K03b.
WITH fills AS (
  SELECT 'card' AS side, card_key AS item, plate_key AS other, filled_at, amount_fen, source_id FROM fuel_fill WHERE card_key IS NOT NULL AND plate_key IS NOT NULL
  UNION ALL
  SELECT 'vehicle', plate_key, card_key, filled_at, amount_fen, source_id FROM fuel_fill WHERE card_key IS NOT NULL AND plate_key IS NOT NULL
), uses AS (
  SELECT side, item, other, count(*) AS fills, min(filled_at) AS first_at, max(filled_at) AS last_at, min(source_id) AS source_id FROM fills GROUP BY side, item, other
), ranked AS (
  SELECT u.*, row_number() OVER (PARTITION BY side, item ORDER BY fills DESC, other) AS nth, count(*) OVER (PARTITION BY side, item) AS others FROM uses u
), mixed AS (
  SELECT f.side, f.item, count(*) AS mixed_fills, CAST(sum(f.amount_fen) AS BIGINT) AS mixed_fen, count(DISTINCT f.other) AS mixed_others
  FROM ranked m JOIN fills f ON f.side = m.side AND f.item = m.item AND f.other <> m.other AND f.filled_at >= m.first_at AND f.filled_at <= m.last_at
  WHERE m.nth = 1 AND m.others > 1
  GROUP BY f.side, f.item
)
SELECT m.side, m.item, m.others, m.other AS main_other, m.fills AS main_fills, m.first_at AS main_first_at, m.last_at AS main_last_at,
       coalesce(x.mixed_fills, 0) AS mixed_fills, x.mixed_fen, coalesce(x.mixed_others, 0) AS mixed_others, m.source_id
FROM ranked m LEFT JOIN mixed x ON x.side = m.side AND x.item = m.item
WHERE m.nth = 1
