-- What each person got from each programme in each year, and whether the lists of that year approve it. One pass over the largest table, and
-- one meeting of the two largest, serve all rules that look at persons.
--
--   shape      one row per citizen number, programme (code, else name) and year (else the year of payment), on the payment lists, on the lists of
--              approval or on both; neither meets the other where programme or year is missing
--   seen       1 when the payment lists name it, 0 when only the lists of approval do
--   payments, paid_fen, source_id payments that arrived (status not 'returned'), and their sum; the first source that names it
--   first_paid_on, last_paid_on   of those
--   returned                      payments that came back
--   named_periods                 payments, returned ones too, that name their period; two_alike 1 when two of them may name the same: 0 is certain
--   listed     1 when it was approved. Then, of the lists of approval:
--   approved_on, last_approved_on the first and the last day of approval
--   village_code, list_source_id  the last village, the first source
--   unreadable                    1 when the citizen number there is not a valid one
--   unsound    1 when the number is no valid one on the payment lists: a hidden number may be two persons', and nothing is said of its bearer
-- A payment, or a line of approval, without a valid number counts under the number of the person where another row tells it (subsidy_known,
-- subsidy_list_known); under the number as written it stands all the same, as unsound or unreadable.
-- Read by subsidy_enrolled and by the subsidy rules on persons. Names, households and rows are looked up for hits only: carrying them here
-- would cost three times the rest.
SELECT coalesce(s.citizen_no, l.citizen_no) AS citizen_no, coalesce(s.program, l.program) AS program, coalesce(s.program_year, l.program_year) AS program_year,
       CASE WHEN s.seen IS NULL THEN 0 ELSE 1 END AS seen, coalesce(s.payments, 0) AS payments, coalesce(s.paid_fen, 0) AS paid_fen, s.first_paid_on, s.last_paid_on,
       coalesce(s.seen - s.payments, 0) AS returned, s.named_periods, CASE WHEN s.bits < s.named_periods THEN 1 ELSE 0 END AS two_alike, s.source_id, coalesce(s.unsound, 0) AS unsound,
       CASE WHEN l.rows_listed IS NULL THEN 0 ELSE 1 END AS listed, l.approved_on, l.last_approved_on, l.village_code, coalesce(l.unreadable, 0) AS unreadable, l.source_id AS list_source_id
FROM (
  SELECT citizen_no, program, program_year, count(*) AS seen, count(arrived_fen) AS payments, sum(arrived_fen) AS paid_fen,
         min(arrived_on) AS first_paid_on, max(arrived_on) AS last_paid_on, count(period) AS named_periods, qy_bits_set(qy_bit(period)) AS bits,
         min(source_id) AS source_id, max(unsound) AS unsound
  FROM (
    SELECT citizen_no, CASE WHEN coalesce(citizen_no_check, 'valid') IN ('valid', 'foreign_document') THEN 0 ELSE 1 END AS unsound, period, coalesce(program_code, program_name) AS program, coalesce(year, qy_year(paid_on)) AS program_year,
           CASE WHEN status IS NULL OR status <> 'returned' THEN paid_fen END AS arrived_fen,
           CASE WHEN status IS NULL OR status <> 'returned' THEN paid_on END AS arrived_on, source_id
    FROM subsidy_payment
    WHERE citizen_no IS NOT NULL
    UNION ALL
    SELECT citizen_no, 0, period, coalesce(program_code, program_name), coalesce(year, qy_year(paid_on)), CASE WHEN status IS NULL OR status <> 'returned' THEN paid_fen END,
           CASE WHEN status IS NULL OR status <> 'returned' THEN paid_on END, source_id
    FROM subsidy_known
  ) AS one_payment
  GROUP BY citizen_no, program, program_year
) AS s
FULL JOIN (
  SELECT citizen_no, program_code AS program, year AS program_year, count(*) AS rows_listed, min(approved_on) AS approved_on, max(approved_on) AS last_approved_on,
         max(village_code) AS village_code, max(CASE WHEN citizen_no_check <> 'valid' THEN 1 ELSE 0 END) AS unreadable, min(source_id) AS source_id
  FROM (SELECT citizen_no, program_code, year, approved_on, village_code, citizen_no_check, source_id FROM subsidy_eligibility
        UNION ALL SELECT citizen_no, program_code, year, approved_on, village_code, 'valid', source_id FROM subsidy_list_known) AS one_line
  GROUP BY citizen_no, program_code, year
) AS l ON l.citizen_no = s.citizen_no AND l.program = s.program AND l.program_year = s.program_year
