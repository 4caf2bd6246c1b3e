-- One row per school, food, specification, unit and year. The like: the same food, specification and unit in the same ten days.
WITH bought AS (
  SELECT f.*, f.month_key || CASE WHEN substr(qy_text(f.bought_on), 9, 2) <= '10' THEN 'a' WHEN substr(qy_text(f.bought_on), 9, 2) <= '20' THEN 'b' ELSE 'c' END AS ten_days
  FROM food_priced f
), likes AS (
  SELECT item_key, spec_key, unit_key, ten_days, count(DISTINCT school_code) AS schools, qy_quantile(price_fen, 0.5) AS median_fen
  FROM bought WHERE price_fen > 0 GROUP BY item_key, spec_key, unit_key, ten_days
), dear AS (
  SELECT b.*, l.schools, l.median_fen, (b.price_fen - l.median_fen) * b.quantity_std AS over_fen,
         row_number() OVER (PARTITION BY b.school_code, b.item_key, b.spec_key, b.unit_key, b.year ORDER BY b.price_fen / l.median_fen DESC, b.ref) AS nth
  FROM bought b
  JOIN params p ON 1 = 1
  JOIN likes l ON l.item_key = b.item_key AND l.spec_key = b.spec_key AND l.unit_key = b.unit_key AND l.ten_days = b.ten_days
  WHERE l.schools >= p.min_schools AND b.price_fen > l.median_fen * (1 + p.over_share)
), dearer AS (
  SELECT school_code, item_key, spec_key, unit_key, year, count(*) AS purchases, min(schools) AS schools, CAST(round(sum(over_fen)) AS BIGINT) AS over_fen,
         CAST(round(max(CASE WHEN nth = 1 THEN price_fen END)) AS BIGINT) AS price_fen, CAST(round(max(CASE WHEN nth = 1 THEN median_fen END)) AS BIGINT) AS median_fen,
         max(price_fen / median_fen) AS most, min(price_fen / median_fen) AS lowest, array_agg(ref) FILTER (WHERE nth <= 50) AS evidence
  FROM dear GROUP BY school_code, item_key, spec_key, unit_key, year
), kinds AS (
  SELECT school_code, item_key, spec_key, unit_key, year, min(item) AS item, min(source_id) AS source_id, count(price_fen) AS priced, count(quantity_std) AS weighed
  FROM bought GROUP BY school_code, item_key, spec_key, unit_key, year
), judged AS (
  SELECT g.*, d.purchases, d.schools, d.over_fen, d.price_fen, d.median_fen, d.evidence, p.over_share,
         CASE WHEN g.priced = 0 THEN 'price_fen' WHEN g.weighed = 0 THEN 'quantity' END AS missing,
         CASE WHEN g.unit_key = 'kg' AND d.most <= 2.05 AND d.lowest >= 1.95 THEN 'unit_slip' WHEN d.over_fen < p.min_over_fen THEN 'small' END AS clause,
         CASE WHEN d.most > 1 + p.red_over THEN 'red' WHEN d.most IS NOT NULL THEN 'yellow' END AS band
  FROM kinds g
  JOIN params p ON 1 = 1
  LEFT JOIN dearer d ON d.school_code = g.school_code AND d.item_key = g.item_key AND d.spec_key = g.spec_key AND d.unit_key = g.unit_key AND d.year = g.year
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome FROM judged j
)
SELECT outcome, coalesce(missing, clause, band) AS detail, school_code || '|' || item_key || '|' || spec_key || '|' || unit_key || '|' || year AS subject_key,
       '学校' || school_code || '，' || item || '，' || year || '年' AS subject_label, 'school:' || school_code AS stack_key, source_id,
       CASE WHEN outcome = 'hit' THEN over_fen END AS amount_fen, CASE WHEN outcome = 'hit' THEN evidence END AS evidence,
       school_code AS school, year, item, CASE WHEN spec_key = '' THEN '未写规格' ELSE spec_key END AS spec,
       CASE unit_key WHEN 'kg' THEN '公斤' WHEN '' THEN '单位' ELSE unit_key END AS unit, purchases, schools, price_fen, median_fen, over_share
FROM decided
