-- One row per school and year.
WITH claimed AS (
  SELECT school_code, year, min(source_id) AS source_id, count(*) AS months, CAST(sum(subsidy_fen) AS BIGINT) AS subsidy_fen, qy_first(array_agg(ref), 50) AS evidence
  FROM school_meal WHERE subsidy_fen IS NULL OR subsidy_fen > 0
  GROUP BY school_code, year
), bought AS (
  SELECT school_code, year, count(DISTINCT month_key) AS months, CAST(sum(amount_fen) AS BIGINT) AS food_fen FROM food_priced GROUP BY school_code, year
), judged AS (
  SELECT c.*, b.food_fen, c.subsidy_fen - b.food_fen AS left_fen, CAST(c.subsidy_fen - b.food_fen AS DOUBLE) / c.subsidy_fen AS share,
         CASE WHEN c.subsidy_fen IS NULL THEN 'subsidy_fen' WHEN b.food_fen IS NULL THEN 'food_purchase' END AS missing,
         CASE WHEN c.subsidy_fen - b.food_fen > p.keep_share * c.subsidy_fen AND b.months < p.least_cover * c.months THEN 'ledger_incomplete' END AS clause,
         CASE WHEN c.subsidy_fen - b.food_fen > p.red_share * c.subsidy_fen THEN 'red' WHEN c.subsidy_fen - b.food_fen > p.keep_share * c.subsidy_fen THEN 'yellow' END AS band
  FROM claimed c
  JOIN params p ON 1 = 1
  LEFT JOIN bought b ON b.school_code = c.school_code AND b.year = c.year
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome FROM judged j
)
SELECT outcome, coalesce(missing, clause, band) AS detail, school_code || '|' || year AS subject_key, '学校' || school_code || '，' || year || '年' AS subject_label,
       'school:' || school_code AS stack_key, source_id, CASE WHEN outcome = 'hit' THEN left_fen END AS amount_fen,
       CASE WHEN outcome = 'hit' THEN evidence END AS evidence, school_code AS school, year, subsidy_fen, food_fen, share
FROM decided
