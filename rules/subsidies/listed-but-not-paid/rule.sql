-- One row per listed person and programme: the years in which nothing arrived. A year that is explained does not count.
WITH shares AS (  -- how much of the list was paid, and when the year's last batch went out
  SELECT program, program_year, avg(CASE WHEN payments > 0 THEN 1.0 ELSE 0.0 END) AS share, max(last_paid_on) AS last_batch_on
  FROM subsidy_person WHERE listed = 1 AND program IS NOT NULL GROUP BY program, program_year
), unpaid AS (
  SELECT citizen_no, program, program_year, last_approved_on AS approved_on, village_code, unreadable, list_source_id AS source_id, returned
  FROM subsidy_person WHERE listed = 1 AND program IS NOT NULL AND payments = 0
), their_lines AS (  -- here and below: narrowed by one key first, so that the large table is never the one that is held
  SELECT citizen_no, program_code AS program, year AS program_year, name, household_no, village_code, source_id, source_sheet, source_row,
         qy_text(NULL) AS basis, qy_text(NULL) AS basis_en, qy_text(NULL) AS ref
  FROM subsidy_eligibility WHERE citizen_no IN (SELECT citizen_no FROM unpaid)
  UNION ALL
  SELECT citizen_no, program_code, year, name, household_no, village_code, source_id, source_sheet, source_row, basis, basis_en, ref FROM subsidy_list_known
), called AS (
  SELECT u.citizen_no, u.program, u.program_year, max(e.name) AS name, max(e.household_no) AS household_no, max(e.village_code) AS village_code
  FROM unpaid u JOIN their_lines e ON e.citizen_no = u.citizen_no AND e.program = u.program AND e.program_year = u.program_year
  GROUP BY u.citizen_no, u.program, u.program_year
), paid_households AS (
  SELECT DISTINCT household_no, coalesce(program_code, program_name) AS program, coalesce(year, qy_year(paid_on)) AS program_year
  FROM subsidy_payment
  WHERE household_no IN (SELECT household_no FROM called) AND (status IS NULL OR status <> 'returned')
), paid_names AS (
  SELECT DISTINCT name, village_code, coalesce(program_code, program_name) AS program, coalesce(year, qy_year(paid_on)) AS program_year
  FROM subsidy_payment
  WHERE name IN (SELECT name FROM called) AND (status IS NULL OR status <> 'returned')
), by_household AS (
  SELECT DISTINCT u.citizen_no, u.program, u.program_year FROM called u
  JOIN paid_households m ON m.household_no = u.household_no AND m.program = u.program AND m.program_year = u.program_year
), by_name AS (
  SELECT DISTINCT u.citizen_no, u.program, u.program_year FROM called u
  JOIN paid_names m ON m.name = u.name AND m.village_code = u.village_code AND m.program = u.program AND m.program_year = u.program_year
), by_year AS (
  SELECT DISTINCT u.citizen_no, u.program, u.program_year FROM unpaid u
  JOIN (SELECT citizen_no, program, program_year FROM subsidy_person WHERE payments > 0 AND citizen_no IN (SELECT citizen_no FROM unpaid)) AS s
    ON s.citizen_no = u.citizen_no AND s.program = u.program AND s.program_year = u.program_year + 1
), names AS (
  SELECT program_code, min(name) AS name FROM subsidy_program GROUP BY program_code
), judged AS (
  SELECT u.*, CASE WHEN u.unreadable = 1 THEN 'citizen_no' WHEN u.program_year IS NULL THEN 'year' WHEN s.share = 0 THEN 'subsidy_payment' END AS missing,
         CASE WHEN s.share < p.least_paid THEN 'batch_pending' WHEN qy_days(coalesce(u.approved_on, CAST(qy_text(u.program_year) || '-12-31' AS DATE)), p.as_of) < p.wait_days THEN 'not_due'
              WHEN qy_days(s.last_batch_on, p.as_of) < p.wait_days AND u.program_year >= qy_year(p.as_of) AND u.returned = 0 THEN 'next_batch'
              WHEN d.died_on <= CAST(qy_text(u.program_year) || '-12-31' AS DATE) THEN 'deceased' WHEN h.citizen_no IS NOT NULL THEN 'household_paid'
              WHEN n.citizen_no IS NOT NULL THEN 'same_name_paid' WHEN y.citizen_no IS NOT NULL AND u.returned = 0 THEN 'paid_next_year' END AS clause,
         'unpaid' AS band
  FROM unpaid u
  JOIN params p ON 1 = 1
  LEFT JOIN shares s ON s.program = u.program AND s.program_year = u.program_year
  LEFT JOIN death_fused d ON d.citizen_no = u.citizen_no
  LEFT JOIN by_household h ON h.citizen_no = u.citizen_no AND h.program = u.program AND h.program_year = u.program_year
  LEFT JOIN by_name n ON n.citizen_no = u.citizen_no AND n.program = u.program AND n.program_year = u.program_year
  LEFT JOIN by_year y ON y.citizen_no = u.citizen_no AND y.program = u.program AND y.program_year = u.program_year
), years AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome FROM judged j
), folded AS (
  SELECT citizen_no, program, min(source_id) AS source_id, max(village_code) AS village_code, count(*) FILTER (WHERE outcome = 'hit') AS unpaid_years, coalesce(sum(returned) FILTER (WHERE outcome = 'hit'), 0) AS returned,
         qy_join(array_agg(qy_text(program_year)) FILTER (WHERE outcome = 'hit'), '、') AS years, max(missing) FILTER (WHERE outcome = 'not_computable') AS missing, max(clause) FILTER (WHERE outcome = 'excluded') AS clause
  FROM years GROUP BY citizen_no, program
), decided AS (
  SELECT f.*, CASE WHEN f.unpaid_years > 0 THEN 'hit' WHEN f.missing IS NOT NULL THEN 'not_computable' ELSE 'excluded' END AS outcome,
         CASE WHEN f.unpaid_years > 1 OR f.returned > 0 THEN 'yellow' ELSE 'blue' END AS band
  FROM folded f
), taken AS (  -- years whose every line is without a valid number
  SELECT citizen_no, program, max(known) AS known, min(basis) AS basis, min(basis_en) AS basis_en
  FROM (SELECT y.citizen_no, y.program, y.program_year, CASE WHEN count(e.basis) = count(*) THEN 1 ELSE 0 END AS known, min(e.basis) AS basis, min(e.basis_en) AS basis_en
        FROM years y JOIN their_lines e ON e.citizen_no = y.citizen_no AND e.program = y.program AND e.program_year = y.program_year
        WHERE y.outcome = 'hit' GROUP BY y.citizen_no, y.program, y.program_year) AS one_year
  GROUP BY citizen_no, program
), proof AS (
  SELECT r.citizen_no, r.program, qy_first(array_agg(r.ref), 50) AS evidence
  FROM (
    SELECT y.citizen_no, y.program, qy_ref('subsidy_eligibility', e.source_id, e.source_sheet, e.source_row) AS ref
    FROM years y JOIN their_lines e ON e.citizen_no = y.citizen_no AND e.program = y.program AND e.program_year = y.program_year WHERE y.outcome = 'hit'
    UNION
    SELECT y.citizen_no, y.program, e.ref
    FROM years y JOIN their_lines e ON e.citizen_no = y.citizen_no AND e.program = y.program AND e.program_year = y.program_year WHERE y.outcome = 'hit' AND e.ref IS NOT NULL
    UNION ALL
    SELECT y.citizen_no, y.program, qy_ref('subsidy_payment', m.source_id, m.source_sheet, m.source_row)
    FROM years y
    JOIN (SELECT citizen_no, program_code, program_name, year, paid_on, status, source_id, source_sheet, source_row FROM subsidy_payment
          UNION ALL SELECT citizen_no, program_code, program_name, year, paid_on, status, source_id, source_sheet, source_row FROM subsidy_known) AS m ON m.citizen_no = y.citizen_no AND coalesce(m.program_code, m.program_name) = y.program AND coalesce(m.year, qy_year(m.paid_on)) = y.program_year
    WHERE y.outcome = 'hit' AND y.returned > 0 AND m.status = 'returned'  -- nothing arrived in such a year
  ) AS r
  GROUP BY r.citizen_no, r.program
), paid AS (
  SELECT citizen_no, program, min(list_source_id) AS source_id FROM subsidy_person WHERE listed = 1 AND program IS NOT NULL GROUP BY citizen_no, program HAVING min(payments) > 0
)
SELECT d.outcome AS outcome, CASE d.outcome WHEN 'hit' THEN d.band WHEN 'excluded' THEN d.clause ELSE d.missing END AS detail, d.citizen_no || '|' || d.program AS subject_key,
       coalesce(n.name, d.program) || '，' || coalesce('村代码' || d.village_code || '，', '') || '对象' || substr(d.citizen_no, 1, 6) AS subject_label,
       'person:' || d.citizen_no AS stack_key, d.source_id AS source_id, CAST(NULL AS BIGINT) AS amount_fen, e.evidence AS evidence, coalesce(n.name, d.program) AS program_name, d.years AS years,
       CASE WHEN d.returned > 0 THEN '发放退回' || qy_text(d.returned) || '笔后没有补发记录' ELSE '没有任何发放记录' END AS reason,
       CASE WHEN d.returned > 0 THEN qy_text(d.returned) || ' payments came back and none was sent again' ELSE 'there is no payment at all' END AS reason_en,
       CASE WHEN t.known = 1 THEN '（名单上的身份证号不全，按' || t.basis || '认作同一人）' ELSE '' END AS taken,
       CASE WHEN t.known = 1 THEN ' (on the list without a valid number, taken for the same person because ' || t.basis_en || ')' ELSE '' END AS taken_en
FROM decided d
LEFT JOIN names n ON n.program_code = d.program
LEFT JOIN taken t ON t.citizen_no = d.citizen_no AND t.program = d.program
LEFT JOIN proof e ON e.citizen_no = d.citizen_no AND e.program = d.program
UNION ALL
SELECT 'clear' AS outcome, NULL, qy_subject(FALSE, citizen_no || '|' || program), NULL, NULL, source_id, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL FROM paid
