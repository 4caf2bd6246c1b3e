-- One row per paying unit and supplier. Restricted: run only for an approved purpose.
WITH named AS (
  SELECT payee_key, min(payee_label) AS label FROM payee WHERE payee_kind = 'unit' GROUP BY payee_key
), judged AS (
  SELECT s.unit_key, s.supplier_key, s.source_id, t.officials, t.steps, t.path_text, t.path_text_en, t.payments, t.paid_fen, t.evidence,
         CASE WHEN s.has_staff = 0 THEN 'unit_code' WHEN s.in_register = 0 THEN 'payee_code' END AS missing,
         CASE WHEN t.unit_key IS NULL THEN NULL WHEN e.subject_code IS NOT NULL THEN 'owned' WHEN t.payments = 0 THEN 'not_while_tied' WHEN t.paid_fen < p.small_fen THEN 'small' WHEN t.min_share < p.min_permille THEN 'minor' END AS clause,
         CASE WHEN t.unit_key IS NULL THEN NULL WHEN t.tentative_steps > 0 THEN 'blue' WHEN t.paid_fen >= p.red_from_fen THEN 'red' ELSE 'yellow' END AS band
  FROM supplier_pair s JOIN params p ON 1 = 1
  LEFT JOIN supplier_tie t ON t.unit_key = s.unit_key AND t.supplier_key = s.supplier_key AND t.by_kin = 0
  LEFT JOIN (SELECT DISTINCT subject_code FROM policy_exception WHERE kind = 'concurrent_post') AS e ON e.subject_code = s.supplier_key
), decided AS (
  SELECT j.*, qy_outcome(CASE WHEN j.band IS NULL THEN j.missing END, j.clause, j.band) AS outcome FROM judged j
)
SELECT d.outcome AS outcome, CASE d.outcome WHEN 'hit' THEN d.band WHEN 'excluded' THEN d.clause WHEN 'not_computable' THEN d.missing END AS detail,
       d.unit_key || '|' || d.supplier_key AS subject_key, coalesce(u.payer_label, d.unit_key) || '：' || coalesce(n.label, d.supplier_key) AS subject_label,
       'firm:' || d.supplier_key AS stack_key, d.source_id AS source_id, CASE WHEN d.outcome = 'hit' THEN d.paid_fen END AS amount_fen,
       CASE WHEN d.outcome = 'hit' THEN d.evidence END AS evidence, coalesce(u.payer_label, d.unit_key) AS unit, coalesce(n.label, d.supplier_key) AS supplier,
       d.officials AS officials, d.steps AS steps, d.path_text AS path, d.path_text_en AS path_en, d.payments AS payments
FROM decided d
LEFT JOIN payer u ON u.payer_key = d.unit_key
LEFT JOIN named n ON n.payee_key = d.supplier_key
