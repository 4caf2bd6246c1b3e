-- One row per run of payments just below a limit; one row per payer and payee without such a run.
WITH limits AS (
  SELECT DISTINCT kind, amount_fen AS limit_fen, coalesce(from_on, CAST('1900-01-01' AS DATE)) AS from_on, coalesce(to_on, CAST('9999-12-31' AS DATE)) AS to_on
  FROM threshold WHERE amount_fen > 0
  UNION ALL
  SELECT '参数限额', p.limit_fen, CAST('1900-01-01' AS DATE), CAST('9999-12-31' AS DATE)
  FROM params p JOIN (SELECT count(*) AS known FROM threshold) AS t ON t.known = 0
), lowest AS (
  SELECT min(l.limit_fen) * min(p.near_share) AS floor_fen FROM limits l, params p
), pairs AS (  -- only a payee whose payments reach a limit in sum can have been split
  SELECT k.payer_key, w.firm AS payee_key, CASE WHEN min(k.payee_key) = max(k.payee_key) THEN min(k.payee_key) ELSE w.firm END AS written, k.currency, min(k.source_id) AS source_id, sum(k.amount_fen) AS paid_fen
  FROM payment_keyed k JOIN payee_firm w ON w.payee_key = k.payee_key
  WHERE k.payer_key IS NOT NULL
  GROUP BY k.payer_key, w.firm, k.currency
), documents AS (  -- lines of one document are one payment
  SELECT k.payer_key, f.firm AS payee_key, min(q.written) AS subject_payee, min(k.payee_key) AS one_key, max(k.payee_key) AS other_key, min(f.basis) AS basis, min(f.basis_en) AS basis_en, k.currency, k.day_no, k.month_no, k.paid_on,
         coalesce(k.document, k.source_id || '#' || qy_text(k.source_row)) AS document, sum(k.amount_fen) AS paid_fen
  FROM payment_keyed k
  JOIN payee_firm f ON f.payee_key = k.payee_key
  JOIN pairs q ON q.payer_key = k.payer_key AND q.payee_key = f.firm AND q.currency = k.currency
  JOIN lowest w ON q.paid_fen >= w.floor_fen
  GROUP BY k.payer_key, f.firm, k.currency, k.day_no, k.month_no, k.paid_on,
           coalesce(k.document, k.source_id || '#' || qy_text(k.source_row))
), banded AS (  -- a limit that was handed in twice is one
  SELECT DISTINCT d.*, l.kind, l.limit_fen
  FROM documents d JOIN params p ON 1 = 1
  JOIN limits l ON d.paid_fen < l.limit_fen AND d.paid_fen >= l.limit_fen * p.near_share AND d.paid_on >= l.from_on AND d.paid_on <= l.to_on
), near AS (
  SELECT d.*, d.day_no - lag(d.day_no) OVER (PARTITION BY d.payer_key, d.payee_key, d.currency, d.kind, d.limit_fen ORDER BY d.day_no, d.document) AS gap_days
  FROM banded d
), numbered AS (
  SELECT n.*, sum(CASE WHEN n.gap_days IS NULL OR n.gap_days > p.gap_days THEN 1 ELSE 0 END)
              OVER (PARTITION BY n.payer_key, n.payee_key, n.currency, n.kind, n.limit_fen ORDER BY n.day_no, n.document
                    ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS run
  FROM near n, params p
), runs AS (
  SELECT payer_key, payee_key, currency, kind, limit_fen, run, count(*) AS payments, sum(paid_fen) AS paid_fen, min(subject_payee) AS subject_payee, min(one_key) <> max(other_key) AS is_merged,
         min(basis) AS basis, min(basis_en) AS basis_en,
         min(paid_on) AS first_on, max(paid_on) AS last_on, min(month_no) AS first_month
  FROM numbered
  GROUP BY payer_key, payee_key, currency, kind, limit_fen, run
), found AS (
  SELECT r.* FROM runs r, params p WHERE r.payments >= p.min_payments AND r.paid_fen >= r.limit_fen
), years AS (
  SELECT payer_key, payee_key, currency, kind, limit_fen, count(DISTINCT qy_year(paid_on)) AS near_years
  FROM near GROUP BY payer_key, payee_key, currency, kind, limit_fen
), habits AS (  -- in how many months of the year around the run did such amounts flow, and did whole-limit payments flow too
  SELECT f.payer_key, f.payee_key, f.currency, f.kind, f.limit_fen, f.run,
         count(DISTINCT d.month_no) FILTER (WHERE d.paid_fen >= f.limit_fen * p.near_share AND d.paid_fen < f.limit_fen) AS near_months,
         count(DISTINCT d.month_no) AS paid_months,
         count(*) FILTER (WHERE d.paid_fen >= f.limit_fen) AS above
  FROM found f JOIN params p ON 1 = 1
  JOIN documents d ON d.payer_key = f.payer_key AND d.payee_key = f.payee_key AND d.currency = f.currency
   AND d.month_no BETWEEN f.first_month - 6 AND f.first_month + 6
  GROUP BY f.payer_key, f.payee_key, f.currency, f.kind, f.limit_fen, f.run
), judged AS (
  SELECT f.*, f.payer_key || '|' || f.subject_payee || '|' || f.currency || '|' || f.kind || '|' || qy_text(f.limit_fen) || '|' || qy_text(f.first_on) AS subject_key,
         h.above, CASE WHEN h.near_months >= p.regular_months OR h.paid_months >= p.supplied_months OR y.near_years >= p.regular_years THEN 'regular'
              WHEN h.above > 0 AND f.payments < p.red_from_payments THEN 'stage_payments' END AS clause
  FROM found f JOIN params p ON 1 = 1
  JOIN habits h ON h.payer_key = f.payer_key AND h.payee_key = f.payee_key AND h.currency = f.currency AND h.kind = f.kind
   AND h.limit_fen = f.limit_fen AND h.run = f.run
  JOIN years y ON y.payer_key = f.payer_key AND y.payee_key = f.payee_key AND y.currency = f.currency AND y.kind = f.kind AND y.limit_fen = f.limit_fen
), proof AS (
  SELECT j.subject_key, array_agg(qy_ref('payment', k.source_id, k.source_sheet, k.source_row)) AS evidence
  FROM judged j
  JOIN numbered n ON n.payer_key = j.payer_key AND n.payee_key = j.payee_key AND n.currency = j.currency AND n.kind = j.kind
   AND n.limit_fen = j.limit_fen AND n.run = j.run
  JOIN payee_firm w ON w.firm = n.payee_key
  JOIN payment_keyed k ON k.payer_key = n.payer_key AND k.payee_key = w.payee_key AND k.currency = n.currency AND k.day_no = n.day_no
   AND coalesce(k.document, k.source_id || '#' || qy_text(k.source_row)) = n.document
  WHERE j.clause IS NULL
  GROUP BY j.subject_key
), payees AS (
  SELECT w.firm, min(y.payee_label) AS payee FROM payee y JOIN payee_firm w ON w.payee_key = y.payee_key GROUP BY w.firm
)
SELECT CASE WHEN j.clause IS NULL THEN 'hit' ELSE 'excluded' END AS outcome,
       CASE WHEN j.clause IS NOT NULL THEN j.clause WHEN j.above > 0 THEN 'blue'
            WHEN j.payments >= p.red_from_payments AND NOT j.is_merged THEN 'red' ELSE 'yellow' END AS detail,
       j.subject_key AS subject_key, u.payer_label || ' → ' || n.payee AS subject_label, 'firm:' || j.subject_payee AS stack_key,
       w.source_id AS source_id, CASE WHEN j.clause IS NULL THEN CAST(j.paid_fen AS BIGINT) END AS amount_fen,
       CASE WHEN j.clause IS NULL THEN qy_first(e.evidence, 50) END AS evidence,
       u.payer_label AS payer, n.payee AS payee, j.payments AS payments, j.first_on AS first_on, j.last_on AS last_on,
       j.kind AS kind, j.limit_fen AS limit_fen, p.near_share AS near_share, j.currency AS currency,
       CASE WHEN j.is_merged THEN '（名称或代码的写法不同，按同一家合并：' || j.basis || '）' ELSE '' END AS taken,
       CASE WHEN j.is_merged THEN ' (written in more than one way, taken for one: ' || j.basis_en || ')' ELSE '' END AS taken_en
FROM judged j
JOIN params p ON 1 = 1
JOIN payees n ON n.firm = j.payee_key
JOIN payer u ON u.payer_key = j.payer_key
JOIN pairs w ON w.payer_key = j.payer_key AND w.payee_key = j.payee_key AND w.currency = j.currency
LEFT JOIN proof e ON e.subject_key = j.subject_key
UNION ALL
SELECT 'clear', NULL, qy_subject(FALSE, w.payer_key || '|' || w.payee_key || '|' || w.currency), NULL, NULL, w.source_id,
       NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
FROM pairs w
LEFT JOIN (SELECT DISTINCT payer_key, payee_key, currency FROM judged) AS j
  ON j.payer_key = w.payer_key AND j.payee_key = w.payee_key AND j.currency = w.currency
WHERE j.payer_key IS NULL
UNION ALL
SELECT CASE WHEN payee_kind = 'masked' THEN 'excluded' ELSE 'not_computable' END,
       CASE WHEN payee_kind = 'masked' THEN 'masked_payee' WHEN payee_key IS NULL THEN 'payee_name' ELSE 'payer_name' END,
       coalesce(payer_key, '') || '|' || coalesce(payee_key, payee_kind) || '|', NULL, NULL,
       min(source_id), NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
FROM payment_keyed
WHERE payee_key IS NULL OR payer_key IS NULL
GROUP BY payer_key, payee_key, payee_kind
