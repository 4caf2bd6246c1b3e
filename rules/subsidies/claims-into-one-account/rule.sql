-- One row per account.
WITH accounts AS (
  SELECT account_no, count(DISTINCT insured_no) AS persons, count(*) AS claims, count(DISTINCT village_code) AS villages, CAST(sum(paid_fen) AS BIGINT) AS paid_fen, max(account_unreadable) AS unreadable, min(source_id) AS source_id
  FROM crop_claim WHERE account_no IS NOT NULL AND paid_fen > 0
  GROUP BY account_no
), households AS (  -- persons whom the register does not know count as one household each
  SELECT c.account_no, count(DISTINCT coalesce(h.household_no, c.insured_no)) AS households
  FROM accounts a JOIN params p ON a.persons >= p.min_persons
  JOIN crop_claim c ON c.account_no = a.account_no
  LEFT JOIN (SELECT citizen_no, min(household_no) AS household_no FROM household_member GROUP BY citizen_no) AS h ON h.citizen_no = c.insured_no
  GROUP BY c.account_no
), judged AS (
  SELECT a.*, CASE WHEN a.unreadable = 1 THEN 'account_no' END AS missing,
         CASE WHEN a.persons < p.min_persons THEN NULL WHEN h.households < 2 THEN 'same_household' WHEN a.paid_fen < p.min_fen THEN 'small' END AS clause,
         CASE WHEN a.persons >= p.red_persons THEN 'red' WHEN a.persons >= p.min_persons THEN 'yellow' END AS band
  FROM accounts a
  JOIN params p ON 1 = 1
  LEFT JOIN households h ON h.account_no = a.account_no
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome FROM judged j
), proof AS (
  SELECT account_no, array_agg(ref) AS evidence
  FROM (SELECT account_no, ref, row_number() OVER (PARTITION BY account_no ORDER BY paid_fen DESC, ref) AS nth FROM crop_claim WHERE paid_fen > 0) AS numbered
  WHERE nth <= 50 GROUP BY account_no
)
SELECT d.outcome AS outcome, coalesce(d.missing, d.clause, d.band) AS detail, d.account_no AS subject_key, '农业保险收款账户' || substr(d.account_no, 1, 6) AS subject_label,
       'account:' || d.account_no AS stack_key, d.source_id AS source_id, CASE WHEN d.outcome = 'hit' THEN d.paid_fen END AS amount_fen, CASE WHEN d.outcome = 'hit' THEN e.evidence END AS evidence,
       d.persons AS persons, d.claims AS claims, d.villages AS villages
FROM decided d
LEFT JOIN proof e ON e.account_no = d.account_no
UNION ALL
SELECT 'not_computable', 'account_no', 'no account|' || claim_key, NULL, NULL, source_id, NULL, NULL, NULL, NULL, NULL
FROM crop_claim WHERE account_no IS NULL
