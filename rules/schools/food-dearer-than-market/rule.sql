-- One row per school, food, unit and year. Of several references for a day (specifications, places) the dearest counts.
WITH reference AS (
  SELECT qy_code(item) AS item_key, from_on, coalesce(to_on, from_on) AS to_on, max(source) AS source,
         CASE WHEN upper(trim(unit)) IN ('斤', '市斤', '公斤', '千克', 'KG') THEN 'kg' ELSE coalesce(qy_code(unit), '') END AS unit_key,
         max(CAST(price_fen AS DOUBLE) * CASE WHEN trim(unit) IN ('斤', '市斤') THEN 2 ELSE 1 END) AS price_fen
  FROM price_reference WHERE price_fen > 0 AND from_on IS NOT NULL
  GROUP BY qy_code(item), from_on, coalesce(to_on, from_on), CASE WHEN upper(trim(unit)) IN ('斤', '市斤', '公斤', '千克', 'KG') THEN 'kg' ELSE coalesce(qy_code(unit), '') END
), compared AS (
  SELECT f.ref, min(f.school_code) AS school_code, min(f.item_key) AS item_key, min(f.unit_key) AS unit_key, min(f.year) AS year, min(f.price_fen) AS price_fen,
         min(f.quantity_std) AS quantity, max(r.price_fen) AS reference_fen, max(r.source) AS source
  FROM food_priced f
  JOIN reference r ON r.item_key = f.item_key AND r.unit_key = f.unit_key AND f.bought_on BETWEEN r.from_on AND r.to_on
  WHERE f.price_fen > 0 AND f.quantity_std > 0
  GROUP BY f.ref
), marked AS (
  SELECT c.*, c.price_fen > c.reference_fen * (1 + p.over_share) AS dear,
         row_number() OVER (PARTITION BY c.school_code, c.item_key, c.unit_key, c.year ORDER BY c.price_fen / c.reference_fen DESC, c.ref) AS nth
  FROM compared c JOIN params p ON 1 = 1
), totals AS (
  SELECT school_code, item_key, unit_key, year, count(*) FILTER (WHERE dear) AS purchases, CAST(round(sum((price_fen - reference_fen) * quantity) FILTER (WHERE dear)) AS BIGINT) AS over_fen,
         max(price_fen / reference_fen) AS most, CAST(round(max(CASE WHEN nth = 1 THEN price_fen END)) AS BIGINT) AS price_fen,
         CAST(round(max(CASE WHEN nth = 1 THEN reference_fen END)) AS BIGINT) AS reference_fen, max(CASE WHEN nth = 1 THEN source END) AS source,
         array_agg(ref) FILTER (WHERE dear AND nth <= 50) AS evidence
  FROM marked GROUP BY school_code, item_key, unit_key, year
), kinds AS (
  SELECT school_code, item_key, unit_key, year, min(item) AS item, min(source_id) AS source_id, count(price_fen) AS priced, count(quantity_std) AS weighed
  FROM food_priced GROUP BY school_code, item_key, unit_key, year
), judged AS (
  SELECT g.*, t.purchases, t.over_fen, t.price_fen, t.reference_fen, t.source, t.evidence, p.over_share,
         CASE WHEN g.priced = 0 THEN 'price_fen' WHEN g.weighed = 0 THEN 'quantity' WHEN t.most IS NULL THEN 'price_reference' END AS missing,
         CASE WHEN t.over_fen < p.min_over_fen THEN 'small' END AS clause,
         CASE WHEN t.most > 1 + p.red_over THEN 'red' WHEN t.purchases > 0 THEN 'yellow' END AS band
  FROM kinds g
  JOIN params p ON 1 = 1
  LEFT JOIN totals t ON t.school_code = g.school_code AND t.item_key = g.item_key AND t.unit_key = g.unit_key AND t.year = g.year
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome FROM judged j
)
SELECT outcome, coalesce(missing, clause, band) AS detail, school_code || '|' || item_key || '|' || unit_key || '|' || year AS subject_key,
       '学校' || school_code || '，' || item || '，' || year || '年' AS subject_label, 'school:' || school_code AS stack_key, source_id,
       CASE WHEN outcome = 'hit' THEN over_fen END AS amount_fen, CASE WHEN outcome = 'hit' THEN evidence END AS evidence, school_code AS school, year, item,
       CASE unit_key WHEN 'kg' THEN '公斤' WHEN '' THEN '单位' ELSE unit_key END AS unit, purchases, price_fen, reference_fen, coalesce(source, '来源未写') AS source_label, over_share
FROM decided
