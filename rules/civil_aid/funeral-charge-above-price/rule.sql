-- One row per charge for an item whose price the government sets. The charge names no specification, so the dearest of the day counts.
WITH prices AS (
  SELECT item, from_on, coalesce(to_on, CAST('9999-12-31' AS DATE)) AS to_on, max(price_fen) AS price_fen, min(qy_ref('price_reference', source_id, source_sheet, source_row)) AS ref
  FROM price_reference WHERE price_fen > 0 GROUP BY item, from_on, coalesce(to_on, CAST('9999-12-31' AS DATE))
), charges AS (
  SELECT deceased_no, unit_name, item, unit_price_fen, coalesce(CAST(quantity AS DOUBLE), 1) AS quantity, "on" AS done_on, source_id, source_sheet, source_row, qy_ref('funeral_charge', source_id, source_sheet, source_row) AS ref
  FROM funeral_charge WHERE item IN (SELECT item FROM prices)
), priced AS (
  SELECT c.ref, max(p.price_fen) AS price_fen, min(p.ref) AS price_ref
  FROM charges c JOIN prices p ON p.item = c.item AND (p.from_on IS NULL OR p.from_on <= c.done_on) AND p.to_on >= c.done_on
  GROUP BY c.ref
), judged AS (
  SELECT c.*, x.price_fen, x.price_ref, c.unit_price_fen / x.price_fen AS ratio,
         CASE WHEN c.done_on IS NULL THEN 'on' WHEN x.ref IS NULL THEN 'price_reference' WHEN c.unit_price_fen IS NULL THEN 'unit_price_fen' END AS missing,
         CASE WHEN c.unit_price_fen > x.price_fen AND qy_matches(c.item, '选择性|豪华|自选') THEN 'chosen' WHEN c.unit_price_fen > x.price_fen AND c.unit_price_fen <= x.price_fen * p.tolerance THEN 'within_tolerance' END AS clause,
         CASE WHEN c.unit_price_fen > x.price_fen THEN CASE WHEN c.unit_price_fen >= x.price_fen * p.red_ratio THEN 'red' ELSE 'yellow' END END AS band
  FROM charges c
  JOIN params p ON 1 = 1
  LEFT JOIN priced x ON x.ref = c.ref
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome FROM judged j
)
SELECT outcome, coalesce(missing, clause, band) AS detail, ref AS subject_key, coalesce(unit_name || '，', '') || item AS subject_label, 'unit:' || coalesce(unit_name, '') AS stack_key, source_id,
       CASE WHEN outcome = 'hit' THEN CAST(floor((unit_price_fen - price_fen) * quantity) AS BIGINT) END AS amount_fen, qy_both(qy_refs(ref), qy_refs(price_ref)) AS evidence,
       item, done_on, unit_price_fen, price_fen, ratio, quantity
FROM decided
