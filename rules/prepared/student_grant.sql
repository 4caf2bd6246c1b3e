-- Student aid in one spelling: one pupil, one school, one term, one kind of aid.
--
--   shape       one row per citizen_no, school_code, term and kind of student_aid
--   grant_key   the four in one text; aid_key the same without the school
--   gone        1 when the row says that the pupil left, or is away for a term (退学、转出、休学、毕业)
-- Read by D10a, D10b.
SELECT citizen_no || '|' || school_code || '|' || coalesce(term, '') || '|' || coalesce(kind, '') AS grant_key,
       citizen_no || '|' || coalesce(term, '') || '|' || coalesce(kind, '') AS aid_key, citizen_no, school_code, term, kind,
       max(CASE WHEN citizen_no_check <> 'valid' THEN 1 ELSE 0 END) AS unreadable, max(roll_status) AS roll_status, min(left_on) AS left_on,
       max(CASE WHEN qy_matches(roll_status, '退学|转出|休学|毕业|结业|离校|注销|死亡') THEN 1 ELSE 0 END) AS gone,
       CAST(sum(amount_fen) AS BIGINT) AS amount_fen, max(paid_on) AS paid_on, min(source_id) AS source_id,
       qy_first(array_agg(qy_ref('student_aid', source_id, source_sheet, source_row)), 50) AS refs
FROM student_aid
GROUP BY citizen_no, school_code, term, kind
