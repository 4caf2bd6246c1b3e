-- One row per claimant, trip and amount. Persons stay tokens.
WITH trips AS (
  SELECT claimant_no, from_on, to_on, amount_fen, min(unit_code) AS unit_code, min(place) AS place, count(*) AS times, count(DISTINCT claimed_on) AS days, count(invoice_key) AS invoiced, count(DISTINCT invoice_key) AS invoices,
         min(claimed_on) AS first_on, max(claimed_on) AS last_on, min(source_id) AS source_id
  FROM expense_row WHERE kind = 'travel' AND claimant_no IS NOT NULL AND from_on IS NOT NULL
  GROUP BY claimant_no, from_on, to_on, amount_fen
), judged AS (
  SELECT t.*, CASE WHEN t.times = 1 THEN NULL WHEN t.days < 2 THEN 'one_claim' WHEN t.invoiced = t.times AND t.invoices = 1 THEN 'same_invoice' WHEN t.amount_fen < p.min_fen THEN 'small' END AS clause,
         CASE WHEN t.times = 1 THEN NULL WHEN t.invoiced = t.times THEN 'blue' ELSE 'yellow' END AS band
  FROM trips t JOIN params p ON 1 = 1
), decided AS (
  SELECT j.*, qy_outcome(NULL, j.clause, j.band) AS outcome FROM judged j
), proof AS (
  SELECT d.claimant_no, d.from_on, d.to_on, d.amount_fen, array_agg(r.ref) AS evidence
  FROM decided d JOIN expense_row r ON r.claimant_no = d.claimant_no AND r.from_on = d.from_on AND r.to_on = d.to_on AND r.amount_fen = d.amount_fen AND r.kind = 'travel'
  WHERE d.outcome = 'hit' GROUP BY d.claimant_no, d.from_on, d.to_on, d.amount_fen
)
SELECT d.outcome AS outcome, coalesce(d.clause, d.band) AS detail, d.claimant_no || '|' || qy_text(d.from_on) || '|' || qy_text(d.to_on) || '|' || qy_text(d.amount_fen) AS subject_key,
       '单位' || coalesce(d.unit_code, '') || '人员，' || qy_text(d.from_on) || '出差' AS subject_label, 'unit:' || coalesce(d.unit_code, '') AS stack_key, d.source_id AS source_id,
       CASE WHEN d.outcome = 'hit' THEN d.amount_fen * (d.times - 1) END AS amount_fen, e.evidence AS evidence,
       d.unit_code AS unit, d.place AS place, d.from_on AS from_on, d.to_on AS to_on, d.amount_fen AS each_fen, d.times AS times, d.first_on AS first_on, d.last_on AS last_on
FROM decided d LEFT JOIN proof e ON e.claimant_no = d.claimant_no AND e.from_on = d.from_on AND e.to_on = d.to_on AND e.amount_fen = d.amount_fen
UNION ALL
SELECT 'not_computable', CASE WHEN claimant_no IS NULL THEN 'claimant_no' ELSE 'from_at' END, coalesce(unit_code, '') || '|' || coalesce(claimant_no, ''), NULL, NULL, min(source_id), NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
FROM expense_row WHERE kind = 'travel' AND (claimant_no IS NULL OR from_on IS NULL) GROUP BY unit_code, claimant_no
