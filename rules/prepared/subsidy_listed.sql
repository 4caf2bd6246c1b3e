-- Who was approved for which programme in which year, and what came of it.
--
--   shape      one row per citizen number, programme and year on the lists
--   approved_on, last_approved_on   the first and the last day of approval on them
--   unreadable                      1 when the citizen number is not a valid one
--   payments, returned, paid_fen, first_paid_on, last_paid_on   as in subsidy_person; 0 payments when nothing arrived
-- Read by A07, A14 and A15b. Names, households and rows are looked up for hits only.
SELECT l.citizen_no, l.program, l.program_year, l.approved_on, l.last_approved_on, l.village_code, l.unreadable, l.source_id,
       coalesce(s.payments, 0) AS payments, coalesce(s.returned, 0) AS returned, s.paid_fen, s.first_paid_on, s.last_paid_on
FROM (
  SELECT citizen_no, program_code AS program, year AS program_year, min(approved_on) AS approved_on, max(approved_on) AS last_approved_on,
         max(village_code) AS village_code, max(CASE WHEN citizen_no_check <> 'valid' THEN 1 ELSE 0 END) AS unreadable, min(source_id) AS source_id
  FROM subsidy_eligibility
  GROUP BY citizen_no, program_code, year
) AS l
LEFT JOIN subsidy_person s ON s.citizen_no = l.citizen_no AND s.program = l.program AND s.program_year = l.program_year
