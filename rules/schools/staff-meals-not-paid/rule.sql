-- One row per school and year with food on record. A school without any charge that year says nothing about staff meals.
WITH canteens AS (
  SELECT school_code, year, CAST(sum(amount_fen) AS BIGINT) AS food_fen, min(source_id) AS source_id, min(ref) AS ref FROM food_priced GROUP BY school_code, year
), charges AS (
  SELECT school_code, year, count(*) FILTER (WHERE qy_matches(item, '教职工|教工|教师|职工|陪餐')) AS staff_charges FROM school_fee GROUP BY school_code, year
), staffs AS (
  SELECT c.school_code, c.year, count(DISTINCT y.citizen_no) AS staff
  FROM canteens c JOIN payroll y ON y.unit_code = c.school_code
  WHERE (y.from_on IS NULL OR qy_text(qy_year(y.from_on)) <= c.year) AND (y.to_on IS NULL OR qy_text(qy_year(y.to_on)) >= c.year)
  GROUP BY c.school_code, c.year
), judged AS (
  SELECT c.*, s.staff, CASE WHEN h.school_code IS NULL THEN 'school_charge' WHEN s.staff IS NULL THEN 'payroll' END AS missing,
         CASE WHEN h.staff_charges = 0 AND s.staff < p.min_staff THEN 'few_staff' END AS clause, CASE WHEN h.staff_charges = 0 THEN 'yellow' END AS band
  FROM canteens c
  JOIN params p ON 1 = 1
  LEFT JOIN charges h ON h.school_code = c.school_code AND h.year = c.year
  LEFT JOIN staffs s ON s.school_code = c.school_code AND s.year = c.year
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome FROM judged j
), proof AS (
  SELECT school_code, year, array_agg(ref) AS evidence
  FROM (SELECT school_code, year, ref, row_number() OVER (PARTITION BY school_code, year ORDER BY amount_fen DESC, ref) AS nth FROM food_priced) AS numbered
  WHERE nth <= 10 GROUP BY school_code, year
)
SELECT d.outcome AS outcome, coalesce(d.missing, d.clause, d.band) AS detail, d.school_code || '|' || d.year AS subject_key,
       '学校' || d.school_code || '，' || d.year || '年' AS subject_label, 'school:' || d.school_code AS stack_key, d.source_id AS source_id,
       CAST(NULL AS BIGINT) AS amount_fen, CASE WHEN d.outcome = 'hit' THEN e.evidence END AS evidence,
       d.school_code AS school, d.year AS year, d.food_fen AS food_fen, d.staff AS staff
FROM decided d
LEFT JOIN proof e ON e.school_code = d.school_code AND e.year = d.year
