-- One row per school. A food counts where the school paid too much for it over a whole year, so that a market that moved within ten days, or a
-- far-off village's freight now and then, is nothing; the years are told together. Organic and the like are compared with a reference of the very specification only. Of several references for a day (specifications, places) the dearest counts.
WITH reference AS (
  SELECT qy_code(item) AS item_key, CASE WHEN qy_matches(spec, '有机|绿色|富硒|散养|进口|精品|特级') THEN qy_code(spec) ELSE '' END AS grade, from_on, coalesce(to_on, from_on) AS to_on, max(source) AS source,
         CASE WHEN upper(trim(unit)) IN ('斤', '市斤', '公斤', '千克', 'KG') THEN 'kg' ELSE coalesce(qy_code(unit), '') END AS unit_key,
         max(CAST(price_fen AS DOUBLE) * CASE WHEN trim(unit) IN ('斤', '市斤') THEN 2 ELSE 1 END) AS price_fen
  FROM price_reference WHERE price_fen > 0 AND from_on IS NOT NULL
  GROUP BY qy_code(item), CASE WHEN qy_matches(spec, '有机|绿色|富硒|散养|进口|精品|特级') THEN qy_code(spec) ELSE '' END, from_on, coalesce(to_on, from_on), CASE WHEN upper(trim(unit)) IN ('斤', '市斤', '公斤', '千克', 'KG') THEN 'kg' ELSE coalesce(qy_code(unit), '') END
), compared AS (
  SELECT f.ref, min(f.school_code) AS school_code, min(f.item) AS item, min(f.item_key) AS item_key, min(f.unit_key) AS unit_key, min(f.year) AS year, min(f.price_fen) AS price_fen,
         min(f.quantity_std) AS quantity, max(r.price_fen) AS reference_fen, max(r.source) AS source
  FROM food_priced f
  JOIN reference r ON r.item_key = f.item_key AND r.grade = CASE WHEN qy_matches(f.spec_key, '有机|绿色|富硒|散养|进口|精品|特级') THEN f.spec_key ELSE '' END AND r.unit_key = f.unit_key AND f.bought_on BETWEEN r.from_on AND r.to_on
  WHERE f.price_fen > 0 AND f.quantity_std > 0
  GROUP BY f.ref
), foods AS (
  SELECT c.school_code, c.year, c.item_key, c.unit_key FROM compared c JOIN params p ON 1 = 1
  GROUP BY c.school_code, c.year, c.item_key, c.unit_key, p.over_share
  HAVING round(sum(c.price_fen * c.quantity), 4) > round(sum(c.reference_fen * c.quantity) * (1 + p.over_share), 4)
), numbered AS (
  SELECT c.*, row_number() OVER (PARTITION BY c.school_code ORDER BY (c.price_fen - c.reference_fen) * c.quantity DESC, c.ref) AS nth
  FROM compared c JOIN params p ON 1 = 1
  JOIN foods f ON f.school_code = c.school_code AND f.year = c.year AND f.item_key = c.item_key AND f.unit_key = c.unit_key
  WHERE c.price_fen > c.reference_fen * (1 + p.over_share)
), dear AS (
  SELECT school_code, qy_join(array_agg(year), '、') AS years, count(*) AS purchases, count(DISTINCT item_key) AS foods, CAST(round(sum((price_fen - reference_fen) * quantity)) AS BIGINT) AS over_fen, max(price_fen / reference_fen) AS most,
         max(CASE WHEN nth = 1 THEN item END) AS food, max(CASE WHEN nth = 1 THEN CASE unit_key WHEN 'kg' THEN '公斤' WHEN '' THEN '单位' ELSE unit_key END END) AS unit, max(CASE WHEN nth = 1 THEN source END) AS source,
         CAST(round(max(CASE WHEN nth = 1 THEN price_fen END)) AS BIGINT) AS price_fen, CAST(round(max(CASE WHEN nth = 1 THEN reference_fen END)) AS BIGINT) AS reference_fen,
         array_agg(ref) FILTER (WHERE nth <= 50) AS evidence
  FROM numbered GROUP BY school_code
), measured AS (
  SELECT DISTINCT school_code FROM compared
), canteens AS (
  SELECT school_code, min(source_id) AS source_id, count(price_fen) AS priced, count(quantity_std) AS weighed FROM food_priced GROUP BY school_code
), judged AS (
  SELECT c.*, d.years, d.purchases, d.foods, d.over_fen, d.food, d.unit, d.source, d.price_fen, d.reference_fen, d.evidence, p.over_share,
         CASE WHEN c.priced = 0 THEN 'price_fen' WHEN c.weighed = 0 THEN 'quantity' WHEN m.school_code IS NULL THEN 'price_reference' END AS missing,
         CASE WHEN d.over_fen < p.min_over_fen THEN 'small' END AS clause,
         CASE WHEN d.most > 1 + p.red_over THEN 'red' WHEN d.purchases > 0 THEN 'yellow' END AS band
  FROM canteens c
  JOIN params p ON 1 = 1
  LEFT JOIN measured m ON m.school_code = c.school_code
  LEFT JOIN dear d ON d.school_code = c.school_code
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome FROM judged j
)
SELECT outcome, coalesce(missing, clause, band) AS detail, school_code AS subject_key, '学校' || school_code || '食材' AS subject_label, 'school:' || school_code AS stack_key, source_id,
       CASE WHEN outcome = 'hit' THEN over_fen END AS amount_fen, CASE WHEN outcome = 'hit' THEN evidence END AS evidence, school_code AS school, years, foods, purchases, food, unit, price_fen, reference_fen,
       coalesce(source, '来源未写') AS source_label, over_share
FROM decided
