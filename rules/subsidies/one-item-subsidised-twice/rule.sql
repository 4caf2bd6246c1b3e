-- One row per serial number and item; claims without a usable number are not computable.
WITH numbers AS (
  SELECT serial_key, coalesce(qy_code(item), '') AS item_key, min(item) AS item, count(*) AS claims, count(DISTINCT applicant) AS applicants, count(DISTINCT coalesce(invoice_no, claim_no)) AS invoices,
         CAST(sum(subsidy_fen) AS BIGINT) AS subsidy_fen, min(coalesce(applied_on, invoice_on)) AS first_on, max(coalesce(applied_on, invoice_on)) AS last_on, min(source_id) AS source_id, qy_first(array_agg(ref), 50) AS evidence
  FROM purchase_claim WHERE serial_key IS NOT NULL
  GROUP BY serial_key, coalesce(qy_code(item), '')
), judged AS (
  SELECT n.*, CASE WHEN n.claims > 1 AND n.applicants = 1 AND n.invoices = 1 THEN 'resubmitted' END AS clause, CASE WHEN n.claims >= p.red_claims THEN 'red' WHEN n.claims > 1 THEN 'yellow' END AS band
  FROM numbers n JOIN params p ON 1 = 1
), decided AS (
  SELECT j.*, qy_outcome(NULL, j.clause, j.band) AS outcome FROM judged j
)
SELECT outcome, coalesce(clause, band) AS detail, serial_key || '|' || item_key AS subject_key, coalesce(item, '补贴商品') || '，编号' || serial_key AS subject_label, 'object:' || serial_key AS stack_key, source_id,
       CASE WHEN outcome = 'hit' THEN subsidy_fen END AS amount_fen, CASE WHEN outcome = 'hit' THEN evidence END AS evidence, coalesce(item, '补贴商品') AS item, claims, applicants, first_on, last_on
FROM decided
UNION ALL
SELECT 'not_computable', 'serial_no', 'claim|' || claim_no, NULL, NULL, source_id, NULL, NULL, NULL, NULL, NULL, NULL, NULL FROM purchase_claim WHERE serial_key IS NULL
