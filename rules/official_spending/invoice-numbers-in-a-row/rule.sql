-- Runs of numbers that follow one another (last eight digits, the digits before them alike) among one unit's invoices of one day near the limit.
-- One row per run of enough invoices; one row per unit and year without.
WITH near AS (
  SELECT v.unit_code, v.billed_on, v.invoice_key, v.seller, v.amount_fen, v.source_id, v.ref,
         coalesce(v.invoice_code, '') || '|' || substr(qy_digits(v.invoice_key), 1, greatest(length(qy_digits(v.invoice_key)) - 8, 0)) AS series,
         CAST(substr(qy_digits(v.invoice_key), greatest(length(qy_digits(v.invoice_key)) - 7, 1)) AS BIGINT) AS serial
  FROM unit_invoice v JOIN params p ON 1 = 1
  WHERE v.invoice_key IS NOT NULL AND v.unit_code IS NOT NULL AND v.billed_on IS NOT NULL AND v.amount_fen < p.limit_fen AND v.amount_fen >= p.limit_fen * p.near_share
), placed AS (
  SELECT n.*, n.serial - row_number() OVER (PARTITION BY n.unit_code, n.billed_on, n.series ORDER BY n.serial) AS run FROM near n
), runs AS (
  SELECT unit_code, billed_on, series, run, count(*) AS invoices, count(DISTINCT seller) AS sellers, count(DISTINCT amount_fen) AS amounts, min(invoice_key) AS first_no, max(invoice_key) AS last_no,
         CAST(sum(amount_fen) AS BIGINT) AS amount_fen, min(source_id) AS source_id, array_agg(ref) AS evidence
  FROM placed GROUP BY unit_code, billed_on, series, run
), judged AS (
  SELECT r.*, p.limit_fen, p.near_share, CASE WHEN r.amounts = 1 THEN 'same_price' END AS clause, CASE WHEN r.invoices >= p.red_invoices THEN 'red' ELSE 'yellow' END AS band
  FROM runs r JOIN params p ON 1 = 1 WHERE r.invoices >= p.min_invoices AND r.amount_fen >= p.limit_fen
), units AS (
  SELECT unit_code, qy_year(billed_on) AS year, count(invoice_key) AS numbered, count(billed_on) AS dated, min(source_id) AS source_id FROM unit_invoice GROUP BY unit_code, qy_year(billed_on)
)
SELECT qy_outcome(NULL, j.clause, j.band) AS outcome, coalesce(j.clause, j.band) AS detail, j.unit_code || '|' || qy_text(j.billed_on) || '|' || j.first_no AS subject_key,
       '单位' || j.unit_code || '，' || qy_text(j.billed_on) || '连号发票' AS subject_label, 'unit:' || j.unit_code AS stack_key, j.source_id AS source_id,
       CASE WHEN j.clause IS NULL THEN j.amount_fen END AS amount_fen, CASE WHEN j.clause IS NULL THEN qy_first(j.evidence, 50) END AS evidence,
       j.unit_code AS unit, j.billed_on AS billed_on, j.invoices AS invoices, j.first_no AS first_no, j.last_no AS last_no, j.sellers AS sellers, j.limit_fen AS limit_fen, j.near_share AS near_share
FROM judged j
UNION ALL
SELECT CASE WHEN u.unit_code IS NULL OR u.numbered = 0 OR u.dated = 0 THEN 'not_computable' ELSE 'clear' END,
       CASE WHEN u.unit_code IS NULL THEN 'buyer_code' WHEN u.numbered = 0 THEN 'invoice_no' WHEN u.dated = 0 THEN 'on' END,
       coalesce(u.unit_code, '') || '|' || coalesce(qy_text(u.year), ''), NULL, NULL, u.source_id, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
FROM units u LEFT JOIN (SELECT DISTINCT unit_code, qy_year(billed_on) AS year FROM judged) AS k ON k.unit_code = u.unit_code AND k.year = u.year
WHERE k.unit_code IS NULL
