-- One row per payer, payee, invoice number and amount; payments that cannot be compared are one row per payer and payee.
WITH grouped AS (
  SELECT payer_key, payee_key, invoice_key, currency, abs(amount_fen) AS each_fen,
         min(payer_label) AS payer, min(payee_label) AS payee,
         count(*) FILTER (WHERE amount_fen > 0) AS paid, count(*) FILTER (WHERE amount_fen < 0) AS reversed,
         min(document) AS first_document, max(document) AS last_document, count(document) AS with_document, count(*) AS n,
         min(paid_on) AS first_on, max(paid_on) AS last_on, min(source_id) AS source_id
  FROM payment_keyed
  WHERE payee_key IS NOT NULL AND invoice_key IS NOT NULL AND payer_key IS NOT NULL AND amount_fen <> 0
  GROUP BY payer_key, payee_key, invoice_key, currency, abs(amount_fen)
), suspects AS (
  SELECT g.* FROM grouped g, params p WHERE g.paid > 1 AND g.each_fen >= p.min_amount_fen
), suspect_rows AS (
  SELECT s.each_fen, k.payer_key, k.payee_key, k.invoice_key, k.currency, k.amount_fen, k.paid_on, k.day_no, k.document,
         k.source_id, k.source_sheet, k.source_row,
         k.day_no - lag(k.day_no) OVER (PARTITION BY s.payer_key, s.payee_key, s.invoice_key, s.currency, s.each_fen, k.amount_fen > 0 ORDER BY k.day_no, k.document) AS gap_days
  FROM suspects s JOIN payment_keyed k
    ON k.payer_key = s.payer_key AND k.payee_key = s.payee_key AND k.invoice_key = s.invoice_key AND k.currency = s.currency
   AND abs(k.amount_fen) = s.each_fen
), spread AS (
  SELECT payer_key, payee_key, invoice_key, currency, each_fen,
         min(gap_days) FILTER (WHERE amount_fen > 0) AS gap_days, count(DISTINCT document) FILTER (WHERE amount_fen > 0) AS documents
  FROM suspect_rows GROUP BY payer_key, payee_key, invoice_key, currency, each_fen
), uses AS (
  SELECT k.payer_key, k.payee_key, k.invoice_key, count(DISTINCT k.paid_on) AS uses
  FROM payment_keyed k JOIN (SELECT DISTINCT payer_key, payee_key, invoice_key FROM suspects) s
    ON k.payer_key = s.payer_key AND k.payee_key = s.payee_key AND k.invoice_key = s.invoice_key
  GROUP BY k.payer_key, k.payee_key, k.invoice_key
), credits AS (  -- a credit note usually has a number of its own
  SELECT s.payer_key, s.payee_key, s.invoice_key, s.currency, s.each_fen, count(*) AS credits
  FROM suspects s JOIN payment_keyed k
    ON k.payer_key = s.payer_key AND k.payee_key = s.payee_key AND k.currency = s.currency AND k.amount_fen = -s.each_fen
  JOIN params p ON k.day_no >= qy_days(CAST('2000-01-01' AS DATE), s.first_on) AND k.paid_on <= qy_add_days(s.last_on, p.credit_days)
  WHERE k.invoice_key IS NULL OR k.invoice_key <> s.invoice_key
  GROUP BY s.payer_key, s.payee_key, s.invoice_key, s.currency, s.each_fen
), counted AS (  -- lines of one document are one payment, where documents are known
  SELECT s.payer_key, s.payee_key, s.invoice_key, s.currency, s.each_fen,
         CASE WHEN s.with_document = s.n THEN d.documents ELSE s.paid END - s.reversed - coalesce(c.credits, 0) AS times
  FROM suspects s
  JOIN spread d ON d.payer_key = s.payer_key AND d.payee_key = s.payee_key AND d.invoice_key = s.invoice_key AND d.currency = s.currency AND d.each_fen = s.each_fen
  LEFT JOIN credits c ON c.payer_key = s.payer_key AND c.payee_key = s.payee_key AND c.invoice_key = s.invoice_key AND c.currency = s.currency AND c.each_fen = s.each_fen
), judged AS (
  SELECT s.payer_key, s.payee_key, s.invoice_key, s.currency, s.each_fen, d.gap_days, d.documents,
         CASE WHEN s.with_document = s.n AND d.documents = 1 THEN 'same_document'
              WHEN s.with_document < s.n AND s.first_on = s.last_on THEN 'same_day_lines'
              WHEN n.times <= 1 THEN 'reversed'
              WHEN u.uses >= p.standing_uses THEN 'standing_reference'
              WHEN d.gap_days > p.window_days THEN 'far_apart' END AS clause,
         n.times - 1 AS extra
  FROM suspects s
  JOIN params p ON 1 = 1
  JOIN spread d ON d.payer_key = s.payer_key AND d.payee_key = s.payee_key AND d.invoice_key = s.invoice_key AND d.currency = s.currency AND d.each_fen = s.each_fen
  JOIN uses u ON u.payer_key = s.payer_key AND u.payee_key = s.payee_key AND u.invoice_key = s.invoice_key
  JOIN counted n ON n.payer_key = s.payer_key AND n.payee_key = s.payee_key AND n.invoice_key = s.invoice_key AND n.currency = s.currency AND n.each_fen = s.each_fen
), proof AS (
  SELECT payer_key, payee_key, invoice_key, currency, each_fen, array_agg(qy_ref('payment', source_id, source_sheet, source_row)) AS evidence
  FROM (SELECT r.*, row_number() OVER (PARTITION BY payer_key, payee_key, invoice_key, currency, each_fen
                                       ORDER BY paid_on, document, source_id, source_row) AS nth FROM suspect_rows r)
  WHERE nth <= 50
  GROUP BY payer_key, payee_key, invoice_key, currency, each_fen
)
SELECT CASE WHEN j.payer_key IS NULL THEN 'clear' WHEN j.clause IS NOT NULL THEN 'excluded' ELSE 'hit' END AS outcome,
       CASE WHEN j.payer_key IS NULL THEN NULL
            WHEN j.clause IS NOT NULL THEN j.clause
            WHEN j.extra * g.each_fen < p.blue_below_fen OR length(g.invoice_key) < p.short_number THEN 'blue'
            WHEN j.extra * g.each_fen >= p.red_from_fen AND j.gap_days <= p.red_within_days THEN 'red'
            ELSE 'yellow' END AS detail,
       g.payer_key || '|' || g.payee_key || '|' || g.invoice_key || '|' || CAST(g.each_fen AS VARCHAR) || '|' || g.currency AS subject_key,
       g.payer || ' → ' || g.payee || '，发票' || g.invoice_key AS subject_label,
       'firm:' || g.payee_key AS stack_key, g.source_id AS source_id,
       CASE WHEN j.payer_key IS NOT NULL AND j.clause IS NULL THEN j.extra * g.each_fen END AS amount_fen,
       CASE WHEN j.clause IS NULL THEN e.evidence END AS evidence,
       g.payee AS payee, g.invoice_key AS invoice, g.each_fen AS each_fen, g.paid AS payments, j.documents AS documents,
       g.first_on AS first_on, g.last_on AS last_on, g.currency AS currency
