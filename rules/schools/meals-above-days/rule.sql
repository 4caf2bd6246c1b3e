-- One row per school and year. A holiday course on the register of exceptions is no closed month. The ceiling of a month: day pupils once a school day, boarders all their meals all month; none in closed months.
WITH courses AS (
  SELECT DISTINCT m.school_code, m.month_key FROM school_meal m JOIN policy_exception x ON x.subject_code = m.school_code
  WHERE (x.from_on IS NULL OR replace(qy_month(x.from_on), '-', '') <= m.month_key) AND (x.to_on IS NULL OR replace(qy_month(x.to_on), '-', '') >= m.month_key)
    AND qy_matches(x.matter, '托管|集训|夏令营|补课|暑|假期|供餐')
), ceilings AS (
  SELECT m.*, CASE WHEN qy_listed(substr(m.month_key, 5, 2), p.closed_months) AND k.school_code IS NULL THEN 0
                   ELSE greatest(m.students - least(coalesce(m.boarders, 0), m.students), 0) * p.school_days + least(coalesce(m.boarders, 0), m.students) * 31 * p.boarder_meals END AS cap
  FROM school_meal m
  JOIN params p ON 1 = 1
  LEFT JOIN courses k ON k.school_code = m.school_code AND k.month_key = m.month_key
  WHERE m.students IS NOT NULL AND m.meals IS NOT NULL
), years AS (
  SELECT school_code, year, count(*) AS compared, count(*) FILTER (WHERE meals > cap) AS months, count(*) FILTER (WHERE cap > 0 AND meals > cap AND meals <= 2 * cap) AS doubled,
         CAST(round(sum(CASE WHEN meals > cap THEN CAST(subsidy_fen AS DOUBLE) * (meals - cap) / meals END)) AS BIGINT) AS excess_fen
  FROM ceilings GROUP BY school_code, year
), worst AS (
  SELECT school_code, year, month_key, meals, cap, row_number() OVER (PARTITION BY school_code, year ORDER BY meals - cap DESC, month_key) AS nth FROM ceilings WHERE meals > cap
), judged AS (
  SELECT s.school_code, s.year, s.source_id, y.months, y.excess_fen, w.month_key, w.meals AS claimed, w.cap,
         CASE WHEN y.school_code IS NULL THEN 'meals' END AS missing,
         CASE WHEN y.compared >= p.red_months AND y.doubled = y.compared THEN 'two_meals' END AS clause,
         CASE WHEN y.months >= p.red_months THEN 'red' WHEN y.months > 0 THEN 'yellow' END AS band
  FROM (SELECT school_code, year, min(source_id) AS source_id FROM school_meal GROUP BY school_code, year) AS s
  JOIN params p ON 1 = 1
  LEFT JOIN years y ON y.school_code = s.school_code AND y.year = s.year
  LEFT JOIN worst w ON w.school_code = s.school_code AND w.year = s.year AND w.nth = 1
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome FROM judged j
), proof AS (
  SELECT school_code, year, array_agg(ref) AS evidence FROM ceilings WHERE meals > cap GROUP BY school_code, year
)
SELECT d.outcome AS outcome, coalesce(d.missing, d.clause, d.band) AS detail, d.school_code || '|' || d.year AS subject_key,
       '学校' || d.school_code || '，' || d.year || '年' AS subject_label, 'school:' || d.school_code AS stack_key, d.source_id AS source_id,
       CASE WHEN d.outcome = 'hit' THEN d.excess_fen END AS amount_fen, CASE WHEN d.outcome = 'hit' THEN e.evidence END AS evidence,
       d.school_code AS school, d.year AS year, d.months AS months, d.month_key AS month_key, d.claimed AS claimed, d.cap AS cap
FROM decided d
LEFT JOIN proof e ON e.school_code = d.school_code AND e.year = d.year
