-- One row per school and year.
WITH years AS (
  SELECT school_code, year, min(source_id) AS source_id, count(*) AS months, count(*) FILTER (WHERE meals % students = 0) AS whole, max(students) AS students, max(boarders) AS boarders, max(roll) AS roll,
         count(meals) AS told, CAST(sum(subsidy_fen) FILTER (WHERE meals % students = 0) AS BIGINT) AS subsidy_fen, qy_first(array_agg(ref) FILTER (WHERE meals % students = 0), 50) AS evidence
  FROM school_meal WHERE students > 0 AND (meals IS NULL OR meals > 0)
  GROUP BY school_code, year
), judged AS (
  SELECT y.*, CASE WHEN y.told < y.months THEN 'meals' END AS missing,
         CASE WHEN y.whole >= p.min_months AND y.whole >= p.min_share * y.months AND y.students >= p.min_students AND y.boarders * 2 > y.roll THEN 'boarding' END AS clause,
         CASE WHEN y.whole >= p.min_months AND y.whole >= p.min_share * y.months AND y.students >= p.min_students THEN 'yellow' END AS band
  FROM years y JOIN params p ON 1 = 1
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome FROM judged j
)
SELECT outcome, coalesce(missing, clause, band) AS detail, school_code || '|' || year AS subject_key, '学校' || school_code || '，' || year || '年' AS subject_label,
       'school:' || school_code AS stack_key, source_id, CASE WHEN outcome = 'hit' THEN subsidy_fen END AS amount_fen, CASE WHEN outcome = 'hit' THEN evidence END AS evidence,
       school_code AS school, year, months, whole
FROM decided
