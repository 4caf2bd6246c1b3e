-- The names under which programmes stand in the payment lists, a few dozen: a rule on one kind of programme picks the names first, and then
-- reads only the rows that bear them.
--
--   shape      one row per name
-- Read by A08.
SELECT DISTINCT program_name FROM subsidy_payment WHERE program_name IS NOT NULL
