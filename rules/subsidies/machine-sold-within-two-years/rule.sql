-- One row per claim: the first transfer after the purchase.
WITH transfers AS (
  SELECT qy_code(serial_no) AS serial_key, transferred_on, coalesce(reason, '没有登记') AS reason, qy_ref('machine_transfer', source_id, source_sheet, source_row) AS ref FROM machine_transfer
), sold AS (
  SELECT c.claim_no, t.transferred_on, t.reason, t.ref, row_number() OVER (PARTITION BY c.claim_no ORDER BY t.transferred_on, t.ref) AS nth
  FROM purchase_claim c JOIN transfers t ON t.serial_key = c.serial_key
  WHERE t.transferred_on > coalesce(c.invoice_on, c.applied_on)
), judged AS (
  SELECT c.*, coalesce(c.invoice_on, c.applied_on) AS bought_on, s.transferred_on, s.reason, s.ref AS transfer_ref, qy_months(coalesce(c.invoice_on, c.applied_on), s.transferred_on) AS months,
         CASE WHEN c.serial_key IS NULL THEN 'serial_no' WHEN coalesce(c.invoice_on, c.applied_on) IS NULL THEN 'applied_on' END AS missing,
         CASE WHEN qy_months(coalesce(c.invoice_on, c.applied_on), s.transferred_on) < p.months AND qy_matches(s.reason, '继承|析产|离婚|报废|更名|变更名称|法院|司法') THEN 'lawful' END AS clause,
         CASE WHEN qy_months(coalesce(c.invoice_on, c.applied_on), s.transferred_on) < p.red_months THEN 'red' WHEN qy_months(coalesce(c.invoice_on, c.applied_on), s.transferred_on) < p.months THEN 'yellow' END AS band
  FROM purchase_claim c
  JOIN params p ON 1 = 1
  LEFT JOIN sold s ON s.claim_no = c.claim_no AND s.nth = 1
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome FROM judged j
), proof AS (
  SELECT claim_no, array_agg(ref) AS evidence
  FROM (SELECT claim_no, ref FROM decided WHERE outcome = 'hit' UNION ALL SELECT claim_no, transfer_ref FROM decided WHERE outcome = 'hit') AS r
  GROUP BY claim_no
)
SELECT d.outcome AS outcome, coalesce(d.missing, d.clause, d.band) AS detail, d.claim_no AS subject_key, coalesce(d.item, '补贴机具') || '，申领' || d.claim_no AS subject_label,
       coalesce('object:' || d.serial_key, 'claim:' || d.claim_no) AS stack_key, d.source_id AS source_id, CASE WHEN d.outcome = 'hit' THEN d.subsidy_fen END AS amount_fen, e.evidence AS evidence,
       coalesce(d.item, '机具') AS item, d.bought_on AS bought_on, d.transferred_on AS transferred_on, d.months AS months, d.reason AS reason
FROM decided d
LEFT JOIN proof e ON e.claim_no = d.claim_no
