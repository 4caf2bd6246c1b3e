-- One row per contract.
WITH winners AS (
  SELECT tender_id, min(label) AS winner, count(*) AS firms, qy_join(array_agg(label), '、') AS winners FROM award_winner GROUP BY tender_id
), same AS (
  SELECT c.contract_no, max(CASE WHEN w.firm_key = c.supplier_key OR qy_code(w.label) = c.supplier_name_key THEN 1 ELSE 0 END) AS is_winner,
         max(CASE WHEN qy_code(w.label) LIKE c.supplier_name_key || '%' OR c.supplier_name_key LIKE qy_code(w.label) || '%' THEN 1 ELSE 0 END) AS is_branch
  FROM contract_money c JOIN award_winner w ON w.tender_id = c.tender_id
  GROUP BY c.contract_no
), one_firm AS (  -- a winner of the tender, written otherwise
  SELECT DISTINCT c.contract_no
  FROM contract_money c JOIN award_winner w ON w.tender_id = c.tender_id
  JOIN entity a ON a.kind = 'firm' AND a.entity_key = w.firm_key
  JOIN entity b ON b.kind = 'firm' AND b.entity_key = c.supplier_key AND b.entity_id = a.entity_id
), judged AS (
  SELECT c.*, w.winners, CASE WHEN c.tender_id IS NULL THEN 'tender_id' WHEN w.tender_id IS NULL THEN 'supplier_name' WHEN c.supplier_key IS NULL THEN 'supplier_name' END AS missing,
         CASE WHEN s.is_winner = 0 THEN CASE WHEN o.contract_no IS NOT NULL THEN 'one_firm' WHEN s.is_branch = 1 THEN 'branch' END END AS clause,
         CASE WHEN s.is_winner = 0 THEN CASE WHEN c.amount_fen >= p.red_fen THEN 'red' ELSE 'yellow' END END AS colour
  FROM contract_money c JOIN params p ON 1 = 1
  LEFT JOIN winners w ON w.tender_id = c.tender_id
  LEFT JOIN same s ON s.contract_no = c.contract_no
  LEFT JOIN one_firm o ON o.contract_no = c.contract_no
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.colour) AS outcome FROM judged j
)
SELECT d.outcome AS outcome, coalesce(d.missing, d.clause, d.colour) AS detail, d.contract_no AS subject_key, '合同' || d.contract_no || coalesce('：' || d.title, '') AS subject_label,
       coalesce('tender:' || d.tender_id, 'contract:' || d.contract_no) AS stack_key, d.source_id AS source_id, CASE WHEN d.outcome = 'hit' THEN d.amount_fen END AS amount_fen,
       qy_refs(d.ref) AS evidence, d.tender_id AS tender_id, d.winners AS winner, d.contract_no AS contract_no, d.supplier_label AS supplier, d.currency AS currency
FROM decided d
