-- One row per school and year.
WITH steady AS (  -- a few more in nearly every month of the year are no late entries
  SELECT m.school_code, m.year, count(*) FILTER (WHERE m.students > m.roll * (1 + p.persist_share)) AS often FROM school_meal m JOIN params p ON 1 = 1 GROUP BY m.school_code, m.year
), months AS (
  SELECT m.*, CASE WHEN m.students > m.roll * (1 + p.tolerance) OR (k.often >= p.persist_months AND m.students > m.roll * (1 + p.persist_share)) THEN m.students - m.roll ELSE 0 END AS extra
  FROM school_meal m
  JOIN params p ON 1 = 1
  LEFT JOIN steady k ON k.school_code = m.school_code AND k.year = m.year
), years AS (
  SELECT school_code, year, min(source_id) AS source_id, count(roll) AS compared, count(*) FILTER (WHERE extra > 0) AS months, max(extra) AS most_extra,
         CAST(round(sum(CASE WHEN extra > 0 THEN CAST(subsidy_fen AS DOUBLE) * extra / students END)) AS BIGINT) AS excess_fen
  FROM months GROUP BY school_code, year
), worst AS (
  SELECT school_code, year, students, roll, row_number() OVER (PARTITION BY school_code, year ORDER BY extra DESC, month_key) AS nth FROM months WHERE extra > 0
), judged AS (
  SELECT y.*, w.students AS claimed, w.roll,
         CASE WHEN y.compared = 0 THEN 'school_roll' END AS missing,
         CASE WHEN y.months > 0 AND y.most_extra < p.min_students THEN 'small' END AS clause,
         CASE WHEN y.months >= p.red_months THEN 'red' WHEN y.months > 0 THEN 'yellow' END AS band
  FROM years y
  JOIN params p ON 1 = 1
  LEFT JOIN worst w ON w.school_code = y.school_code AND w.year = y.year AND w.nth = 1
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome FROM judged j
), proof AS (
  SELECT school_code, year, array_agg(ref) AS evidence FROM months WHERE extra > 0 GROUP BY school_code, year
)
SELECT d.outcome AS outcome, coalesce(d.missing, d.clause, d.band) AS detail, d.school_code || '|' || d.year AS subject_key,
       '学校' || d.school_code || '，' || d.year || '年' AS subject_label, 'school:' || d.school_code AS stack_key, d.source_id AS source_id,
       CASE WHEN d.outcome = 'hit' THEN d.excess_fen END AS amount_fen, CASE WHEN d.outcome = 'hit' THEN e.evidence END AS evidence,
       d.school_code AS school, d.year AS year, d.months AS months, d.claimed AS claimed, d.roll AS roll
FROM decided d
LEFT JOIN proof e ON e.school_code = d.school_code AND e.year = d.year
