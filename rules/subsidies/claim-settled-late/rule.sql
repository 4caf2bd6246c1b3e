-- One row per claim. An open claim counts up to the day of the screening.
WITH judged AS (
  SELECT c.*, qy_months(c.reported_on, coalesce(c.closed_on, p.as_of)) AS months,
         CASE WHEN c.reported_on IS NULL THEN 'reported_on' WHEN c.paid_fen IS NULL THEN 'paid_fen' END AS missing,
         CASE WHEN qy_months(c.reported_on, coalesce(c.closed_on, p.as_of)) > p.months AND c.paid_fen < p.min_fen THEN 'small' END AS clause,
         CASE WHEN qy_months(c.reported_on, coalesce(c.closed_on, p.as_of)) > p.red_months THEN 'red' WHEN qy_months(c.reported_on, coalesce(c.closed_on, p.as_of)) > p.months THEN 'yellow' END AS band
  FROM crop_claim c JOIN params p ON 1 = 1
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome FROM judged j
)
SELECT outcome, coalesce(missing, clause, band) AS detail, claim_key AS subject_key, coalesce('村代码' || village_code || '，', '') || coalesce(crop, '农业保险') || '赔案' AS subject_label,
       'policy:' || coalesce(policy_no, claim_key) AS stack_key, source_id, CASE WHEN outcome = 'hit' THEN paid_fen END AS amount_fen, CASE WHEN outcome = 'hit' THEN refs END AS evidence,
       coalesce(village_code, '未写') AS village, coalesce(crop, '农业保险') AS crop, reported_on, months,
       CASE WHEN closed_on IS NULL THEN '至今未结案' ELSE qy_text(closed_on) || '结案' END AS state, CASE WHEN closed_on IS NULL THEN 'is not settled yet' ELSE 'settled on ' || qy_text(closed_on) END AS state_en
FROM decided
