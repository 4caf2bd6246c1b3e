-- One row per person and programme that belongs to another programme.
WITH programs AS (
  SELECT p.program_code AS program, min(p.name) AS program_name, min(p.requires_program) AS required, coalesce(min(q.name), min(p.requires_program)) AS required_name
  FROM subsidy_program p LEFT JOIN subsidy_program q ON q.program_code = p.requires_program
  WHERE p.requires_program IS NOT NULL
  GROUP BY p.program_code
), listed AS (
  SELECT e.citizen_no, e.name, e.household_no, e.village_code, e.program_code FROM subsidy_eligibility e WHERE e.program_code IN (SELECT required FROM programs)
  UNION ALL
  SELECT e.citizen_no, e.name, e.household_no, e.village_code, e.program_code FROM subsidy_list_known e WHERE e.program_code IN (SELECT required FROM programs)
), lists AS (
  SELECT DISTINCT program_code FROM listed
), paid AS (
  SELECT s.citizen_no, s.program, g.program_name, g.required, g.required_name, sum(s.payments) AS payments, CAST(sum(s.paid_fen) AS BIGINT) AS paid_fen, max(s.last_paid_on) AS last_paid_on, min(s.source_id) AS source_id, max(s.unsound) AS unsound
  FROM subsidy_person s JOIN programs g ON g.program = s.program
  WHERE s.payments > 0
  GROUP BY s.citizen_no, s.program, g.program_name, g.required, g.required_name
), known AS (
  SELECT p.*, l.citizen_no IS NOT NULL AS found
  FROM paid p LEFT JOIN (SELECT DISTINCT citizen_no, program_code FROM listed) AS l ON l.citizen_no = p.citizen_no AND l.program_code = p.required
), touched AS (  -- persons to whom who is who adds a record: of these, what stands under the number itself
  SELECT citizen_no FROM subsidy_known UNION SELECT citizen_no FROM subsidy_list_known
), own_paid AS (
  SELECT citizen_no, coalesce(program_code, program_name) AS program, count(paid_fen) AS payments
  FROM subsidy_payment
  WHERE citizen_no IN (SELECT citizen_no FROM touched) AND (status IS NULL OR status <> 'returned')
  GROUP BY citizen_no, coalesce(program_code, program_name)
), own_lines AS (
  SELECT DISTINCT citizen_no, program_code FROM subsidy_eligibility WHERE citizen_no IN (SELECT citizen_no FROM touched)
), of_each AS (
  SELECT k.program, k.found, CASE WHEN t.citizen_no IS NULL THEN k.found WHEN o.payments > 0 THEN l.citizen_no IS NOT NULL END AS own_found
  FROM known k
  LEFT JOIN touched t ON t.citizen_no = k.citizen_no
  LEFT JOIN own_paid o ON o.citizen_no = k.citizen_no AND o.program = k.program
  LEFT JOIN own_lines l ON l.citizen_no = k.citizen_no AND l.program_code = k.required
), shares AS (  -- the less of with and without who is who: what is known of one makes nobody else a question
  SELECT program, least(avg(CASE WHEN found THEN 1.0 ELSE 0.0 END), avg(CASE WHEN own_found THEN 1.0 WHEN NOT own_found THEN 0.0 END)) AS share FROM of_each GROUP BY program
), their_rows AS (
  SELECT k.citizen_no, k.program, k.required, m.name, m.household_no, m.village_code, m.paid_fen, m.basis, m.basis_en, m.ref, qy_ref('subsidy_payment', m.source_id, m.source_sheet, m.source_row) AS piece
  FROM known k
  JOIN (SELECT citizen_no, program_code, program_name, name, household_no, village_code, paid_fen, status, source_id, source_sheet, source_row, qy_text(NULL) AS basis, qy_text(NULL) AS basis_en, qy_text(NULL) AS ref
        FROM subsidy_payment
        UNION ALL SELECT citizen_no, program_code, program_name, name, household_no, village_code, paid_fen, status, source_id, source_sheet, source_row, basis, basis_en, ref
        FROM subsidy_known) AS m ON m.citizen_no = k.citizen_no AND coalesce(m.program_code, m.program_name) = k.program
  WHERE NOT k.found AND (m.status IS NULL OR m.status <> 'returned')
), theirs AS (
  SELECT citizen_no, program, required, coalesce(max(CASE WHEN basis IS NULL THEN name END), max(name)) AS name,
         coalesce(max(CASE WHEN basis IS NULL THEN household_no END), max(household_no)) AS household_no, coalesce(max(CASE WHEN basis IS NULL THEN village_code END), max(village_code)) AS village_code,
         coalesce(sum(paid_fen) FILTER (WHERE basis IS NULL), 0) AS sure_fen, count(basis) AS known, min(basis) AS basis, min(basis_en) AS basis_en
  FROM their_rows GROUP BY citizen_no, program, required
), proof AS (
  SELECT citizen_no, program, qy_first(array_agg(piece), 50) AS evidence
  FROM (SELECT citizen_no, program, piece FROM their_rows UNION SELECT citizen_no, program, ref FROM their_rows WHERE ref IS NOT NULL) AS pieces
  GROUP BY citizen_no, program
), by_household AS (
  SELECT DISTINCT t.citizen_no, t.program FROM theirs t JOIN listed l ON l.household_no = t.household_no AND l.program_code = t.required
), by_name AS (
  SELECT DISTINCT t.citizen_no, t.program FROM theirs t JOIN listed l ON l.name = t.name AND l.village_code = t.village_code AND l.program_code = t.required
), judged AS (
  SELECT k.*, t.village_code, e.evidence, t.known, t.basis, t.basis_en, CASE WHEN k.unsound = 1 AND NOT k.found THEN 'citizen_no' WHEN x.program_code IS NULL THEN 'subsidy_eligibility' END AS missing,
         CASE WHEN k.found THEN NULL WHEN s.share < p.least_cover THEN 'list_incomplete' WHEN h.citizen_no IS NOT NULL THEN 'household_listed' WHEN n.citizen_no IS NOT NULL THEN 'same_name_listed' END AS clause,
         CASE WHEN k.found THEN NULL WHEN t.sure_fen >= p.red_from_fen AND t.known < k.payments THEN 'red' ELSE 'yellow' END AS band
  FROM known k
  JOIN params p ON 1 = 1
  JOIN shares s ON s.program = k.program
  LEFT JOIN lists x ON x.program_code = k.required
  LEFT JOIN theirs t ON t.citizen_no = k.citizen_no AND t.program = k.program
  LEFT JOIN proof e ON e.citizen_no = k.citizen_no AND e.program = k.program
  LEFT JOIN by_household h ON h.citizen_no = k.citizen_no AND h.program = k.program
  LEFT JOIN by_name n ON n.citizen_no = k.citizen_no AND n.program = k.program
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome FROM judged j
)
SELECT outcome, coalesce(missing, clause, band) AS detail, citizen_no || '|' || program AS subject_key,
       coalesce(program_name, program) || '，' || coalesce('村代码' || village_code || '，', '') || '受益人' || substr(citizen_no, 1, 6) AS subject_label, 'person:' || citizen_no AS stack_key, source_id,
       CASE WHEN outcome = 'hit' THEN paid_fen END AS amount_fen, CASE WHEN outcome = 'hit' THEN evidence END AS evidence, coalesce(program_name, program) AS program_name, required_name, qy_text(payments) || '笔' || qy_taken(known, basis) AS paid_text, qy_text(payments) || ' payments' || qy_taken_en(known, basis_en) AS paid_text_en, last_paid_on
FROM decided
