-- One row per pupil, term and kind of aid.
WITH aided AS (
  SELECT aid_key, citizen_no, term, kind, count(DISTINCT school_code) AS schools, max(unreadable) AS unreadable, max(CASE WHEN gone = 1 OR left_on IS NOT NULL THEN 1 ELSE 0 END) AS gone,
         CAST(sum(amount_fen) AS BIGINT) AS amount_fen, min(source_id) AS source_id
  FROM student_grant GROUP BY aid_key, citizen_no, term, kind
), judged AS (
  SELECT a.*, CASE WHEN a.unreadable = 1 THEN 'citizen_no' WHEN a.term IS NULL THEN 'term' WHEN a.kind IS NULL THEN 'kind' END AS missing,
         CASE WHEN a.schools > 1 AND a.gone = 1 THEN 'transferred' END AS clause, CASE WHEN a.schools >= p.red_schools THEN 'red' WHEN a.schools > 1 THEN 'yellow' END AS band
  FROM aided a JOIN params p ON 1 = 1
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome FROM judged j
), proof AS (
  SELECT citizen_no, term, kind, qy_first(array_agg(qy_ref('student_aid', source_id, source_sheet, source_row)), 50) AS evidence
  FROM student_aid WHERE citizen_no IN (SELECT citizen_no FROM decided WHERE outcome = 'hit')
  GROUP BY citizen_no, term, kind
)
SELECT d.outcome AS outcome, coalesce(d.missing, d.clause, d.band) AS detail, d.aid_key AS subject_key, coalesce(d.kind, '资助') || coalesce('，' || d.term, '') || '，学生' || substr(d.citizen_no, 1, 6) AS subject_label,
       'person:' || d.citizen_no AS stack_key, d.source_id AS source_id, CASE WHEN d.outcome = 'hit' THEN d.amount_fen END AS amount_fen,
       CASE WHEN d.outcome = 'hit' THEN e.evidence END AS evidence, d.term AS term, d.kind AS kind, d.schools AS schools
FROM decided d
LEFT JOIN proof e ON e.citizen_no = d.citizen_no AND e.term = d.term AND e.kind = d.kind
