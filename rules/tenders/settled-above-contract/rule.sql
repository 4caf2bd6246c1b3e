-- One row per contract. The audited settlement counts; without one, the contract and its changes.
WITH approved AS (
  SELECT DISTINCT subject_code FROM policy_exception WHERE kind IN ('over_standard', 'emergency') AND subject_code IS NOT NULL
), finals AS (
  SELECT c.*, coalesce(c.audited_fen, c.amount_fen + coalesce(c.change_fen, 0)) AS final_fen, CASE WHEN e.subject_code IS NULL THEN 0 ELSE 1 END AS is_approved
  FROM contract_money c LEFT JOIN approved e ON e.subject_code = c.contract_no
), judged AS (
  SELECT f.*, CASE WHEN f.amount_fen > 0 THEN CAST(f.final_fen - f.amount_fen AS DOUBLE) / f.amount_fen END AS overrun,
         CASE WHEN f.amount_fen IS NULL OR f.amount_fen <= 0 THEN 'amount_fen' WHEN f.audited_fen IS NULL AND f.changes > 0 AND f.change_fen IS NULL THEN 'audited_fen' END AS missing
  FROM finals f
), coloured AS (
  SELECT j.*, CASE WHEN j.overrun > p.red THEN 'red' WHEN j.overrun > p.max_over THEN 'yellow' END AS colour FROM judged j JOIN params p ON 1 = 1
), decided AS (
  SELECT c.*, qy_outcome(c.missing, CASE WHEN c.colour IS NOT NULL AND c.is_approved = 1 THEN 'approved' END, c.colour) AS outcome FROM coloured c
)
SELECT d.outcome AS outcome, CASE d.outcome WHEN 'hit' THEN d.colour WHEN 'excluded' THEN 'approved' WHEN 'not_computable' THEN d.missing END AS detail,
       d.contract_no AS subject_key, '合同' || d.contract_no || coalesce('：' || d.title, '') AS subject_label,
       coalesce('tender:' || d.tender_id, 'contract:' || d.contract_no) AS stack_key, d.source_id AS source_id,
       CASE WHEN d.outcome = 'hit' THEN d.final_fen - d.amount_fen END AS amount_fen, qy_refs(d.ref) AS evidence, d.contract_no AS contract_no,
       d.amount_fen AS contract_fen, CASE WHEN d.audited_fen IS NOT NULL THEN '审定结算' ELSE '连同变更' END AS basis,
       CASE WHEN d.audited_fen IS NOT NULL THEN 'audited settlement' ELSE 'sum with changes' END AS basis_en, d.final_fen AS final_fen, d.overrun AS overrun,
       d.changes AS changes, d.currency AS currency
FROM decided d
