-- One row per contract with payments. What is due: the audited settlement, else contract and changes.
WITH due AS (
  SELECT c.*, coalesce(c.audited_fen, c.amount_fen + coalesce(c.change_fen, 0)) AS limit_fen FROM contract_money c WHERE c.payments > 0
), judged AS (
  SELECT d.*, p.red_over, CASE WHEN d.amount_fen IS NULL AND d.audited_fen IS NULL THEN 'amount_fen' END AS missing,
         CASE WHEN d.paid_fen - d.limit_fen > p.tolerance * d.limit_fen THEN 'over'
              WHEN d.audited_fen IS NULL AND d.paid_fen >= p.paid_full * d.limit_fen AND qy_days(d.last_paid_on, d.to_on) > p.early_days THEN 'early' END AS kind,
         CASE WHEN d.paid_fen > d.limit_fen AND qy_matches(coalesce(d.title, '') || coalesce(d.category, ''), '物业|保洁|保安|租赁|年度|框架|定点') THEN 'several_terms' END AS clause
  FROM due d JOIN params p ON 1 = 1
), decided AS (
  SELECT j.*, qy_outcome(j.missing, CASE WHEN j.kind = 'over' THEN j.clause END, j.kind) AS outcome FROM judged j
), refs AS (
  SELECT d.contract_no, qy_ref('payment', y.source_id, y.source_sheet, y.source_row) AS ref,
         row_number() OVER (PARTITION BY d.contract_no ORDER BY y."on" DESC, y.amount_fen DESC, y.source_row) AS nth
  FROM decided d JOIN payment y ON y.contract_no = d.contract_no WHERE d.outcome = 'hit'
), proof AS (SELECT contract_no, array_agg(ref) AS evidence FROM refs WHERE nth <= 50 GROUP BY contract_no)
SELECT d.outcome AS outcome, CASE d.outcome WHEN 'hit' THEN CASE WHEN d.kind = 'over' AND d.paid_fen - d.limit_fen > d.red_over * d.limit_fen THEN 'red' ELSE 'yellow' END WHEN 'excluded' THEN d.clause WHEN 'not_computable' THEN d.missing END AS detail,
       d.contract_no AS subject_key, '合同' || d.contract_no || coalesce('：' || d.title, '') AS subject_label,
       coalesce('tender:' || d.tender_id, 'contract:' || d.contract_no) AS stack_key, d.source_id AS source_id,
       CASE WHEN d.outcome = 'hit' THEN CASE d.kind WHEN 'over' THEN d.paid_fen - d.limit_fen ELSE d.paid_fen END END AS amount_fen, e.evidence AS evidence,
       d.contract_no AS contract_no, CASE WHEN d.audited_fen IS NOT NULL THEN '审定结算' WHEN d.change_fen IS NOT NULL THEN '签约连同变更' ELSE '签约' END AS limit_name,
       CASE WHEN d.audited_fen IS NOT NULL THEN 'an audited settlement of' WHEN d.change_fen IS NOT NULL THEN 'with changes a sum of' ELSE 'a sum of' END AS limit_name_en,
       d.limit_fen AS limit_fen, d.payments AS payments, d.paid_fen AS paid_fen, CASE WHEN d.limit_fen > 0 THEN CAST(d.paid_fen AS DOUBLE) / d.limit_fen END AS ratio,
       d.last_paid_on AS last_paid_on, CASE d.kind WHEN 'over' THEN '超出应付' ELSE '约定完工' || qy_text(d.to_on) || '，尚早' || qy_text(qy_days(d.last_paid_on, d.to_on)) || '天' END AS what,
       CASE d.kind WHEN 'over' THEN 'more than is due' ELSE qy_text(qy_days(d.last_paid_on, d.to_on)) || ' days before the agreed completion' END AS what_en, d.currency AS currency
FROM decided d LEFT JOIN proof e ON e.contract_no = d.contract_no
