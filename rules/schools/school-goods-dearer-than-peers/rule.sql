-- One row per school, item and year. The like: the same item at other schools in the same year, one price a school.
WITH goods AS (
  SELECT school_code, item_key, year, min(item) AS item, min(source_id) AS source_id, max(price_fen) AS price_fen, sum(students) AS students, qy_first(array_agg(ref), 50) AS evidence
  FROM school_fee WHERE qy_matches(item, '校服|服装|教辅|练习|作业本|教材|读本|床上用品|被褥|书包|平板')
  GROUP BY school_code, item_key, year
), likes AS (
  SELECT item_key, year, count(*) AS schools, qy_quantile(price_fen, 0.5) AS median_fen FROM goods WHERE price_fen > 0 GROUP BY item_key, year
), compared AS (
  SELECT g.*, l.schools, l.median_fen, (g.price_fen - l.median_fen) * g.students AS extra_fen, p.over_share, p.red_share, p.min_schools, p.min_over_fen
  FROM goods g
  JOIN params p ON 1 = 1
  LEFT JOIN likes l ON l.item_key = g.item_key AND l.year = g.year
), judged AS (
  SELECT c.*, CASE WHEN c.price_fen IS NULL THEN 'price_fen' WHEN c.students IS NULL THEN 'students' END AS missing,
         CASE WHEN c.schools >= c.min_schools AND c.price_fen > c.median_fen * (1 + c.over_share) AND c.extra_fen < c.min_over_fen THEN 'small' END AS clause,
         CASE WHEN c.schools < c.min_schools OR c.price_fen <= c.median_fen * (1 + c.over_share) THEN NULL WHEN c.price_fen > c.median_fen * (1 + c.red_share) THEN 'red' ELSE 'yellow' END AS band
  FROM compared c
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome FROM judged j
)
SELECT outcome, coalesce(missing, clause, band) AS detail, school_code || '|' || item_key || '|' || coalesce(year, '') AS subject_key,
       '学校' || school_code || '，' || item || coalesce('，' || year || '年', '') AS subject_label, 'school:' || school_code AS stack_key, source_id,
       CASE WHEN outcome = 'hit' THEN CAST(round(extra_fen) AS BIGINT) END AS amount_fen, CASE WHEN outcome = 'hit' THEN evidence END AS evidence,
       school_code AS school, year, item, CAST(round(price_fen) AS BIGINT) AS price_fen, CAST(round(median_fen) AS BIGINT) AS median_fen, schools, over_share
FROM decided
