-- One row per person and programme. The rate on the list counts first, the programme's register second.
WITH rates AS (
  SELECT coalesce(program_code, name) AS program, year AS program_year, min(standard_fen_per_unit) AS rate_fen
  FROM subsidy_program GROUP BY coalesce(program_code, name), year HAVING min(standard_fen_per_unit) = max(standard_fen_per_unit)
), different AS (
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
         count(*) AS payments, sum(d.paid_fen - d.due_fen) AS net_fen,
         max(CASE WHEN s.differing >= p.tier_share * s.computable AND s.computable >= 10 THEN 1 ELSE 0 END) AS tiered
  FROM different d JOIN params p ON 1 = 1
  JOIN spread s ON s.program = d.program AND s.program_year = d.program_year
  GROUP BY d.citizen_no, d.program
), decided AS (
  SELECT j.*, CASE WHEN j.tiered = 1 THEN 'tiered' WHEN abs(j.net_fen) >= p.min_net_fen THEN 'hit'
                   WHEN j.payments > 1 AND abs(j.net_fen) <= p.tolerance_fen THEN 'evens_out' ELSE 'small' END AS state
  FROM judged j, params p
), proof AS (
  SELECT citizen_no, program, array_agg(qy_ref('subsidy_payment', source_id, source_sheet, source_row)) AS evidence
  FROM (SELECT d.*, row_number() OVER (PARTITION BY d.citizen_no, d.program ORDER BY d.paid_on DESC, d.source_id, d.source_row) AS nth
        FROM different d JOIN decided h ON h.citizen_no = d.citizen_no AND h.program = d.program AND h.state = 'hit') AS numbered
  WHERE nth <= 50
  GROUP BY citizen_no, program
), blind AS (
  SELECT program FROM spread GROUP BY program HAVING sum(computable) = 0
)
SELECT CASE WHEN b.program IS NOT NULL THEN 'not_computable' WHEN d.state IS NULL THEN 'clear' WHEN d.state = 'hit' THEN 'hit' ELSE 'excluded' END AS outcome,
       CASE WHEN b.program IS NOT NULL THEN 'quantity' WHEN d.state <> 'hit' THEN d.state
            WHEN abs(d.net_fen) >= p.red_from_fen THEN 'red' WHEN d.state = 'hit' THEN 'yellow' END AS detail,
       qy_subject(d.state = 'hit', e.citizen_no || '|' || coalesce(e.program, '')) AS subject_key,
       CASE WHEN d.state = 'hit' THEN coalesce(d.program_name, d.program) || '，' || coalesce('村代码' || d.village_code || '，', '') || '受益人' || substr(e.citizen_no, 1, 6) END AS subject_label,
       CASE WHEN d.state = 'hit' THEN 'person:' || e.citizen_no END AS stack_key, e.source_id AS source_id,
       CASE WHEN d.state = 'hit' THEN CAST(abs(d.net_fen) AS BIGINT) END AS amount_fen, CASE WHEN d.state = 'hit' THEN r.evidence END AS evidence,
       coalesce(d.program_name, d.program) AS program_name, d.payments AS payments,
       CASE WHEN d.net_fen > 0 THEN '多发' ELSE '少发' END AS direction, CASE WHEN d.net_fen > 0 THEN 'paid over' ELSE 'paid short' END AS direction_en
FROM subsidy_enrolled e
JOIN params p ON 1 = 1
LEFT JOIN blind b ON b.program = e.program
LEFT JOIN decided d ON d.citizen_no = e.citizen_no AND d.program = e.program
LEFT JOIN proof r ON r.citizen_no = e.citizen_no AND r.program = e.program
