-- One row per contract.
WITH notices AS (
  SELECT tender_id, min(published_on) AS published_on, max(coalesce(title, '') || coalesce(method_details, '')) AS nature FROM tender GROUP BY tender_id
), placed AS (
  SELECT c.*, n.published_on, n.nature, CASE WHEN c.signed_on <= coalesce(c.first_paid_on, c.signed_on) THEN 'signed' WHEN c.first_paid_on IS NOT NULL THEN 'paid' END AS event,
         CASE WHEN c.signed_on <= coalesce(c.first_paid_on, c.signed_on) THEN c.signed_on ELSE c.first_paid_on END AS event_on,
         CASE WHEN e.subject_code IS NULL THEN 0 ELSE 1 END AS is_approved
  FROM contract_money c
  LEFT JOIN notices n ON n.tender_id = c.tender_id
  LEFT JOIN (SELECT DISTINCT subject_code FROM policy_exception WHERE kind = 'emergency') AS e ON e.subject_code = c.contract_no
), judged AS (
  SELECT x.*, qy_days(x.event_on, x.published_on) AS days,
         CASE WHEN x.tender_id IS NULL THEN 'tender_id' WHEN x.published_on IS NULL THEN 'published_on' WHEN x.event_on IS NULL THEN 'signed_on' END AS missing,
         CASE WHEN x.event_on >= x.published_on THEN NULL WHEN x.is_approved = 1 OR qy_matches(coalesce(x.title, '') || coalesce(x.nature, ''), '抢险|应急|救灾|抢修') THEN 'emergency' END AS clause,
         CASE WHEN qy_days(x.event_on, x.published_on) >= p.red_days THEN 'red' WHEN x.event_on < x.published_on THEN 'yellow' END AS colour
  FROM placed x JOIN params p ON 1 = 1
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.colour) AS outcome FROM judged j
)
SELECT d.outcome AS outcome, coalesce(d.missing, d.clause, d.colour) AS detail, d.contract_no AS subject_key, '合同' || d.contract_no || coalesce('：' || d.title, '') AS subject_label,
       coalesce('tender:' || d.tender_id, 'contract:' || d.contract_no) AS stack_key, d.source_id AS source_id, CASE WHEN d.outcome = 'hit' THEN d.amount_fen END AS amount_fen,
       qy_refs(d.ref) AS evidence, d.contract_no AS contract_no, CASE d.event WHEN 'signed' THEN '签订' ELSE '首笔付款' END AS event,
       CASE d.event WHEN 'signed' THEN 'signing' ELSE 'first payment' END AS event_en, d.event_on AS event_on, d.published_on AS published_on, d.days AS days, d.currency AS currency
FROM decided d
