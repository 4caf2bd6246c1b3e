-- Food purchases in one spelling of unit and price.
--
--   shape        one row per row of food_purchase that names a school and a day
--   unit_key     'kg' for 斤, 公斤, 克 and 吨, else the unit as written; quantity_std and price_fen (a decimal) are by that unit
--   item_key, spec_key   letters, digits and Chinese characters; spec_key is '' where there is none
--   amount_fen   as written, else quantity times price
--   month_key    202403; year its year
-- Read by D02a, D03a, D03b, D04, D06a, D06b.
SELECT f.school_code, f.supplier_uscc, f.item, qy_code(f.item) AS item_key, coalesce(qy_code(f.spec), '') AS spec_key,
       CASE WHEN u.factor IS NOT NULL THEN 'kg' ELSE coalesce(qy_code(f.unit), '') END AS unit_key,
       CAST(f.quantity AS DOUBLE) * coalesce(u.factor, 1) AS quantity_std,
       coalesce(CAST(f.price_fen AS DOUBLE), CASE WHEN f.quantity > 0 THEN CAST(f.amount_fen AS DOUBLE) / CAST(f.quantity AS DOUBLE) END) / coalesce(u.factor, 1) AS price_fen,
       coalesce(f.amount_fen, CAST(round(CAST(f.quantity AS DOUBLE) * f.price_fen) AS BIGINT)) AS amount_fen,
       f."on" AS bought_on, replace(qy_month(f."on"), '-', '') AS month_key, qy_text(qy_year(f."on")) AS year, f.source_id,
       qy_ref('food_purchase', f.source_id, f.source_sheet, f.source_row) AS ref
FROM food_purchase f
LEFT JOIN (
  SELECT '斤' AS unit, 0.5 AS factor UNION ALL SELECT '市斤', 0.5 UNION ALL SELECT '公斤', 1.0 UNION ALL SELECT '千克', 1.0 UNION ALL SELECT 'KG', 1.0
  UNION ALL SELECT '克', 0.001 UNION ALL SELECT 'G', 0.001 UNION ALL SELECT '吨', 1000.0
) AS u ON u.unit = upper(trim(f.unit))
WHERE f.school_code IS NOT NULL AND f."on" IS NOT NULL
