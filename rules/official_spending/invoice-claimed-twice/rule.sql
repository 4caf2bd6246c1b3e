-- One row per invoice number on a claim. The face is what the tax authority's list says, its items added up; of several codes the largest.
WITH numbered AS (
  SELECT invoice_key, unit_code, from_on, claimed_on, amount_fen, source_id, ref, row_number() OVER (PARTITION BY invoice_key ORDER BY claimed_on, ref) AS nth
  FROM expense_row WHERE invoice_key IS NOT NULL
), claims AS (
  SELECT invoice_key, count(*) AS claims, count(DISTINCT unit_code) AS units, count(DISTINCT amount_fen) AS amounts, count(DISTINCT coalesce(from_on, claimed_on)) AS days, min(unit_code) AS unit_code,
         CAST(sum(amount_fen) AS BIGINT) AS claimed_fen, CAST(sum(amount_fen) FILTER (WHERE nth > 1) AS BIGINT) AS later_fen, min(source_id) AS source_id
  FROM numbered GROUP BY invoice_key
), faces AS (
  SELECT invoice_key, max(face_fen) AS face_fen
  FROM (SELECT qy_code(invoice_no) AS invoice_key, invoice_code, CAST(sum(amount_fen) AS BIGINT) AS face_fen FROM invoice GROUP BY qy_code(invoice_no), invoice_code) AS coded GROUP BY invoice_key
), judged AS (
  SELECT c.*, f.face_fen,
         CASE WHEN c.claims = 1 THEN NULL WHEN c.claimed_fen <= f.face_fen THEN 'shared'
              WHEN length(c.invoice_key) < p.long_number AND c.amounts > 1 AND c.days > 1 AND f.face_fen IS NULL THEN 'other_invoice'
              WHEN c.later_fen < p.min_fen THEN 'small' END AS clause,
         CASE WHEN c.claims = 1 THEN NULL WHEN length(c.invoice_key) < p.long_number AND c.units > 1 AND c.amounts > 1 THEN 'blue' WHEN c.units > 1 OR c.claims > 2 THEN 'red' ELSE 'yellow' END AS band
  FROM claims c JOIN params p ON 1 = 1 LEFT JOIN faces f ON f.invoice_key = c.invoice_key
), decided AS (
  SELECT j.*, qy_outcome(NULL, j.clause, j.band) AS outcome FROM judged j
), proof AS (
  SELECT n.invoice_key, array_agg(n.ref) AS evidence FROM numbered n JOIN decided d ON d.invoice_key = n.invoice_key WHERE d.outcome = 'hit' AND n.nth <= 50 GROUP BY n.invoice_key
)
SELECT d.outcome AS outcome, coalesce(d.clause, d.band) AS detail, d.invoice_key AS subject_key, '发票' || d.invoice_key AS subject_label, 'unit:' || coalesce(d.unit_code, '') AS stack_key, d.source_id AS source_id,
       CASE WHEN d.outcome = 'hit' THEN d.later_fen END AS amount_fen, e.evidence AS evidence,
       d.invoice_key AS invoice, d.claims AS claims, d.units AS units, d.claimed_fen AS claimed_fen,
       CASE WHEN d.face_fen IS NULL THEN '票面金额未知' ELSE '超过发票票面' END AS face, CASE WHEN d.face_fen IS NULL THEN 'face unknown' ELSE 'above the face' END AS face_en
FROM decided d LEFT JOIN proof e ON e.invoice_key = d.invoice_key
UNION ALL
SELECT 'not_computable', 'invoice_no', coalesce(unit_code, '') || '|', NULL, NULL, min(source_id), NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
FROM expense_row WHERE invoice_key IS NULL GROUP BY unit_code
