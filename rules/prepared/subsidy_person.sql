-- What each person got from each programme in each year. One pass over the largest table serves all rules that look at persons.
--
--   shape      one row per citizen number, programme (code, else name) and year (else the year of payment)
--   payments, paid_fen            payments that arrived (status not 'returned'), and their sum
--   first_paid_on, last_paid_on   of those
--   returned                      payments that came back
-- Read by subsidy_enrolled and by the subsidy rules on persons. Names, villages and households are looked up for hits only: carrying them
-- here would cost three times the rest.
SELECT citizen_no, program, program_year, count(arrived_fen) AS payments, coalesce(sum(arrived_fen), 0) AS paid_fen,
       min(arrived_on) AS first_paid_on, max(arrived_on) AS last_paid_on, count(*) - count(arrived_fen) AS returned, min(source_id) AS source_id
FROM (
  SELECT citizen_no, coalesce(program_code, program_name) AS program, coalesce(year, qy_year(paid_on)) AS program_year,
         CASE WHEN status IS NULL OR status <> 'returned' THEN paid_fen END AS arrived_fen,
         CASE WHEN status IS NULL OR status <> 'returned' THEN paid_on END AS arrived_on, source_id
  FROM subsidy_payment
  WHERE citizen_no IS NOT NULL
) AS one_payment
GROUP BY citizen_no, program, program_year
