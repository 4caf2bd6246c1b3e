-- Meals claimed and pupils on the roll, one school and month at a time.
--
--   shape        one row per school_code and month of meal_claim
--   month_key    202403, however the file writes the month; year its year
--   students, meals, subsidy_fen    as claimed
--   roll, boarders                  pupils on the roll and those who live in; NULL when the roll has no such month
-- Read by the rules D01a to D02a and D04.
WITH claims AS (
  SELECT school_code, substr(qy_digits(month), 1, 6) AS month_key, max(students) AS students, max(meals) AS meals, max(subsidy_fen) AS subsidy_fen,
         min(source_id) AS source_id, min(qy_ref('meal_claim', source_id, source_sheet, source_row)) AS ref
  FROM meal_claim WHERE length(qy_digits(month)) >= 6
  GROUP BY school_code, substr(qy_digits(month), 1, 6)
), rolls AS (
  SELECT school_code, substr(qy_digits(month), 1, 6) AS month_key, max(students) AS roll, max(boarders) AS boarders
  FROM school_roll GROUP BY school_code, substr(qy_digits(month), 1, 6)
)
SELECT c.school_code, c.month_key, substr(c.month_key, 1, 4) AS year, c.students, c.meals, c.subsidy_fen, r.roll, r.boarders, c.source_id, c.ref
FROM claims c
LEFT JOIN rolls r ON r.school_code = c.school_code AND r.month_key = c.month_key
