-- One row per programme, batch and operator; where there is no batch number the day stands for it.
WITH single AS (  -- beneficiaries with one payment in all their years under the programme; who is known under a valid number is told by that
  SELECT citizen_no, program FROM subsidy_person
  WHERE payments > 0 AND citizen_no NOT IN (SELECT written_no FROM subsidy_known WHERE written_no IS NOT NULL)
  GROUP BY citizen_no, program HAVING sum(payments) = 1
), once AS (
  SELECT s.citizen_no, s.program, y.program_year FROM single s JOIN subsidy_person y ON y.citizen_no = s.citizen_no AND y.program = s.program WHERE y.payments = 1
), batches AS (
  SELECT coalesce(m.program_code, m.program_name) AS program, coalesce(m.batch_no, m.period, qy_text(m.paid_on)) AS batch, coalesce(m.operator, '') AS operator,
         min(m.program_name) AS program_name, min(m.paid_on) AS paid_on, min(m.source_id) AS source_id, count(o.citizen_no) AS once, CAST(sum(CASE WHEN o.citizen_no IS NOT NULL THEN m.paid_fen END) AS BIGINT) AS once_fen
  FROM subsidy_payment m
  LEFT JOIN once o ON o.citizen_no = m.citizen_no AND o.program = coalesce(m.program_code, m.program_name)
  WHERE m.citizen_no IS NOT NULL AND (m.status IS NULL OR m.status <> 'returned')
  GROUP BY coalesce(m.program_code, m.program_name), coalesce(m.batch_no, m.period, qy_text(m.paid_on)), coalesce(m.operator, '')
), peopled AS (  -- counted only where somebody was paid but once: elsewhere the share is nought whoever is in the batch
  SELECT b.program, b.batch, b.operator, count(DISTINCT m.citizen_no) AS persons
  FROM batches b
  JOIN subsidy_payment m ON coalesce(m.program_code, m.program_name) = b.program AND coalesce(m.batch_no, m.period, qy_text(m.paid_on)) = b.batch AND coalesce(m.operator, '') = b.operator
  WHERE b.once > 0 AND (m.status IS NULL OR m.status <> 'returned')
  GROUP BY b.program, b.batch, b.operator
), shared AS (
  SELECT b.*, n.persons, CASE WHEN b.once = 0 THEN 0.0 ELSE CAST(b.once AS DOUBLE) / n.persons END AS share
  FROM batches b
  LEFT JOIN peopled n ON n.program = b.program AND n.batch = b.batch AND n.operator = b.operator
), usual AS (
  SELECT program, count(*) AS batches, qy_quantile(share, 0.5) AS share FROM shared WHERE batch IS NOT NULL GROUP BY program
), crowded AS (
  SELECT b.*, u.share AS usual_share
  FROM shared b
  JOIN params p ON 1 = 1
  JOIN usual u ON u.program = b.program
  WHERE u.batches >= p.min_batches AND u.share <= p.usual_share AND b.once >= p.min_once AND b.once >= p.min_share * b.persons AND qy_days(b.paid_on, p.as_of) > p.settle_days
), rows_of AS (
  SELECT c.program, c.batch, c.operator, o.citizen_no, o.program_year, qy_ref('subsidy_payment', m.source_id, m.source_sheet, m.source_row) AS ref,
         row_number() OVER (PARTITION BY c.program, c.batch, c.operator ORDER BY m.paid_fen DESC, m.source_id, m.source_row) AS nth
  FROM crowded c
  JOIN subsidy_payment m ON coalesce(m.program_code, m.program_name) = c.program AND coalesce(m.batch_no, m.period, qy_text(m.paid_on)) = c.batch AND coalesce(m.operator, '') = c.operator
  JOIN once o ON o.citizen_no = m.citizen_no AND o.program = c.program
  WHERE m.status IS NULL OR m.status <> 'returned'
), proof AS (
  SELECT r.program, r.batch, r.operator, array_agg(r.ref) FILTER (WHERE r.nth <= 50) AS evidence, count(e.citizen_no) AS listed
  FROM rows_of r
  LEFT JOIN subsidy_person e ON e.listed = 1 AND e.citizen_no = r.citizen_no AND e.program = r.program AND e.program_year = r.program_year
  GROUP BY r.program, r.batch, r.operator
), judged AS (
  SELECT b.program, b.batch, b.operator, b.program_name, b.source_id, b.once, b.once_fen, c.share, c.usual_share, e.evidence,
         CASE WHEN b.batch IS NULL THEN 'batch_no' END AS missing, CASE WHEN e.listed >= p.listed_share * b.once THEN 'listed' END AS clause,
         CASE WHEN c.program IS NOT NULL THEN 'yellow' END AS band
  FROM batches b
  JOIN params p ON 1 = 1
  LEFT JOIN crowded c ON c.program = b.program AND c.batch = b.batch AND c.operator = b.operator
  LEFT JOIN proof e ON e.program = b.program AND e.batch = b.batch AND e.operator = b.operator
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome FROM judged j
)
SELECT outcome, coalesce(missing, clause, band) AS detail, coalesce(program, '') || '|' || coalesce(batch, '') || '|' || CASE WHEN operator = '' THEN '' ELSE substr(md5(operator), 1, 8) END AS subject_key,
       CASE WHEN outcome <> 'clear' THEN coalesce(program_name, program) || coalesce('，批次' || batch, '') END AS subject_label,
       'batch:' || coalesce(program, '') || '|' || coalesce(batch, '') AS stack_key, source_id, CASE WHEN outcome = 'hit' THEN once_fen END AS amount_fen, CASE WHEN outcome = 'hit' THEN evidence END AS evidence,
       coalesce(program_name, program) AS program_name, batch, once, share, usual_share AS usual
FROM decided
