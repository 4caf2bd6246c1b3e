-- One row per tender with a contract; contracts that name no tender make rows of their own.
WITH signed AS (
  SELECT tender_id, count(*) AS contracts, CAST(sum(amount_fen) AS BIGINT) AS contract_fen, count(amount_fen) AS priced, min(source_id) AS source_id,
         min(currency) AS currency, array_agg(ref) AS refs
  FROM contract_money WHERE tender_id IS NOT NULL GROUP BY tender_id
), compared AS (
  SELECT s.*, a.awarded_fen, CAST(s.contract_fen - a.awarded_fen AS DOUBLE) / CASE WHEN a.awarded_fen > 0 THEN a.awarded_fen END AS off
  FROM signed s LEFT JOIN award_state a ON a.tender_id = s.tender_id
), judged AS (
  SELECT c.*, CASE WHEN c.off IS NULL OR c.priced < c.contracts THEN 'amount_fen' END AS missing,
         CASE WHEN c.off >= 9 OR c.off <= -0.9 THEN 'mixed_unit' END AS clause,
         CASE WHEN c.off > p.red THEN 'red' WHEN c.off > p.tolerance THEN 'yellow' WHEN c.off < -p.tolerance THEN 'blue' END AS colour
  FROM compared c JOIN params p ON 1 = 1
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.colour) AS outcome FROM judged j
)
SELECT d.outcome AS outcome, coalesce(d.missing, d.clause, d.colour) AS detail, d.tender_id AS subject_key, '标段' || d.tender_id AS subject_label,
       'tender:' || d.tender_id AS stack_key, d.source_id AS source_id, CASE WHEN d.outcome = 'hit' THEN abs(d.contract_fen - d.awarded_fen) END AS amount_fen,
       CASE WHEN d.outcome = 'hit' THEN d.refs END AS evidence, d.tender_id AS tender_id, d.awarded_fen AS awarded_fen, d.contracts AS contracts,
       d.contract_fen AS contract_fen, CASE WHEN d.off > 0 THEN '高出' ELSE '低' END AS direction, CASE WHEN d.off > 0 THEN 'above' ELSE 'below' END AS direction_en,
       abs(d.off) AS off, d.currency AS currency
FROM decided d
UNION ALL
SELECT 'not_computable', 'tender_id', '|' || contract_no, '合同' || contract_no, 'contract:' || contract_no, source_id, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, currency
FROM contract_money WHERE tender_id IS NULL
