-- One row per programme and year. A budget project is matched by the programme's code or its name.
WITH titles AS (
  SELECT program_code, min(name) AS name FROM subsidy_program GROUP BY program_code
), paid AS (
  SELECT coalesce(m.program_code, m.program_name) AS program, coalesce(m.year, qy_year(m.paid_on)) AS program_year, min(m.program_name) AS program_name,
         sum(CASE WHEN coalesce(m.status, 'paid') <> 'returned' THEN m.paid_fen ELSE 0 END) AS paid_fen,
         sum(CASE WHEN m.status = 'returned' THEN m.paid_fen ELSE 0 END) AS returned_fen, count(*) AS payments, min(m.source_id) AS source_id
  FROM subsidy_payment m GROUP BY coalesce(m.program_code, m.program_name), coalesce(m.year, qy_year(m.paid_on))
), keyed AS (
  SELECT s.*, coalesce(t.name, s.program_name, s.program) AS title FROM paid s LEFT JOIN titles t ON t.program_code = s.program
), matched AS (
  SELECT k.program, k.program_year, b.amount_fen, b.issued_on, b.source_id, b.source_sheet, b.source_row
  FROM keyed k JOIN budget_item b ON b.year = k.program_year AND qy_code(b.budget_project) = qy_code(k.title)
  UNION ALL
  SELECT k.program, k.program_year, b.amount_fen, b.issued_on, b.source_id, b.source_sheet, b.source_row
  FROM keyed k JOIN budget_item b ON b.year = k.program_year AND qy_code(b.budget_project) = qy_code(k.program) AND qy_code(k.program) <> qy_code(k.title)
), allotted AS (
  SELECT program, program_year, sum(amount_fen) AS allotted_fen, min(issued_on) AS first_issued_on,
         array_agg(qy_ref('budget_item', source_id, source_sheet, source_row)) AS evidence
  FROM matched GROUP BY program, program_year
), judged AS (
  SELECT k.program, k.program_year, k.title, k.paid_fen, k.returned_fen, k.source_id, a.allotted_fen, a.evidence,
         a.allotted_fen - k.paid_fen AS left_fen,
         CASE WHEN a.allotted_fen IS NULL OR k.program_year IS NULL THEN 'unmatched'
              WHEN k.paid_fen > a.allotted_fen * (1 + p.tolerance) THEN 'over'
              WHEN a.allotted_fen - k.paid_fen <= a.allotted_fen * p.idle_share THEN 'clear'
              WHEN qy_days(a.first_issued_on, CAST(qy_text(k.program_year) || '-12-31' AS DATE)) < p.late_days THEN 'allotted_late'
              WHEN qy_days(CAST(qy_text(k.program_year) || '-12-31' AS DATE), p.as_of) <= p.settle_days THEN 'settling'
              ELSE 'idle' END AS state
  FROM keyed k JOIN params p ON 1 = 1
  LEFT JOIN allotted a ON a.program = k.program AND a.program_year = k.program_year
)
SELECT CASE WHEN state IN ('over', 'idle') THEN 'hit' WHEN state = 'unmatched' THEN 'not_computable' WHEN state = 'clear' THEN 'clear' ELSE 'excluded' END AS outcome,
       CASE state WHEN 'over' THEN 'red' WHEN 'idle' THEN 'yellow' WHEN 'unmatched' THEN 'budget_project' WHEN 'clear' THEN NULL ELSE state END AS detail,
       coalesce(program, '') || '|' || coalesce(qy_text(program_year), '') AS subject_key, title || '，' || coalesce(qy_text(program_year), '') || '年' AS subject_label,
       'program:' || coalesce(program, '') AS stack_key, source_id,
       CASE WHEN state IN ('over', 'idle') THEN CAST(abs(left_fen) AS BIGINT) END AS amount_fen, CASE WHEN state IN ('over', 'idle') THEN evidence END AS evidence,
       title AS program_name, program_year AS year, allotted_fen, paid_fen, returned_fen,
       CASE WHEN left_fen < 0 THEN '发放超出指标' ELSE '清算期后仍结余' END AS direction, CASE WHEN left_fen < 0 THEN 'over the allotment by' ELSE 'still unspent after settlement:' END AS direction_en
FROM judged
