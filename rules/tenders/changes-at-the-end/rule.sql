-- One row per contract with changes.
WITH dated AS (
  SELECT x.contract_no, x.change_no, x.changed_on, x.amount_fen, c.from_on, c.to_on, c.amount_fen AS contract_fen,
         qy_ref('contract_change', x.source_id, x.source_sheet, x.source_row) AS ref,
         CASE WHEN c.to_on > c.from_on AND CAST(qy_days(c.from_on, x.changed_on) AS DOUBLE) / qy_days(c.from_on, c.to_on) >= 1 - p.last_part THEN 1 ELSE 0 END AS is_late
  FROM contract_change x JOIN params p ON 1 = 1 LEFT JOIN contract_money c ON c.contract_no = x.contract_no
), summed AS (
  SELECT contract_no, count(*) AS changes, count(changed_on) AS dated, count(amount_fen) AS priced, min(from_on) AS from_on, min(to_on) AS to_on, min(contract_fen) AS contract_fen,
         sum(is_late) AS late, sum(CASE WHEN amount_fen > 0 THEN amount_fen ELSE 0 END) AS increase_fen,
         CAST(sum(CASE WHEN is_late = 1 AND amount_fen > 0 THEN amount_fen ELSE 0 END) AS BIGINT) AS late_fen,
         array_agg(ref) FILTER (WHERE is_late = 1) AS refs
  FROM dated GROUP BY contract_no
), judged AS (
  SELECT s.*, c.tender_id, c.title, c.source_id, c.currency,
         CASE WHEN s.from_on IS NULL OR s.to_on IS NULL OR s.contract_fen IS NULL THEN 'to_on' WHEN s.dated < s.changes THEN 'changed_on' WHEN s.priced < s.changes THEN 'amount_fen' END AS missing,
         CASE WHEN s.late >= p.min_changes AND s.late_fen >= p.min_share * s.increase_fen AND s.late_fen >= p.min_of_contract * s.contract_fen THEN 'yellow' END AS colour
  FROM summed s JOIN params p ON 1 = 1 LEFT JOIN contract_money c ON c.contract_no = s.contract_no
), decided AS (
  SELECT j.*, qy_outcome(j.missing, NULL, j.colour) AS outcome FROM judged j
)
SELECT d.outcome AS outcome, coalesce(d.missing, d.colour) AS detail, d.contract_no AS subject_key, '合同' || d.contract_no || coalesce('：' || d.title, '') AS subject_label,
       coalesce('tender:' || d.tender_id, 'contract:' || d.contract_no) AS stack_key, d.source_id AS source_id,
       CASE WHEN d.outcome = 'hit' THEN d.late_fen END AS amount_fen, CASE WHEN d.outcome = 'hit' THEN d.refs END AS evidence, d.contract_no AS contract_no,
       d.from_on AS from_on, d.to_on AS to_on, d.changes AS changes, CAST(d.late AS BIGINT) AS late, p.last_part AS part,
       CASE WHEN d.increase_fen > 0 THEN CAST(d.late_fen AS DOUBLE) / d.increase_fen END AS share, d.currency AS currency
FROM decided d JOIN params p ON 1 = 1
