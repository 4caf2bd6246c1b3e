-- School charges in one spelling: one school, one item, one month.
--
--   shape       one row per row of school_charge
--   year, term  of the month, else of the day; a year's terms are 春 (to July) and 秋; item_key the item's letters, digits and Chinese characters
--   price_fen   price for each pupil as written, else amount over pupils
-- Read by D02c, D07, D08a, D08b, D11, D12, D13.
SELECT school_code, substr(month_key, 1, 4) AS year, substr(month_key, 1, 4) || CASE WHEN substr(month_key, 5, 2) <= '07' THEN '春' ELSE '秋' END AS term,
       item, qy_code(item) AS item_key, approved_fen, coalesce(CAST(price_fen AS DOUBLE), CASE WHEN students > 0 THEN CAST(amount_fen AS DOUBLE) / students END) AS price_fen,
       students, coalesce(amount_fen, price_fen * students) AS amount_fen, spent_fen, account_name, source_id, ref
FROM (
  SELECT c.*, coalesce(substr(qy_digits(month), 1, 6), replace(qy_month("on"), '-', '')) AS month_key, qy_ref('school_charge', source_id, source_sheet, source_row) AS ref
  FROM school_charge c
) AS charged