FROM grouped g
JOIN params p ON 1 = 1
LEFT JOIN judged j ON j.payer_key = g.payer_key AND j.payee_key = g.payee_key AND j.invoice_key = g.invoice_key AND j.currency = g.currency AND j.each_fen = g.each_fen
LEFT JOIN proof e ON e.payer_key = g.payer_key AND e.payee_key = g.payee_key AND e.invoice_key = g.invoice_key AND e.currency = g.currency AND e.each_fen = g.each_fen
WHERE g.paid > 0
UNION ALL
SELECT CASE WHEN payee_kind = 'masked' THEN 'excluded' ELSE 'not_computable' END,
       CASE WHEN payee_kind = 'masked' THEN 'masked_payee' WHEN payee_key IS NULL THEN 'payee_name'
            WHEN payer_key IS NULL THEN 'payer_name' ELSE 'invoice_no' END,
       coalesce(payer_key, '') || '|' || coalesce(payee_key, payee_kind) || '|', min(payer_label), 'unit:' || coalesce(payer_key, ''),
       min(source_id), NULL, NULL, min(payee_label), NULL, NULL, count(*), NULL, min(paid_on), max(paid_on), NULL
FROM payment_keyed
WHERE payee_key IS NULL OR invoice_key IS NULL OR payer_key IS NULL
GROUP BY payer_key, payee_key, payee_kind
