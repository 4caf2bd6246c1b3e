-- One row per person, programme and year.
WITH lists AS (
  SELECT DISTINCT program_code AS program, year AS program_year FROM subsidy_eligibility WHERE citizen_no IS NOT NULL
), missing AS (
  SELECT citizen_no, program, program_year, payments, paid_fen, last_paid_on, source_id FROM subsidy_person WHERE payments > 0 AND listed = 0
), touched AS (  -- persons to whom who is who adds a record: of these, what stands under the number itself
  SELECT citizen_no FROM subsidy_known UNION SELECT citizen_no FROM subsidy_list_known
), own_paid AS (
  SELECT citizen_no, coalesce(program_code, program_name) AS program, coalesce(year, qy_year(paid_on)) AS program_year, count(paid_fen) AS payments
  FROM subsidy_payment
  WHERE citizen_no IN (SELECT citizen_no FROM touched) AND (status IS NULL OR status <> 'returned')
  GROUP BY citizen_no, coalesce(program_code, program_name), coalesce(year, qy_year(paid_on))
), own_lines AS (
  SELECT citizen_no, program_code, year FROM subsidy_eligibility WHERE citizen_no IN (SELECT citizen_no FROM touched) GROUP BY citizen_no, program_code, year
), of_each AS (
  SELECT s.program, s.program_year, s.listed, CASE WHEN t.citizen_no IS NULL THEN s.listed WHEN o.payments > 0 THEN CASE WHEN l.citizen_no IS NULL THEN 0 ELSE 1 END END AS own_listed
  FROM subsidy_person s
  LEFT JOIN touched t ON t.citizen_no = s.citizen_no
  LEFT JOIN own_paid o ON o.citizen_no = s.citizen_no AND o.program = s.program AND o.program_year = s.program_year
  LEFT JOIN own_lines l ON l.citizen_no = s.citizen_no AND l.program_code = s.program AND l.year = s.program_year
  WHERE s.payments > 0
), shares AS (  -- how much of a programme's year the list explains, the less of with and without who is who: what is known of one makes nobody else a question
  SELECT program, program_year, least(avg(CAST(listed AS DOUBLE)), avg(CAST(own_listed AS DOUBLE))) AS share FROM of_each GROUP BY program, program_year
), unlisted AS (
  SELECT m.* FROM missing m JOIN lists l ON l.program = m.program AND l.program_year = m.program_year
), their_rows AS (  -- narrowed by person first: the largest table is read in the cheapest way
  SELECT y.citizen_no, coalesce(y.program_code, y.program_name) AS program, coalesce(y.year, qy_year(y.paid_on)) AS program_year, y.program_name, y.name, y.household_no,
         y.village_code, y.citizen_no_check, y.status, y.paid_on, y.paid_fen, y.source_id, y.source_sheet, y.source_row, qy_text(NULL) AS basis, qy_text(NULL) AS basis_en, qy_text(NULL) AS ref
  FROM subsidy_payment y
  WHERE y.citizen_no IN (SELECT citizen_no FROM missing)
  UNION ALL
  SELECT y.citizen_no, coalesce(y.program_code, y.program_name), coalesce(y.year, qy_year(y.paid_on)), y.program_name, y.name, y.household_no, y.village_code, 'valid', y.status, y.paid_on, y.paid_fen,
         y.source_id, y.source_sheet, y.source_row, y.basis, y.basis_en, y.ref
  FROM subsidy_known y
), known AS (
  SELECT m.citizen_no, m.program, m.program_year, coalesce(max(CASE WHEN y.basis IS NULL THEN y.name END), max(y.name)) AS name,
         coalesce(max(CASE WHEN y.basis IS NULL THEN y.household_no END), max(y.household_no)) AS household_no,
         coalesce(max(CASE WHEN y.basis IS NULL THEN y.village_code END), max(y.village_code)) AS village_code,
         max(y.program_name) AS program_name, max(CASE WHEN y.citizen_no_check <> 'valid' THEN 1 ELSE 0 END) AS unreadable
  FROM unlisted m JOIN their_rows y ON y.citizen_no = m.citizen_no AND y.program = m.program
  GROUP BY m.citizen_no, m.program, m.program_year
), by_household AS (
  SELECT DISTINCT k.citizen_no, k.program, k.program_year FROM known k
  JOIN (SELECT household_no, program_code, year FROM subsidy_eligibility WHERE household_no IN (SELECT household_no FROM known)) AS e
    ON e.household_no = k.household_no AND e.program_code = k.program AND e.year = k.program_year
), by_name AS (
  SELECT DISTINCT k.citizen_no, k.program, k.program_year FROM known k
  JOIN (SELECT name, village_code, program_code, year FROM subsidy_eligibility WHERE name IN (SELECT name FROM known)) AS e
    ON e.name = k.name AND e.village_code = k.village_code AND e.program_code = k.program AND e.year = k.program_year
), by_year AS (
  SELECT DISTINCT k.citizen_no, k.program, k.program_year FROM known k
  JOIN (SELECT citizen_no, program_code, year FROM subsidy_eligibility WHERE citizen_no IN (SELECT citizen_no FROM known)
        UNION ALL SELECT citizen_no, program_code, year FROM subsidy_list_known) AS e
    ON e.citizen_no = k.citizen_no AND e.program_code = k.program AND abs(e.year - k.program_year) = 1
), judged AS (
  SELECT m.citizen_no, m.program, m.program_year, m.payments, m.paid_fen, m.last_paid_on, m.source_id, k.program_name, k.village_code,
         CASE WHEN k.unreadable = 1 THEN 'unreadable' WHEN s.share < p.list_coverage THEN 'list_incomplete' WHEN h.citizen_no IS NOT NULL THEN 'household_listed'
              WHEN n.citizen_no IS NOT NULL THEN 'same_name_listed' WHEN t.citizen_no IS NOT NULL THEN 'next_year_listed' ELSE 'hit' END AS state
  FROM unlisted m
  JOIN params p ON 1 = 1
  JOIN known k ON k.citizen_no = m.citizen_no AND k.program = m.program AND k.program_year = m.program_year
  JOIN shares s ON s.program = m.program AND s.program_year = m.program_year
  LEFT JOIN by_household h ON h.citizen_no = m.citizen_no AND h.program = m.program AND h.program_year = m.program_year
  LEFT JOIN by_name n ON n.citizen_no = m.citizen_no AND n.program = m.program AND n.program_year = m.program_year
  LEFT JOIN by_year t ON t.citizen_no = m.citizen_no AND t.program = m.program AND t.program_year = m.program_year
), numbered AS (
  SELECT j.citizen_no, j.program, j.program_year, qy_ref('subsidy_payment', y.source_id, y.source_sheet, y.source_row) AS piece, y.paid_fen, y.basis, y.basis_en, y.ref,
         row_number() OVER (PARTITION BY j.citizen_no, j.program, j.program_year ORDER BY y.paid_on DESC, y.source_id, y.source_row) AS nth
  FROM judged j JOIN their_rows y ON y.citizen_no = j.citizen_no AND y.program = j.program AND y.program_year = j.program_year
  WHERE j.state = 'hit' AND coalesce(y.status, 'paid') <> 'returned'
), taken AS (  -- red is asked of what is paid under the number itself
  SELECT citizen_no, program, program_year, coalesce(sum(paid_fen) FILTER (WHERE basis IS NULL), 0) AS sure_fen, count(basis) AS known, min(basis) AS basis, min(basis_en) AS basis_en FROM numbered GROUP BY citizen_no, program, program_year
), proof AS (
  SELECT citizen_no, program, program_year, array_agg(piece) AS evidence
  FROM (SELECT citizen_no, program, program_year, piece FROM numbered WHERE nth <= 45
        UNION SELECT citizen_no, program, program_year, ref FROM numbered WHERE nth <= 45 AND ref IS NOT NULL) AS pieces
  GROUP BY citizen_no, program, program_year
)
SELECT CASE j.state WHEN 'hit' THEN 'hit' WHEN 'unreadable' THEN 'not_computable' ELSE 'excluded' END AS outcome,
       CASE j.state WHEN 'hit' THEN CASE WHEN t.sure_fen >= p.red_from_fen AND t.known < j.payments THEN 'red' ELSE 'yellow' END WHEN 'unreadable' THEN 'citizen_no' ELSE j.state END AS detail,
       j.citizen_no || '|' || j.program || '|' || qy_text(j.program_year) AS subject_key,
       coalesce(j.program_name, j.program) || '，' || qy_text(j.program_year) || '年，' || coalesce('村代码' || j.village_code || '，', '') || '受益人' || substr(j.citizen_no, 1, 6) AS subject_label,
       'person:' || j.citizen_no AS stack_key, j.source_id AS source_id,
       CASE WHEN j.state = 'hit' THEN CAST(j.paid_fen AS BIGINT) END AS amount_fen, CASE WHEN j.state = 'hit' THEN e.evidence END AS evidence,
       coalesce(j.program_name, j.program) AS program_name, j.program_year AS year, qy_text(j.payments) || '笔' || qy_taken(t.known, t.basis) AS paid_text,
       qy_text(j.payments) || ' times' || qy_taken_en(t.known, t.basis_en) AS paid_text_en, j.last_paid_on AS last_paid_on
FROM judged j
JOIN params p ON 1 = 1
LEFT JOIN taken t ON t.citizen_no = j.citizen_no AND t.program = j.program AND t.program_year = j.program_year
LEFT JOIN proof e ON e.citizen_no = j.citizen_no AND e.program = j.program AND e.program_year = j.program_year
UNION ALL
SELECT 'clear', NULL, qy_subject(FALSE, s.citizen_no || '|' || coalesce(s.program, '') || '|' || qy_text(s.program_year)), NULL, NULL, s.source_id, NULL, NULL, NULL, NULL, NULL, NULL, NULL
FROM subsidy_person s WHERE s.payments > 0 AND s.listed = 1
UNION ALL
SELECT 'not_computable', 'subsidy_eligibility', m.citizen_no || '|' || coalesce(m.program, '') || '|' || coalesce(qy_text(m.program_year), ''), NULL, NULL, m.source_id,
       NULL, NULL, NULL, NULL, NULL, NULL, NULL
FROM missing m LEFT JOIN lists l ON l.program = m.program AND l.program_year = m.program_year
WHERE l.program IS NULL
