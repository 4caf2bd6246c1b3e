-- Fuel card transactions in one spelling: one fill.
--
--   shape      one row per row of fuel_transaction
--   plate_key, card_key   capitals, digits and Chinese characters; NULL when missing or too short to name anything
--   has_time   1 when the time of day is known: a list that gives only days reads as midnight
--   rest_day   1 on a day off: the working-day calendar where it names the day, else Saturday and Sunday
-- Read by K01, K03a, K03b, K04, K06.
WITH calendar AS (
  SELECT "on" AS on_day, max(CASE WHEN kind IN ('holiday', 'weekend') THEN 1 ELSE 0 END) AS off FROM workday WHERE kind IS NOT NULL GROUP BY "on"
)
SELECT CASE WHEN length(qy_code(f.plate)) >= 5 THEN qy_code(f.plate) END AS plate_key, CASE WHEN length(qy_code(f.card_no)) >= 4 THEN qy_code(f.card_no) END AS card_key,
       f.unit_code, f.at AS filled_at, qy_time_days(f.at) AS filled_on, CASE WHEN substr(qy_minute(f.at), 12, 5) = '00:00' THEN 0 ELSE 1 END AS has_time,
       coalesce(c.off, CASE WHEN qy_weekday(qy_time_days(f.at)) >= 6 THEN 1 ELSE 0 END) AS rest_day,
       CAST(f.litre AS DOUBLE) AS litre, f.amount_fen, f.source_id, qy_ref('fuel_transaction', f.source_id, f.source_sheet, f.source_row) AS ref
FROM fuel_transaction f
LEFT JOIN calendar c ON c.on_day = qy_time_days(f.at)
