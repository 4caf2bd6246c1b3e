-- One row per payer, payee, invoice number and amount; payments that cannot be compared are one row per payer and payee.
WITH repeated AS (  -- a number that never comes back with its amount needs no closer look
  SELECT invoice_key, abs(amount_fen) AS each_fen
  FROM payment_keyed
  WHERE payee_key IS NOT NULL AND invoice_key IS NOT NULL AND payer_key IS NOT NULL AND amount_fen <> 0
  GROUP BY invoice_key, abs(amount_fen)
  HAVING count(*) > 1
), grouped AS (
  SELECT k.payer_key, w.firm, CASE WHEN min(k.payee_key) = max(k.payee_key) THEN min(k.payee_key) ELSE w.firm END AS payee_key, min(k.payee_key) <> max(k.payee_key) AS is_merged,
         min(w.basis) AS basis, min(w.basis_en) AS basis_en, k.invoice_key, k.currency, abs(k.amount_fen) AS each_fen,
         count(*) AS n, count(k.document) AS with_document, count(*) FILTER (WHERE k.amount_fen > 0) AS paid,
         min(k.paid_on) AS first_on, max(k.paid_on) AS last_on, min(k.source_id) AS source_id
  FROM payment_keyed k JOIN repeated r ON r.invoice_key = k.invoice_key AND r.each_fen = abs(k.amount_fen)
  JOIN payee_firm w ON w.payee_key = k.payee_key
  WHERE k.payer_key IS NOT NULL
  GROUP BY k.payer_key, w.firm, k.invoice_key, k.currency, abs(k.amount_fen)
), suspects AS (
  SELECT g.payer_key || '|' || g.payee_key || '|' || g.invoice_key || '|' || qy_text(g.each_fen) || '|' || g.currency AS subject_key, g.*
  FROM grouped g, params p
  WHERE g.paid > 1 AND g.each_fen >= p.min_amount_fen
), suspect_rows AS (
  SELECT s.subject_key, k.amount_fen, k.paid_on, k.document, k.source_id, k.source_sheet, k.source_row,
         k.day_no - lag(k.day_no) OVER (PARTITION BY s.subject_key, k.amount_fen > 0 ORDER BY k.day_no, k.document) AS gap_days,
         row_number() OVER (PARTITION BY s.subject_key ORDER BY k.paid_on, k.document, k.source_id, k.source_row) AS nth
  FROM suspects s JOIN payee_firm w ON w.firm = s.firm JOIN payment_keyed k
    ON k.payer_key = s.payer_key AND k.payee_key = w.payee_key AND k.invoice_key = s.invoice_key AND k.currency = s.currency
   AND abs(k.amount_fen) = s.each_fen
), spread AS (
  SELECT subject_key, min(gap_days) FILTER (WHERE amount_fen > 0) AS gap_days,
         count(DISTINCT document) FILTER (WHERE amount_fen > 0) AS documents,
         count(*) FILTER (WHERE amount_fen < 0) AS reversed,
         array_agg(qy_ref('payment', source_id, source_sheet, source_row)) FILTER (WHERE nth <= 50) AS evidence
  FROM suspect_rows GROUP BY subject_key
), uses AS (
  SELECT k.payer_key, s.firm, k.invoice_key, count(DISTINCT k.paid_on) AS uses
  FROM payment_keyed k JOIN (SELECT DISTINCT x.payer_key, x.firm, w.payee_key, x.invoice_key FROM suspects x JOIN payee_firm w ON w.firm = x.firm) AS s
    ON k.payer_key = s.payer_key AND k.payee_key = s.payee_key AND k.invoice_key = s.invoice_key
  GROUP BY k.payer_key, s.firm, k.invoice_key
), credits AS (  -- a credit note usually has a number of its own
  SELECT s.subject_key, count(*) AS credits
  FROM suspects s JOIN payee_firm w ON w.firm = s.firm JOIN payment_keyed k
    ON k.payer_key = s.payer_key AND k.payee_key = w.payee_key AND k.currency = s.currency AND k.amount_fen = -s.each_fen
  JOIN params p ON k.paid_on >= s.first_on AND k.paid_on <= qy_add_days(s.last_on, p.credit_days)
  WHERE k.invoice_key IS NULL OR k.invoice_key <> s.invoice_key
  GROUP BY s.subject_key
), counted AS (  -- lines of one document are one payment, where documents are known
  SELECT s.*, d.gap_days, d.documents, d.evidence, u.uses,
         CASE WHEN s.with_document = s.n THEN d.documents ELSE s.paid END - d.reversed - coalesce(c.credits, 0) AS times
  FROM suspects s
  JOIN spread d ON d.subject_key = s.subject_key
  JOIN uses u ON u.payer_key = s.payer_key AND u.firm = s.firm AND u.invoice_key = s.invoice_key
  LEFT JOIN credits c ON c.subject_key = s.subject_key
), judged AS (
  SELECT c.*, (c.times - 1) * c.each_fen AS extra_fen,
         CASE WHEN c.with_document = c.n AND c.documents = 1 THEN 'same_document'
              WHEN c.with_document < c.n AND c.first_on = c.last_on THEN 'same_day_lines'
              WHEN c.times <= 1 THEN 'reversed'
              WHEN c.uses >= p.standing_uses THEN 'standing_reference'
              WHEN c.gap_days > p.window_days THEN 'far_apart' END AS clause
  FROM counted c, params p
), payees AS (
  SELECT w.firm, min(y.payee_label) AS payee FROM payee y JOIN payee_firm w ON w.payee_key = y.payee_key GROUP BY w.firm
)
SELECT CASE WHEN j.clause IS NULL THEN 'hit' ELSE 'excluded' END AS outcome,
       CASE WHEN j.clause IS NOT NULL THEN j.clause
            WHEN j.extra_fen < p.blue_below_fen OR length(j.invoice_key) < p.short_number THEN 'blue'
            WHEN j.extra_fen >= p.red_from_fen AND j.gap_days <= p.red_within_days AND NOT j.is_merged THEN 'red'
            ELSE 'yellow' END AS detail,
       j.subject_key AS subject_key, u.payer_label || ' → ' || n.payee || '，发票' || j.invoice_key AS subject_label,
       'firm:' || j.payee_key AS stack_key, j.source_id AS source_id,
       CASE WHEN j.clause IS NULL THEN j.extra_fen END AS amount_fen, CASE WHEN j.clause IS NULL THEN j.evidence END AS evidence,
       n.payee AS payee, j.invoice_key AS invoice, j.each_fen AS each_fen, j.paid AS payments, j.documents AS documents,
       j.first_on AS first_on, j.last_on AS last_on, j.currency AS currency,
       CASE WHEN j.is_merged THEN '（名称或代码的写法不同，按同一家合并：' || j.basis || '）' ELSE '' END AS taken,
       CASE WHEN j.is_merged THEN ' (written in more than one way, taken for one: ' || j.basis_en || ')' ELSE '' END AS taken_en
