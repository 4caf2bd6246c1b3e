-- One row per person and programme that belongs to another programme.
WITH programs AS (
  SELECT p.program_code AS program, min(p.name) AS program_name, min(p.requires_program) AS required, coalesce(min(q.name), min(p.requires_program)) AS required_name
  FROM subsidy_program p LEFT JOIN subsidy_program q ON q.program_code = p.requires_program
  WHERE p.requires_program IS NOT NULL
  GROUP BY p.program_code
), listed AS (
  SELECT e.citizen_no, e.name, e.household_no, e.village_code, e.program_code FROM subsidy_eligibility e WHERE e.program_code IN (SELECT required FROM programs)
), lists AS (
  SELECT DISTINCT program_code FROM listed
), paid AS (
  SELECT s.citizen_no, s.program, g.program_name, g.required, g.required_name, sum(s.payments) AS payments, CAST(sum(s.paid_fen) AS BIGINT) AS paid_fen, max(s.last_paid_on) AS last_paid_on, min(s.source_id) AS source_id
  FROM subsidy_person s JOIN programs g ON g.program = s.program
  WHERE s.payments > 0
  GROUP BY s.citizen_no, s.program, g.program_name, g.required, g.required_name
), known AS (
  SELECT p.*, l.citizen_no IS NOT NULL AS found
  FROM paid p LEFT JOIN (SELECT DISTINCT citizen_no, program_code FROM listed) AS l ON l.citizen_no = p.citizen_no AND l.program_code = p.required
), shares AS (
  SELECT program, avg(CASE WHEN found THEN 1.0 ELSE 0.0 END) AS share FROM known GROUP BY program
), theirs AS (
  SELECT k.citizen_no, k.program, k.required, max(m.name) AS name, max(m.household_no) AS household_no, max(m.village_code) AS village_code,
         qy_first(array_agg(qy_ref('subsidy_payment', m.source_id, m.source_sheet, m.source_row)), 50) AS evidence
  FROM known k JOIN subsidy_payment m ON m.citizen_no = k.citizen_no AND coalesce(m.program_code, m.program_name) = k.program
  WHERE NOT k.found AND (m.status IS NULL OR m.status <> 'returned')
  GROUP BY k.citizen_no, k.program, k.required
), by_household AS (
  SELECT DISTINCT t.citizen_no, t.program FROM theirs t JOIN listed l ON l.household_no = t.household_no AND l.program_code = t.required
), by_name AS (
  SELECT DISTINCT t.citizen_no, t.program FROM theirs t JOIN listed l ON l.name = t.name AND l.village_code = t.village_code AND l.program_code = t.required
), judged AS (
  SELECT k.*, t.village_code, t.evidence, CASE WHEN x.program_code IS NULL THEN 'subsidy_eligibility' END AS missing,
         CASE WHEN k.found THEN NULL WHEN s.share < p.least_cover THEN 'list_incomplete' WHEN h.citizen_no IS NOT NULL THEN 'household_listed' WHEN n.citizen_no IS NOT NULL THEN 'same_name_listed' END AS clause,
         CASE WHEN k.found THEN NULL WHEN k.paid_fen >= p.red_from_fen THEN 'red' ELSE 'yellow' END AS band
  FROM known k
  JOIN params p ON 1 = 1
  JOIN shares s ON s.program = k.program
  LEFT JOIN lists x ON x.program_code = k.required
  LEFT JOIN theirs t ON t.citizen_no = k.citizen_no AND t.program = k.program
  LEFT JOIN by_household h ON h.citizen_no = k.citizen_no AND h.program = k.program
  LEFT JOIN by_name n ON n.citizen_no = k.citizen_no AND n.program = k.program
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome FROM judged j
)
SELECT outcome, coalesce(missing, clause, band) AS detail, citizen_no || '|' || program AS subject_key,
       coalesce(program_name, program) || '，' || coalesce('村代码' || village_code || '，', '') || '受益人' || substr(citizen_no, 1, 6) AS subject_label, 'person:' || citizen_no AS stack_key, source_id,
       CASE WHEN outcome = 'hit' THEN paid_fen END AS amount_fen, CASE WHEN outcome = 'hit' THEN evidence END AS evidence, coalesce(program_name, program) AS program_name, required_name, payments, last_paid_on
FROM decided
