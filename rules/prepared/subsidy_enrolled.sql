-- Everybody whom a programme ever paid: the records that the rules on one person in one programme examine.
--
--   shape      one row per citizen number and programme (code, else name)
-- Read by A01, A02, A11.
SELECT citizen_no, program, min(source_id) AS source_id FROM subsidy_person WHERE seen = 1 GROUP BY citizen_no, program
