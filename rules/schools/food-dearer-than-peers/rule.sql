-- One row per school and year. The like: the same food, specification and unit in the same ten days.
WITH bought AS (
  SELECT f.*, f.month_key || CASE WHEN substr(qy_text(f.bought_on), 9, 2) <= '10' THEN 'a' WHEN substr(qy_text(f.bought_on), 9, 2) <= '20' THEN 'b' ELSE 'c' END AS ten_days
  FROM food_priced f
), likes AS (
  SELECT item_key, spec_key, unit_key, ten_days, count(DISTINCT school_code) AS schools, qy_quantile(price_fen, 0.5) AS median_fen
  FROM bought WHERE price_fen > 0 GROUP BY item_key, spec_key, unit_key, ten_days
), dear AS (
  SELECT b.school_code, b.year, b.item, b.item_key, b.spec_key, b.unit_key, b.price_fen, l.schools, l.median_fen, b.price_fen / l.median_fen AS times, (b.price_fen - l.median_fen) * b.quantity_std AS over_fen, b.ref
  FROM bought b
  JOIN params p ON 1 = 1
  JOIN likes l ON l.item_key = b.item_key AND l.spec_key = b.spec_key AND l.unit_key = b.unit_key AND l.ten_days = b.ten_days
  WHERE l.schools >= p.min_schools AND b.price_fen > l.median_fen * (1 + p.over_share)
), slips AS (  -- a food that is always dear by exactly two was weighed in 斤 and written as 公斤
  SELECT school_code, year, item_key, spec_key FROM dear WHERE unit_key = 'kg' GROUP BY school_code, year, item_key, spec_key HAVING max(times) <= 2.05 AND min(times) >= 1.95
), numbered AS (
  SELECT d.*, s.school_code IS NOT NULL AS slip, row_number() OVER (PARTITION BY d.school_code, d.year, s.school_code IS NOT NULL ORDER BY d.over_fen DESC, d.ref) AS nth
  FROM dear d LEFT JOIN slips s ON s.school_code = d.school_code AND s.year = d.year AND s.item_key = d.item_key AND s.spec_key = d.spec_key
), dearer AS (
  SELECT school_code, year, count(*) FILTER (WHERE NOT slip) AS purchases, count(DISTINCT item_key || '|' || spec_key) FILTER (WHERE NOT slip) AS foods, max(CASE WHEN slip THEN 1 ELSE 0 END) AS slip,
         CAST(round(sum(over_fen) FILTER (WHERE NOT slip)) AS BIGINT) AS over_fen, max(times) FILTER (WHERE NOT slip) AS most, array_agg(ref) FILTER (WHERE NOT slip AND nth <= 50) AS evidence,
         max(CASE WHEN NOT slip AND nth = 1 THEN item || CASE WHEN spec_key = '' THEN '' ELSE '（' || spec_key || '）' END END) AS food,
         max(CASE WHEN NOT slip AND nth = 1 THEN CASE unit_key WHEN 'kg' THEN '公斤' WHEN '' THEN '单位' ELSE unit_key END END) AS unit, max(CASE WHEN NOT slip AND nth = 1 THEN schools END) AS schools,
         CAST(round(max(CASE WHEN NOT slip AND nth = 1 THEN price_fen END)) AS BIGINT) AS price_fen, CAST(round(max(CASE WHEN NOT slip AND nth = 1 THEN median_fen END)) AS BIGINT) AS median_fen
  FROM numbered GROUP BY school_code, year
), canteens AS (
  SELECT school_code, year, min(source_id) AS source_id, count(price_fen) AS priced, count(quantity_std) AS weighed FROM bought GROUP BY school_code, year
), judged AS (
  SELECT c.*, d.purchases, d.foods, d.food, d.unit, d.schools, d.over_fen, d.price_fen, d.median_fen, d.evidence, p.over_share,
         CASE WHEN c.priced = 0 THEN 'price_fen' WHEN c.weighed = 0 THEN 'quantity' END AS missing,
         CASE WHEN d.purchases = 0 AND d.slip = 1 THEN 'unit_slip' WHEN d.over_fen < p.min_over_fen THEN 'small' END AS clause,
         CASE WHEN d.most > 1 + p.red_over THEN 'red' WHEN d.school_code IS NOT NULL THEN 'yellow' END AS band
  FROM canteens c
  JOIN params p ON 1 = 1
  LEFT JOIN dearer d ON d.school_code = c.school_code AND d.year = c.year
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome FROM judged j
)
SELECT outcome, coalesce(missing, clause, band) AS detail, school_code || '|' || year AS subject_key, '学校' || school_code || '，' || year || '年食材' AS subject_label, 'school:' || school_code AS stack_key, source_id,
       CASE WHEN outcome = 'hit' THEN over_fen END AS amount_fen, CASE WHEN outcome = 'hit' THEN evidence END AS evidence,
       school_code AS school, year, foods, purchases, food, unit, schools, price_fen, median_fen, over_share
FROM decided
