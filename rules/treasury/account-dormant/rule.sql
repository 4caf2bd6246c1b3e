-- One row per open account. The account's number stays a token.
WITH judged AS (
  SELECT a.*, qy_days(a.last_used_on, p.as_of) AS days, qy_ref('unit_account', a.source_id, a.source_sheet, a.source_row) AS ref,
         CASE WHEN a.last_used_on IS NULL THEN 'last_used_on' WHEN a.balance_fen IS NULL THEN 'balance_fen' END AS missing,
         CASE WHEN qy_days(a.last_used_on, p.as_of) < p.idle_days THEN NULL WHEN a.balance_fen < p.min_fen THEN 'small' WHEN qy_matches(a.kind, '保证金|押金|维修资金|定期|公积金|质保') THEN 'held' END AS clause,
         CASE WHEN qy_days(a.last_used_on, p.as_of) < p.idle_days THEN NULL WHEN a.balance_fen >= p.red_from_fen THEN 'red' ELSE 'yellow' END AS band
  FROM unit_account a JOIN params p ON 1 = 1
  WHERE a.closed_on IS NULL OR a.closed_on > p.as_of
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome FROM judged j
)
SELECT outcome, coalesce(missing, clause, band) AS detail, unit_code || '|' || account_no AS subject_key, '单位' || unit_code || '的一个银行账户' AS subject_label, 'unit:' || unit_code AS stack_key, source_id,
       CASE WHEN outcome = 'hit' THEN balance_fen END AS amount_fen, CASE WHEN outcome = 'hit' THEN qy_refs(ref) END AS evidence,
       unit_code AS unit, coalesce(bank, '开户行未登记') AS bank, coalesce(kind, '类别未登记') AS kind, last_used_on, days
FROM decided
