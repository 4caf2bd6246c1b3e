-- Everybody whom a programme ever paid: the records that the rules on one person in one programme examine.
--
--   shape      one row per citizen number and programme (code, else name); unsound 1 when the number is no valid one
-- Read by A01, A02, A11.
SELECT citizen_no, program, min(source_id) AS source_id, max(unsound) AS unsound FROM subsidy_person WHERE seen = 1 GROUP BY citizen_no, program
