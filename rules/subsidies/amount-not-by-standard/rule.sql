-- One row per person and programme. The rate on the list counts first, the programme's register second.
WITH rates AS (
  SELECT coalesce(program_code, name) AS program, year AS program_year, min(standard_fen_per_unit) AS rate_fen
  FROM subsidy_program GROUP BY coalesce(program_code, name), year HAVING min(standard_fen_per_unit) = max(standard_fen_per_unit)
), unequal AS (
  SELECT y.*
  FROM (
    SELECT m.citizen_no, coalesce(m.program_code, m.program_name) AS program, coalesce(m.year, qy_year(m.paid_on)) AS program_year,
           m.program_name, m.village_code, m.paid_fen, m.paid_on, m.source_id, m.source_sheet, m.source_row,
           CAST(round(CAST(m.quantity AS DOUBLE) * coalesce(m.standard_fen, r.rate_fen)) AS BIGINT) AS due_fen
    FROM subsidy_payment m
    LEFT JOIN rates r ON r.program = coalesce(m.program_code, m.program_name) AND r.program_year = coalesce(m.year, qy_year(m.paid_on))
    WHERE m.citizen_no IS NOT NULL AND (m.status IS NULL OR m.status <> 'returned')
  ) AS y, params p
  WHERE abs(y.paid_fen - y.due_fen) > p.tolerance_fen
), different AS (  -- a payment under a hidden number whose person is known evens out with that person's others
  SELECT coalesce(k.citizen_no, u.citizen_no) AS citizen_no, u.program, u.program_year, u.program_name, u.village_code, u.paid_fen, u.paid_on, u.source_id, u.source_sheet, u.source_row, u.due_fen,
         k.basis, k.basis_en, k.ref
  FROM unequal u
  LEFT JOIN subsidy_known k ON k.source_id = u.source_id AND k.source_sheet IS NOT DISTINCT FROM u.source_sheet AND k.source_row = u.source_row
), sizes AS (  -- asked of the table again, not of a copy of all its rows
  SELECT coalesce(m.program_code, m.program_name) AS program, coalesce(m.year, qy_year(m.paid_on)) AS program_year,
         count(CASE WHEN m.quantity IS NOT NULL AND coalesce(m.standard_fen, r.rate_fen) IS NOT NULL THEN 1 END) AS computable
  FROM subsidy_payment m
  LEFT JOIN rates r ON r.program = coalesce(m.program_code, m.program_name) AND r.program_year = coalesce(m.year, qy_year(m.paid_on))
  WHERE m.citizen_no IS NOT NULL AND (m.status IS NULL OR m.status <> 'returned')
  GROUP BY coalesce(m.program_code, m.program_name), coalesce(m.year, qy_year(m.paid_on))
), spread AS (  -- how common differences are in a programme's year
  SELECT z.program, z.program_year, min(z.computable) AS computable, count(d.citizen_no) AS differing
  FROM sizes z LEFT JOIN different d ON d.program = z.program AND d.program_year = z.program_year
  GROUP BY z.program, z.program_year
), judged AS (
  SELECT d.citizen_no, d.program, min(d.program_name) AS program_name, min(d.village_code) AS village_code, min(d.source_id) AS source_id,
         count(*) AS payments, sum(d.paid_fen - d.due_fen) AS net_fen, coalesce(sum(d.paid_fen - d.due_fen) FILTER (WHERE d.basis IS NULL), 0) AS sure_fen, count(d.basis) AS known, min(d.basis) AS basis, min(d.basis_en) AS basis_en,
         max(CASE WHEN s.differing >= p.tier_share * s.computable AND s.computable >= 10 THEN 1 ELSE 0 END) AS tiered
  FROM different d JOIN params p ON 1 = 1
  JOIN spread s ON s.program = d.program AND s.program_year = d.program_year
  GROUP BY d.citizen_no, d.program
), decided AS (
  SELECT j.*, CASE WHEN j.tiered = 1 THEN 'tiered' WHEN abs(j.net_fen) >= p.min_net_fen THEN 'hit'
                   WHEN j.payments > 1 AND abs(j.net_fen) <= p.tolerance_fen THEN 'evens_out' ELSE 'small' END AS state
  FROM judged j, params p
), numbered AS (
  SELECT d.citizen_no, d.program, d.source_id, d.source_sheet, d.source_row, d.ref, row_number() OVER (PARTITION BY d.citizen_no, d.program ORDER BY d.paid_on DESC, d.source_id, d.source_row) AS nth
  FROM different d JOIN decided h ON h.citizen_no = d.citizen_no AND h.program = d.program AND h.state = 'hit'
), proof AS (
  SELECT citizen_no, program, array_agg(piece) AS evidence
  FROM (SELECT citizen_no, program, qy_ref('subsidy_payment', source_id, source_sheet, source_row) AS piece FROM numbered WHERE nth <= 45
        UNION SELECT citizen_no, program, ref FROM numbered WHERE nth <= 45 AND ref IS NOT NULL) AS pieces
  GROUP BY citizen_no, program
), blind AS (
  SELECT program FROM spread GROUP BY program HAVING sum(computable) = 0
)
SELECT CASE WHEN b.program IS NOT NULL THEN 'not_computable' WHEN d.state IS NULL THEN 'clear' WHEN d.state = 'hit' THEN 'hit' ELSE 'excluded' END AS outcome,
       CASE WHEN b.program IS NOT NULL THEN 'quantity' WHEN d.state <> 'hit' THEN d.state
            WHEN abs(d.net_fen) >= p.red_from_fen AND abs(d.sure_fen) >= p.red_from_fen AND d.known < d.payments THEN 'red' WHEN d.state = 'hit' THEN 'yellow' END AS detail,
       qy_subject(d.state = 'hit', e.citizen_no || '|' || coalesce(e.program, '')) AS subject_key,
       CASE WHEN d.state = 'hit' THEN coalesce(d.program_name, d.program) || '，' || coalesce('村代码' || d.village_code || '，', '') || '受益人' || substr(e.citizen_no, 1, 6) END AS subject_label,
       CASE WHEN d.state = 'hit' THEN 'person:' || e.citizen_no END AS stack_key, e.source_id AS source_id,
       CASE WHEN d.state = 'hit' THEN CAST(abs(d.net_fen) AS BIGINT) END AS amount_fen, CASE WHEN d.state = 'hit' THEN r.evidence END AS evidence,
       coalesce(d.program_name, d.program) AS program_name, qy_text(d.payments) || '笔' || qy_taken(d.known, d.basis) AS paid_text, qy_text(d.payments) || ' payments' || qy_taken_en(d.known, d.basis_en) AS paid_text_en,
       CASE WHEN d.net_fen > 0 THEN '多发' ELSE '少发' END AS direction, CASE WHEN d.net_fen > 0 THEN 'paid over' ELSE 'paid short' END AS direction_en
FROM subsidy_enrolled e
JOIN params p ON 1 = 1
LEFT JOIN blind b ON b.program = e.program
LEFT JOIN decided d ON d.citizen_no = e.citizen_no AND d.program = e.program
LEFT JOIN proof r ON r.citizen_no = e.citizen_no AND r.program = e.program
