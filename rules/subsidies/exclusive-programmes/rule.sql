-- One row per person, exclusive group and year. Programmes with the same stackable_group exclude each other.
WITH grouped AS (
  SELECT coalesce(program_code, name) AS program, min(name) AS program_name, min(stackable_group) AS group_name, max(periods_per_year) AS periods
  FROM subsidy_program WHERE stackable_group IS NOT NULL GROUP BY coalesce(program_code, name)
), drawn AS (
  SELECT s.citizen_no, s.program_year, g.group_name, g.periods, s.program, g.program_name, s.paid_fen, s.first_paid_on, s.last_paid_on, s.source_id, s.unsound
  FROM subsidy_person s JOIN grouped g ON g.program = s.program
  WHERE s.payments > 0
), together AS (
  SELECT citizen_no, program_year, group_name, count(*) AS programs, sum(paid_fen) - max(paid_fen) AS smaller_fen, min(source_id) AS source_id,
         count(*) FILTER (WHERE first_paid_on IS NULL) AS undated, max(unsound) AS unsound
  FROM drawn GROUP BY citizen_no, program_year, group_name
), pairs AS (
  SELECT a.citizen_no, a.program_year, a.group_name, min(a.program_name || '、' || b.program_name) AS program_names,
         -- what is paid once a year stands for the whole year, whatever the day of payment
         max(CASE WHEN a.periods = 1 AND b.periods = 1 THEN 365
                  ELSE qy_days(greatest(a.first_paid_on, b.first_paid_on), least(a.last_paid_on, b.last_paid_on)) + 1 END) AS overlap
  FROM together t
  JOIN drawn a ON a.citizen_no = t.citizen_no AND a.program_year = t.program_year AND a.group_name = t.group_name
  JOIN drawn b ON b.citizen_no = a.citizen_no AND b.program_year = a.program_year AND b.group_name = a.group_name AND b.program > a.program
  WHERE t.programs > 1
  GROUP BY a.citizen_no, a.program_year, a.group_name
), judged AS (
  SELECT t.citizen_no, t.program_year, t.group_name, t.programs, t.smaller_fen, t.source_id, x.program_names, x.overlap,
         CASE WHEN t.programs = 1 THEN 'clear' WHEN t.unsound = 1 THEN 'unsound' WHEN t.undated > 0 THEN 'undated' WHEN x.overlap > p.overlap_days THEN 'hit' ELSE 'short_overlap' END AS state
  FROM together t JOIN params p ON 1 = 1
  LEFT JOIN pairs x ON x.citizen_no = t.citizen_no AND x.program_year = t.program_year AND x.group_name = t.group_name
), numbered AS (
  SELECT j.citizen_no, j.program_year, j.group_name, y.village_code, qy_ref('subsidy_payment', y.source_id, y.source_sheet, y.source_row) AS piece, y.basis, y.basis_en, y.ref,
         row_number() OVER (PARTITION BY j.citizen_no, j.program_year, j.group_name, g.program ORDER BY y.paid_on DESC, y.source_id, y.source_row) AS nth
  FROM judged j
  JOIN (SELECT citizen_no, program_code, program_name, village_code, year, paid_on, status, source_id, source_sheet, source_row, qy_text(NULL) AS basis, qy_text(NULL) AS basis_en, qy_text(NULL) AS ref
        FROM subsidy_payment
        UNION ALL SELECT citizen_no, program_code, program_name, village_code, year, paid_on, status, source_id, source_sheet, source_row, basis, basis_en, ref
        FROM subsidy_known) AS y ON y.citizen_no = j.citizen_no AND coalesce(y.year, qy_year(y.paid_on)) = j.program_year
  JOIN grouped g ON g.program = coalesce(y.program_code, y.program_name) AND g.group_name = j.group_name
  WHERE j.state = 'hit' AND coalesce(y.status, 'paid') <> 'returned'
), taken AS (
  SELECT citizen_no, program_year, group_name, count(basis) AS known, min(basis) AS basis, min(basis_en) AS basis_en FROM numbered GROUP BY citizen_no, program_year, group_name
), proof AS (
  SELECT citizen_no, program_year, group_name, min(village_code) AS village_code, array_agg(piece) AS evidence
  FROM (SELECT citizen_no, program_year, group_name, village_code, piece FROM numbered WHERE nth <= 22
        UNION SELECT citizen_no, program_year, group_name, village_code, ref FROM numbered WHERE nth <= 22 AND ref IS NOT NULL) AS pieces
  GROUP BY citizen_no, program_year, group_name
)
SELECT CASE j.state WHEN 'undated' THEN 'not_computable' WHEN 'unsound' THEN 'not_computable' WHEN 'short_overlap' THEN 'excluded' ELSE j.state END AS outcome,
       CASE j.state WHEN 'undated' THEN 'paid_on' WHEN 'unsound' THEN 'citizen_no' WHEN 'short_overlap' THEN 'short_overlap'
                    WHEN 'hit' THEN CASE WHEN j.smaller_fen >= p.red_from_fen AND t.known = 0 THEN 'red' ELSE 'yellow' END END AS detail,
       CASE WHEN j.state <> 'clear' THEN j.citizen_no || '|' || j.group_name || '|' || qy_text(j.program_year) END AS subject_key,
       CASE WHEN j.state = 'hit' THEN j.group_name || '，' || qy_text(j.program_year) || '年，' || coalesce('村代码' || e.village_code || '，', '') || '受益人' || substr(j.citizen_no, 1, 6) END AS subject_label,
       CASE WHEN j.state = 'hit' THEN 'person:' || j.citizen_no END AS stack_key, j.source_id AS source_id,
       CASE WHEN j.state = 'hit' THEN CAST(j.smaller_fen AS BIGINT) END AS amount_fen, e.evidence AS evidence,
       j.program_year AS year, j.group_name AS group_name, j.programs AS programs, j.program_names AS program_names, j.overlap AS overlap,
       CASE WHEN t.known > 0 THEN '（所计发放中' || qy_text(t.known) || '笔的身份证号不全，按' || t.basis || '认作同一人）' ELSE '' END AS taken,
       CASE WHEN t.known > 0 THEN ' (' || qy_text(t.known) || ' of the payments counted are without a valid number, taken for the same person because ' || t.basis_en || ')' ELSE '' END AS taken_en
FROM judged j
JOIN params p ON 1 = 1
LEFT JOIN taken t ON t.citizen_no = j.citizen_no AND t.program_year = j.program_year AND t.group_name = j.group_name
LEFT JOIN proof e ON e.citizen_no = j.citizen_no AND e.program_year = j.program_year AND e.group_name = j.group_name
