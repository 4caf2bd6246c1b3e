-- One row per unit with an open account.
WITH open_accounts AS (
  SELECT a.unit_code, a.account_no, max(CASE WHEN a.approval_no IS NOT NULL THEN 1 ELSE 0 END) AS filed, max(CASE WHEN qy_matches(a.kind, '党费|工会|公积金|维修资金|贷款|食堂|验资') THEN 1 ELSE 0 END) AS apart,
         max(a.balance_fen) AS balance_fen, min(a.source_id) AS source_id, min(qy_ref('unit_account', a.source_id, a.source_sheet, a.source_row)) AS ref
  FROM unit_account a JOIN params p ON 1 = 1
  WHERE (a.closed_on IS NULL OR a.closed_on > p.as_of) AND (a.opened_on IS NULL OR a.opened_on <= p.as_of)
  GROUP BY a.unit_code, a.account_no
), list AS (
  SELECT count(approval_no) AS filed FROM unit_account
), units AS (
  SELECT unit_code, count(*) AS accounts, count(*) FILTER (WHERE apart = 0) AS counted, count(*) FILTER (WHERE filed = 0 AND apart = 0) AS loose, count(*) FILTER (WHERE filed = 0 AND apart = 1) AS separate,
         CAST(sum(balance_fen) FILTER (WHERE filed = 0 AND apart = 0) AS BIGINT) AS amount_fen, min(source_id) AS source_id
  FROM open_accounts GROUP BY unit_code
), judged AS (
  SELECT u.*, p.max_accounts, CASE WHEN l.filed = 0 AND u.counted <= p.max_accounts THEN 'approval_no' END AS missing,
         CASE WHEN u.separate > 0 AND u.loose = 0 AND u.counted <= p.max_accounts THEN 'separate' END AS clause,
         CASE WHEN l.filed = 0 THEN CASE WHEN u.counted > p.max_accounts THEN 'yellow' END WHEN u.loose > 0 AND u.counted > p.max_accounts THEN 'red' WHEN u.loose > 0 THEN 'yellow' WHEN u.counted > p.max_accounts THEN 'blue' END AS band
  FROM units u JOIN params p ON 1 = 1 JOIN list l ON 1 = 1
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome FROM judged j
), proof AS (
  SELECT unit_code, array_agg(ref) AS evidence
  FROM (SELECT o.unit_code, o.ref, row_number() OVER (PARTITION BY o.unit_code ORDER BY o.filed, o.ref) AS nth FROM open_accounts o WHERE o.apart = 0) AS numbered WHERE nth <= 50 GROUP BY unit_code
)
SELECT d.outcome AS outcome, coalesce(d.missing, d.clause, d.band) AS detail, d.unit_code AS subject_key, '单位' || d.unit_code || '的银行账户' AS subject_label, 'unit:' || d.unit_code AS stack_key, d.source_id AS source_id,
       CASE WHEN d.outcome = 'hit' THEN coalesce(d.amount_fen, 0) END AS amount_fen, CASE WHEN d.outcome = 'hit' THEN e.evidence END AS evidence, d.unit_code AS unit, d.accounts AS accounts, d.max_accounts AS max_accounts, d.loose AS loose
FROM decided d LEFT JOIN proof e ON e.unit_code = d.unit_code
