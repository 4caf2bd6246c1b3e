-- One row per person, programme and year. Only those with a period named twice, or more payments than periods, are looked at closely.
WITH terms AS (
  SELECT coalesce(program_code, name) AS program, max(periods_per_year) AS periods FROM subsidy_program GROUP BY coalesce(program_code, name)
), suspects AS (
  SELECT s.citizen_no, s.program, s.program_year, s.payments + s.returned AS rows_seen, s.payments, s.source_id, s.unsound, t.periods
  FROM subsidy_person s LEFT JOIN terms t ON t.program = s.program
  WHERE s.seen = 1 AND (s.payments + s.returned > t.periods OR s.two_alike = 1 OR (t.periods IS NULL AND s.payments + s.returned - s.named_periods > 1))
), their_rows AS (
  SELECT c.citizen_no, c.program, c.program_year, c.rows_seen, c.periods, c.payments, y.period, y.program_name, y.village_code, y.quantity, y.due_fen, y.paid_fen, y.paid_on,
         y.source_id, y.source_sheet, y.source_row, y.basis, y.basis_en, y.ref, coalesce(y.status, 'paid') AS status
  FROM suspects c
  JOIN (SELECT citizen_no, program_code, program_name, village_code, year, period, quantity, due_fen, paid_fen, paid_on, status, source_id, source_sheet, source_row,
               qy_text(NULL) AS basis, qy_text(NULL) AS basis_en, qy_text(NULL) AS ref
        FROM subsidy_payment
        UNION ALL SELECT citizen_no, program_code, program_name, village_code, year, period, quantity, due_fen, paid_fen, paid_on, status, source_id, source_sheet, source_row,
               basis, basis_en, ref
        FROM subsidy_known) AS y ON y.citizen_no = c.citizen_no AND coalesce(y.program_code, y.program_name) = c.program
   AND coalesce(y.year, qy_year(y.paid_on)) = c.program_year
), doubled AS (  -- a period that is not named counts only where the year's number of periods is not known
  SELECT DISTINCT citizen_no, program, program_year
  FROM (
    SELECT citizen_no, program, program_year FROM their_rows WHERE period IS NOT NULL OR periods IS NULL
    GROUP BY citizen_no, program, program_year, period HAVING count(*) > 1
  ) AS one_period
), crowded AS (
  SELECT c.citizen_no, c.program, c.program_year, c.source_id, c.unsound
  FROM suspects c
  LEFT JOIN doubled d ON d.citizen_no = c.citizen_no AND d.program = c.program AND d.program_year = c.program_year
  WHERE c.rows_seen > c.periods OR d.citizen_no IS NOT NULL
), detail_rows AS (
  SELECT y.*, CASE WHEN y.periods = 1 THEN 'year' ELSE y.period END AS term
  FROM their_rows y JOIN crowded c ON c.citizen_no = y.citizen_no AND c.program = y.program AND c.program_year = y.program_year
), by_term AS (
  SELECT citizen_no, program, program_year, term, count(*) FILTER (WHERE status <> 'returned') AS arrived, count(*) FILTER (WHERE status = 'returned') AS returned,
         sum(paid_fen) FILTER (WHERE status <> 'returned') AS paid_fen, max(paid_fen) FILTER (WHERE status <> 'returned') AS largest_fen, max(due_fen) AS due_fen,
         count(DISTINCT village_code) AS villages, count(DISTINCT quantity) AS quantities
  FROM detail_rows WHERE term IS NOT NULL GROUP BY citizen_no, program, program_year, term
), judged_terms AS (
  SELECT b.*, CASE WHEN arrived <= 1 AND returned > 0 THEN 'reissued' WHEN arrived <= 1 THEN 'clear' WHEN villages = 1 AND paid_fen <= due_fen THEN 'instalments'
                   WHEN villages > 1 AND quantities = villages THEN 'separate_land' ELSE 'hit' END AS state
  FROM by_term b
), judged AS (
  SELECT citizen_no, program, program_year, count(*) FILTER (WHERE state = 'hit') AS periods, sum(arrived - 1) FILTER (WHERE state = 'hit') AS extra,
         sum(paid_fen - largest_fen) FILTER (WHERE state = 'hit') AS extra_fen,
         max(CASE state WHEN 'hit' THEN '4hit' WHEN 'separate_land' THEN '3separate_land' WHEN 'instalments' THEN '2instalments' WHEN 'reissued' THEN '1reissued' ELSE '0clear' END) AS state
  FROM judged_terms GROUP BY citizen_no, program, program_year
), counted AS (  -- months not named: more payments than the year has periods
  SELECT d.citizen_no, d.program, d.program_year, max(d.program_name) AS program_name, max(d.village_code) AS village_code, count(DISTINCT substr(d.village_code, 1, 9)) AS townships,
         count(*) FILTER (WHERE d.term IS NULL) AS unnamed, max(d.periods) AS yearly, count(d.basis) AS known
  FROM detail_rows d GROUP BY d.citizen_no, d.program, d.program_year
), decided AS (
  SELECT c.citizen_no, c.program, c.program_year, c.program_name, c.village_code, c.townships, j.periods, j.extra, j.extra_fen, c.known,
         CASE WHEN j.state IS NULL THEN 'unnamed' ELSE substr(j.state, 2) END AS state
  FROM counted c LEFT JOIN judged j ON j.citizen_no = c.citizen_no AND j.program = c.program AND j.program_year = c.program_year
), numbered AS (
  SELECT d.citizen_no, d.program, d.program_year, d.source_id, d.source_sheet, d.source_row, d.basis, d.basis_en, d.ref,
         row_number() OVER (PARTITION BY d.citizen_no, d.program, d.program_year ORDER BY d.paid_on DESC, d.source_id, d.source_row) AS nth
  FROM detail_rows d
  JOIN judged_terms t ON t.citizen_no = d.citizen_no AND t.program = d.program AND t.program_year = d.program_year AND t.term = d.term AND t.state = 'hit'
  WHERE d.status <> 'returned'
), taken AS (  -- of the periods paid more than once
  SELECT citizen_no, program, program_year, count(basis) AS known, min(basis) AS basis, min(basis_en) AS basis_en FROM numbered GROUP BY citizen_no, program, program_year
), proof AS (
  SELECT citizen_no, program, program_year, array_agg(piece) AS evidence
  FROM (SELECT n.citizen_no, n.program, n.program_year, qy_ref('subsidy_payment', n.source_id, n.source_sheet, n.source_row) AS piece FROM numbered n WHERE n.nth <= 45
        UNION SELECT n.citizen_no, n.program, n.program_year, n.ref FROM numbered n WHERE n.nth <= 45 AND n.ref IS NOT NULL) AS pieces
  GROUP BY citizen_no, program, program_year
)
SELECT CASE WHEN c.unsound = 1 AND d.state <> 'clear' THEN 'not_computable' WHEN d.state = 'hit' THEN 'hit' WHEN d.state = 'unnamed' THEN 'not_computable' WHEN d.state = 'clear' THEN 'clear' ELSE 'excluded' END AS outcome,
       CASE WHEN d.state = 'clear' THEN NULL WHEN c.unsound = 1 THEN 'citizen_no' WHEN d.state = 'hit' THEN CASE WHEN d.known = 0 AND (d.extra_fen >= p.red_from_fen OR d.townships > 1) THEN 'red' ELSE 'yellow' END
            WHEN d.state = 'unnamed' THEN 'period' ELSE d.state END AS detail,
       d.citizen_no || '|' || d.program || '|' || qy_text(d.program_year) AS subject_key,
       coalesce(d.program_name, d.program) || '，' || qy_text(d.program_year) || '年，' || coalesce('村代码' || d.village_code || '，', '') || '受益人' || substr(d.citizen_no, 1, 6) AS subject_label,
       'person:' || d.citizen_no AS stack_key, c.source_id AS source_id,
       CASE WHEN d.state = 'hit' AND c.unsound = 0 THEN CAST(d.extra_fen AS BIGINT) END AS amount_fen, CASE WHEN d.state = 'hit' AND c.unsound = 0 THEN e.evidence END AS evidence,
       coalesce(d.program_name, d.program) AS program_name, d.program_year AS year, d.periods AS periods, d.extra AS extra, d.townships AS townships,
       CASE WHEN t.known > 0 THEN '（所计发放中' || qy_text(t.known) || '笔的身份证号不全，按' || t.basis || '认作同一人）' ELSE '' END AS taken,
       CASE WHEN t.known > 0 THEN ' (' || qy_text(t.known) || ' of the payments counted are without a valid number, taken for the same person because ' || t.basis_en || ')' ELSE '' END AS taken_en
FROM decided d
JOIN params p ON 1 = 1
JOIN crowded c ON c.citizen_no = d.citizen_no AND c.program = d.program AND c.program_year = d.program_year
LEFT JOIN taken t ON t.citizen_no = d.citizen_no AND t.program = d.program AND t.program_year = d.program_year
LEFT JOIN proof e ON e.citizen_no = d.citizen_no AND e.program = d.program AND e.program_year = d.program_year
UNION ALL
SELECT 'clear', NULL, qy_subject(FALSE, c.citizen_no || '|' || coalesce(c.program, '') || '|' || coalesce(qy_text(c.program_year), '')), NULL, NULL, c.source_id,
       NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
FROM subsidy_person c
LEFT JOIN crowded d ON d.citizen_no = c.citizen_no AND d.program = c.program AND d.program_year = c.program_year
WHERE c.seen = 1 AND d.citizen_no IS NULL
