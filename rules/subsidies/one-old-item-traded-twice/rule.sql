-- One row per old item that has a number.
WITH traded AS (
  SELECT old_serial_key, count(*) AS claims, count(DISTINCT applicant) AS applicants, count(DISTINCT coalesce(serial_key, claim_no)) AS new_items, CAST(sum(subsidy_fen) AS BIGINT) AS subsidy_fen,
         min(source_id) AS source_id, qy_first(array_agg(ref), 50) AS evidence
  FROM purchase_claim WHERE old_serial_key IS NOT NULL
  GROUP BY old_serial_key
), judged AS (
  SELECT t.*, CASE WHEN t.claims > 1 AND t.applicants = 1 AND t.new_items = 1 THEN 'resubmitted' END AS clause, CASE WHEN t.claims >= p.red_claims THEN 'red' WHEN t.claims > 1 THEN 'yellow' END AS band
  FROM traded t JOIN params p ON 1 = 1
), decided AS (
  SELECT j.*, qy_outcome(NULL, j.clause, j.band) AS outcome FROM judged j
)
SELECT outcome, coalesce(clause, band) AS detail, old_serial_key AS subject_key, '旧机（旧车）' || old_serial_key AS subject_label, 'object:' || old_serial_key AS stack_key, source_id,
       CASE WHEN outcome = 'hit' THEN subsidy_fen END AS amount_fen, CASE WHEN outcome = 'hit' THEN evidence END AS evidence, old_serial_key AS old_label, claims, applicants
FROM decided
UNION ALL
SELECT 'not_computable', 'old_serial_no', 'claim|' || claim_no, NULL, NULL, source_id, NULL, NULL, NULL, NULL, NULL
FROM purchase_claim WHERE old_serial_key IS NULL AND qy_matches(program_name, '以旧换新|置换|报废')
