-- One row per school, staple and year. Boarders eat twice more a day than the claims count: 62 meals a month are added for each.
WITH staples AS (
  SELECT f.*, CASE WHEN qy_matches(f.item, '大米|粳米|籼米') THEN '大米' WHEN qy_matches(f.item, '食用油|菜籽油|菜油|大豆油|花生油|调和油|玉米油') THEN '食用油'
                   WHEN qy_matches(f.item, '猪肉|猪后腿|五花肉|瘦肉') THEN '猪肉' END AS staple
  FROM food_priced f
), bought AS (
  SELECT school_code, staple, year, min(source_id) AS source_id, sum(CASE WHEN unit_key = 'kg' THEN quantity_std END) AS kg, CAST(sum(CASE WHEN unit_key = 'kg' THEN amount_fen END) AS DOUBLE) AS amount_fen
  FROM staples WHERE staple IS NOT NULL
  GROUP BY school_code, staple, year
), eaten AS (
  SELECT school_code, year, sum(CAST(meals AS DOUBLE) + 62 * coalesce(boarders, 0)) AS meals FROM school_meal GROUP BY school_code, year
), measured AS (
  SELECT b.*, e.meals, b.kg * 1000 / e.meals AS per_meal_g, CASE b.staple WHEN '大米' THEN p.rice_g WHEN '食用油' THEN p.oil_g ELSE p.pork_g END * p.margin AS norm_g
  FROM bought b
  JOIN params p ON 1 = 1
  LEFT JOIN eaten e ON e.school_code = b.school_code AND e.year = b.year AND e.meals > 0
), peers AS (
  SELECT staple, year, count(*) AS schools, qy_quantile(per_meal_g, 0.5) AS median_g FROM measured WHERE per_meal_g > 0 GROUP BY staple, year
), rated AS (  -- the stricter of the norm and what other schools need
  SELECT m.*, CASE WHEN r.schools >= p.min_peers AND r.median_g * p.peer_margin < m.norm_g THEN r.median_g * p.peer_margin ELSE m.norm_g END AS allowed_g,
         CASE WHEN r.schools >= p.min_peers AND r.median_g * p.peer_margin < m.norm_g THEN 1 ELSE 0 END AS by_peers
  FROM measured m
  JOIN params p ON 1 = 1
  LEFT JOIN peers r ON r.staple = m.staple AND r.year = m.year
), judged AS (
  SELECT r.*, r.per_meal_g / r.allowed_g AS ratio, CAST(round(r.amount_fen * (1 - r.allowed_g / r.per_meal_g)) AS BIGINT) AS over_fen,
         CASE WHEN r.kg IS NULL THEN 'unit' WHEN r.meals IS NULL THEN 'meals' END AS missing,
         CASE WHEN r.per_meal_g > r.allowed_g AND r.amount_fen * (1 - r.allowed_g / r.per_meal_g) < p.min_over_fen THEN 'small' END AS clause,
         CASE WHEN r.per_meal_g > r.allowed_g * p.red_times THEN 'red' WHEN r.per_meal_g > r.allowed_g THEN 'yellow' END AS band
  FROM rated r JOIN params p ON 1 = 1
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome FROM judged j
), proof AS (
  SELECT school_code, staple, year, array_agg(ref) AS evidence
  FROM (SELECT s.*, row_number() OVER (PARTITION BY s.school_code, s.staple, s.year ORDER BY s.amount_fen DESC, s.ref) AS nth FROM staples s WHERE s.unit_key = 'kg') AS numbered
  WHERE nth <= 50 GROUP BY school_code, staple, year
)
SELECT d.outcome AS outcome, coalesce(d.missing, d.clause, d.band) AS detail, d.school_code || '|' || d.staple || '|' || d.year AS subject_key,
       '学校' || d.school_code || '，' || d.staple || '，' || d.year || '年' AS subject_label, 'school:' || d.school_code AS stack_key, d.source_id AS source_id,
       CASE WHEN d.outcome = 'hit' THEN d.over_fen END AS amount_fen, CASE WHEN d.outcome = 'hit' THEN e.evidence END AS evidence,
       d.school_code AS school, d.year AS year, d.staple AS item, d.kg AS bought_kg, d.meals AS meals, d.per_meal_g AS per_meal_g, d.ratio AS ratio, d.allowed_g AS allowed_g,
       CASE WHEN d.by_peers = 1 THEN '同县各校中位数加余量' ELSE '学生餐用量上限加余量' END AS yardstick, CASE WHEN d.by_peers = 1 THEN 'the county''s median with a margin' ELSE 'the norm with a margin' END AS yardstick_en
FROM decided d
LEFT JOIN proof e ON e.school_code = d.school_code AND e.staple = d.staple AND e.year = d.year