FROM judged j
JOIN params p ON 1 = 1
JOIN payees n ON n.firm = j.firm
JOIN payer u ON u.payer_key = j.payer_key
UNION ALL
SELECT 'clear', NULL, qy_subject(FALSE, g.payer_key || '|' || g.payee_key || '|' || g.invoice_key || '|' || qy_text(g.each_fen) || '|' || g.currency),
       NULL, NULL, g.source_id, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
FROM grouped g, params p
WHERE g.paid = 1 OR (g.paid > 1 AND g.each_fen < p.min_amount_fen)
UNION ALL
SELECT 'clear', NULL, qy_subject(FALSE, k.payer_key || '|' || k.payee_key || '|' || k.invoice_key || '|' || qy_text(k.amount_fen) || '|' || k.currency),
       NULL, NULL, k.source_id, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
FROM payment_keyed k LEFT JOIN repeated r ON r.invoice_key = k.invoice_key AND r.each_fen = k.amount_fen
WHERE r.invoice_key IS NULL AND k.payee_key IS NOT NULL AND k.invoice_key IS NOT NULL AND k.payer_key IS NOT NULL AND k.amount_fen > 0
UNION ALL
SELECT CASE WHEN payee_kind = 'masked' THEN 'excluded' ELSE 'not_computable' END,
       CASE WHEN payee_kind = 'masked' THEN 'masked_payee' WHEN payee_key IS NULL THEN 'payee_name'
            WHEN payer_key IS NULL THEN 'payer_name' ELSE 'invoice_no' END,
       coalesce(payer_key, '') || '|' || coalesce(payee_key, payee_kind) || '|', NULL, NULL,
       min(source_id), NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
FROM payment_keyed
WHERE payee_key IS NULL OR invoice_key IS NULL OR payer_key IS NULL
GROUP BY payer_key, payee_key, payee_kind
