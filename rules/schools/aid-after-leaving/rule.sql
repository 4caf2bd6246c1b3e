-- One row per pupil, school, term and kind of aid.
WITH judged AS (
  SELECT g.*, CASE WHEN g.unreadable = 1 THEN 'citizen_no' WHEN g.roll_status IS NULL AND g.left_on IS NULL THEN 'roll_status' WHEN g.left_on IS NOT NULL AND g.paid_on IS NULL THEN 'paid_on' END AS missing,
         CASE WHEN g.left_on < g.paid_on AND qy_days(g.left_on, g.paid_on) <= p.grace_days THEN 'within_grace' END AS clause,
         CASE WHEN g.left_on < g.paid_on THEN 'yellow' WHEN g.left_on IS NULL AND g.gone = 1 THEN 'blue' END AS band
  FROM student_grant g JOIN params p ON 1 = 1
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome FROM judged j
)
SELECT outcome, coalesce(missing, clause, band) AS detail, grant_key AS subject_key,
       '学校' || school_code || '，' || coalesce(term || '，', '') || '学生' || substr(citizen_no, 1, 6) AS subject_label, 'person:' || citizen_no AS stack_key, source_id,
       CASE WHEN outcome = 'hit' THEN amount_fen END AS amount_fen, CASE WHEN outcome = 'hit' THEN refs END AS evidence,
       school_code AS school, coalesce(term, '某学期') AS term, coalesce(kind, '资助') AS kind, paid_on, coalesce(roll_status, '未写') AS roll_status, coalesce(qy_text(left_on), '未写') AS left_label
FROM decided
