-- One row per unit and year with consumption invoices. Booked means: named as claimed on the list, on a claim, or on a payment, of any unit.
WITH consumption AS (  -- a pattern is tried on each wording once, not on each invoice
  SELECT n.items FROM (SELECT DISTINCT items FROM unit_invoice) AS n JOIN params p ON qy_matches(n.items, p.items) AND NOT qy_matches(n.items, '酒精|料酒|茶几')
), billed AS (
  SELECT v.unit_code, qy_year(v.billed_on) AS year, v.billed_on, v.invoice_key, v.seller, v.amount_fen, v.claimed, v.source_id, v.ref
  FROM unit_invoice v JOIN consumption c ON c.items = v.items WHERE v.amount_fen > 0
), booked AS (
  SELECT DISTINCT k.invoice_key
  FROM (SELECT invoice_key FROM expense_row UNION ALL SELECT invoice_key FROM payment_keyed) AS k
  WHERE k.invoice_key IN (SELECT invoice_key FROM billed)
), habits AS (  -- a unit whose claims never carry an invoice number cannot be compared
  SELECT unit_code, count(invoice_key) AS numbered FROM expense_row GROUP BY unit_code
), marked AS (
  SELECT b.*, p.wait_days, CASE WHEN b.claimed = 1 OR k.invoice_key IS NOT NULL THEN 0 WHEN qy_days(b.billed_on, p.as_of) < p.wait_days THEN 1 ELSE 2 END AS state
  FROM billed b JOIN params p ON 1 = 1 LEFT JOIN booked k ON k.invoice_key = b.invoice_key
), years AS (
  SELECT m.unit_code, m.year, min(m.source_id) AS source_id, count(m.invoice_key) AS numbered, max(m.claimed) AS claimed, count(*) FILTER (WHERE m.state = 1) AS waiting, count(*) FILTER (WHERE m.state = 2) AS invoices,
         count(DISTINCT m.seller) FILTER (WHERE m.state = 2) AS sellers, CAST(sum(m.amount_fen) FILTER (WHERE m.state = 2) AS BIGINT) AS amount_fen, min(m.wait_days) AS wait_days
  FROM marked m GROUP BY m.unit_code, m.year
), judged AS (
  SELECT y.*, CASE WHEN y.unit_code IS NULL THEN 'buyer_code' WHEN y.numbered = 0 OR (coalesce(h.numbered, 0) = 0 AND y.claimed = 0) THEN 'invoice_no' WHEN y.year IS NULL THEN 'on' END AS missing,
         CASE WHEN y.invoices = 0 AND y.waiting > 0 THEN 'recent' WHEN y.invoices > 0 AND (y.invoices < p.min_invoices OR y.amount_fen < p.min_fen) THEN 'few' END AS clause,
         CASE WHEN y.amount_fen >= p.red_from_fen THEN 'red' WHEN y.invoices > 0 THEN 'yellow' END AS band
  FROM years y JOIN params p ON 1 = 1 LEFT JOIN habits h ON h.unit_code = y.unit_code
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome FROM judged j
), proof AS (
  SELECT unit_code, year, array_agg(ref) AS evidence
  FROM (SELECT m.unit_code, m.year, m.ref, row_number() OVER (PARTITION BY m.unit_code, m.year ORDER BY m.amount_fen DESC, m.ref) AS nth FROM marked m WHERE m.state = 2) AS numbered
  WHERE nth <= 50 GROUP BY unit_code, year
)
SELECT d.outcome AS outcome, coalesce(d.missing, d.clause, d.band) AS detail, coalesce(d.unit_code, '') || '|' || coalesce(qy_text(d.year), '') AS subject_key,
       '单位' || coalesce(d.unit_code, '') || '，' || coalesce(qy_text(d.year), '') || '年' AS subject_label, 'unit:' || coalesce(d.unit_code, '') AS stack_key, d.source_id AS source_id,
       CASE WHEN d.outcome = 'hit' THEN d.amount_fen END AS amount_fen, CASE WHEN d.outcome = 'hit' THEN e.evidence END AS evidence,
       d.unit_code AS unit, d.year AS year, d.invoices AS invoices, d.sellers AS sellers, d.wait_days AS wait_days
FROM decided d LEFT JOIN proof e ON e.unit_code = d.unit_code AND e.year = d.year
