-- One row per school and year. Months without pupils (holidays) are left out.
WITH years AS (
  SELECT school_code, year, min(source_id) AS source_id, count(*) AS months, min(students) AS claimed, max(students) AS claimed_high, min(roll) AS roll_low, max(roll) AS roll_high,
         count(roll) AS compared, CAST(sum(subsidy_fen) AS BIGINT) AS subsidy_fen, qy_first(array_agg(ref), 50) AS evidence
  FROM school_meal WHERE students IS NULL OR students > 0
  GROUP BY school_code, year
), judged AS (
  SELECT y.*, CASE WHEN y.claimed IS NULL THEN 'students' WHEN y.compared = 0 THEN 'school_roll' END AS missing,
         CASE WHEN y.claimed = y.claimed_high AND y.months >= p.min_months AND y.claimed >= p.min_students AND y.roll_low = y.roll_high THEN 'steady_roll' END AS clause,
         CASE WHEN y.claimed = y.claimed_high AND y.months >= p.min_months AND y.claimed >= p.min_students THEN 'yellow' END AS band
  FROM years y JOIN params p ON 1 = 1
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome FROM judged j
)
SELECT outcome, coalesce(missing, clause, band) AS detail, school_code || '|' || year AS subject_key, '学校' || school_code || '，' || year || '年' AS subject_label,
       'school:' || school_code AS stack_key, source_id, CASE WHEN outcome = 'hit' THEN subsidy_fen END AS amount_fen,
       CASE WHEN outcome = 'hit' THEN evidence END AS evidence, school_code AS school, year, months, claimed, roll_low, roll_high
FROM decided
