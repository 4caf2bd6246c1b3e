-- One row per payer, payee and currency; the month in which the rolling twelve months grew most over the twelve before.
WITH ledgers AS (
  SELECT payer_key, currency, min(month_no) AS begin_month, max(month_no) AS end_month FROM payment_keyed WHERE payer_key IS NOT NULL GROUP BY payer_key, currency
), pairs AS (
  SELECT payer_key, payee_key, currency, min(month_no) AS first_month, coalesce(sum(amount_fen) FILTER (WHERE amount_fen > 0), 0) AS paid_fen, min(source_id) AS source_id
  FROM payment_keyed
  WHERE payer_key IS NOT NULL AND payee_key IS NOT NULL
  GROUP BY payer_key, payee_key, currency
), months AS (  -- a payee that never got the least increase in all cannot have grown by it
  SELECT k.payer_key, k.payee_key, k.currency, k.month_no, sum(k.amount_fen) AS month_fen, max(k.paid_on) AS last_on
  FROM payment_keyed k
  JOIN pairs q ON q.payer_key = k.payer_key AND q.payee_key = k.payee_key AND q.currency = k.currency
  JOIN params p ON q.paid_fen >= p.min_increase_fen
  GROUP BY k.payer_key, k.payee_key, k.currency, k.month_no
), rolling AS (
  SELECT m.*,
         sum(month_fen) OVER (PARTITION BY payer_key, payee_key, currency ORDER BY month_no RANGE BETWEEN 11 PRECEDING AND CURRENT ROW) AS current_fen,
         coalesce(sum(month_fen) OVER (PARTITION BY payer_key, payee_key, currency ORDER BY month_no RANGE BETWEEN 23 PRECEDING AND 12 PRECEDING), 0) AS prior_fen
  FROM months m
), grown AS (
  SELECT r.*, row_number() OVER (PARTITION BY r.payer_key, r.payee_key, r.currency ORDER BY r.current_fen - r.prior_fen DESC, r.month_no) AS nth
  FROM rolling r
  JOIN ledgers l ON l.payer_key = r.payer_key AND l.currency = r.currency
  JOIN params p ON r.month_no >= l.begin_month + 23
  WHERE r.current_fen - r.prior_fen >= p.min_increase_fen AND (r.prior_fen <= 0 OR r.current_fen >= p.min_factor * r.prior_fen)
), payees AS (
  SELECT payee_key, min(payee_label) AS payee FROM payee WHERE payee_key IS NOT NULL GROUP BY payee_key
), judged AS (
  SELECT g.*, q.first_month, q.source_id, n.payee,
         CASE WHEN g.prior_fen > 0 THEN 'grown' WHEN q.first_month > g.month_no - 12 THEN 'new' ELSE 'returned' END AS kind,
         CASE WHEN n.payee LIKE '%财政局%' OR n.payee LIKE '%财政所%' OR n.payee LIKE '%国库%' OR n.payee LIKE '%税务局%' OR n.payee LIKE '%人民政府%'
                OR n.payee LIKE '%社会保险%' OR n.payee LIKE '%公积金%' THEN 'public_body'
              WHEN g.prior_fen <= 0 AND g.current_fen < p.new_payee_fen THEN 'small_new_payee' END AS clause
  FROM grown g JOIN params p ON g.nth = 1
  JOIN pairs q ON q.payer_key = g.payer_key AND q.payee_key = g.payee_key AND q.currency = g.currency
  JOIN payees n ON n.payee_key = g.payee_key
), proof AS (
  SELECT payer_key, payee_key, currency, array_agg(qy_ref('payment', source_id, source_sheet, source_row)) AS evidence
  FROM (
    SELECT j.payer_key, j.payee_key, j.currency, k.source_id, k.source_sheet, k.source_row,
           row_number() OVER (PARTITION BY j.payer_key, j.payee_key, j.currency ORDER BY k.amount_fen DESC, k.paid_on, k.source_id, k.source_row) AS nth
    FROM judged j JOIN payment_keyed k ON k.payer_key = j.payer_key AND k.payee_key = j.payee_key AND k.currency = j.currency
    WHERE j.clause IS NULL AND k.month_no BETWEEN j.month_no - 11 AND j.month_no AND k.amount_fen > 0
  ) AS one_row
  WHERE nth <= 50
  GROUP BY payer_key, payee_key, currency
)
SELECT CASE WHEN j.clause IS NULL THEN 'hit' ELSE 'excluded' END AS outcome,
       CASE WHEN j.clause IS NOT NULL THEN j.clause
            WHEN j.kind = 'grown' AND j.current_fen >= p.red_factor * j.prior_fen AND j.current_fen - j.prior_fen >= p.red_from_fen THEN 'red'
            WHEN j.kind = 'grown' OR j.current_fen >= p.red_from_fen THEN 'yellow' ELSE 'blue' END AS detail,
       j.payer_key || '|' || j.payee_key || '|' || j.currency AS subject_key, u.payer_label || ' → ' || j.payee AS subject_label,
       'firm:' || j.payee_key AS stack_key, j.source_id AS source_id,
       CASE WHEN j.clause IS NULL THEN CAST(j.current_fen - j.prior_fen AS BIGINT) END AS amount_fen,
       CASE WHEN j.clause IS NULL THEN e.evidence END AS evidence,
       u.payer_label AS payer, j.payee AS payee, j.last_on AS last_on, CAST(j.current_fen AS BIGINT) AS current_fen, CAST(j.prior_fen AS BIGINT) AS prior_fen,
       CASE j.kind WHEN 'new' THEN '新收款单位' WHEN 'returned' THEN '中断一年以上后恢复' ELSE CAST(CAST(j.current_fen / j.prior_fen AS DECIMAL(18, 1)) AS VARCHAR) || '倍' END AS situation,
       CASE j.kind WHEN 'new' THEN 'a new payee' WHEN 'returned' THEN 'back after more than a year' ELSE CAST(CAST(j.current_fen / j.prior_fen AS DECIMAL(18, 1)) AS VARCHAR) || ' times' END AS situation_en,
       j.currency AS currency
FROM judged j
JOIN params p ON 1 = 1
JOIN payer u ON u.payer_key = j.payer_key
LEFT JOIN proof e ON e.payer_key = j.payer_key AND e.payee_key = j.payee_key AND e.currency = j.currency
UNION ALL
SELECT CASE WHEN l.end_month < l.begin_month + 23 THEN 'excluded' ELSE 'clear' END,
       CASE WHEN l.end_month < l.begin_month + 23 THEN 'short_history' END,
       q.payer_key || '|' || q.payee_key || '|' || q.currency, NULL, NULL, q.source_id, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
FROM pairs q
JOIN ledgers l ON l.payer_key = q.payer_key AND l.currency = q.currency
LEFT JOIN grown g ON g.nth = 1 AND g.payer_key = q.payer_key AND g.payee_key = q.payee_key AND g.currency = q.currency
WHERE g.payer_key IS NULL
UNION ALL
SELECT CASE WHEN payee_kind = 'masked' THEN 'excluded' ELSE 'not_computable' END,
       CASE WHEN payee_kind = 'masked' THEN 'masked_payee' WHEN payee_key IS NULL THEN 'payee_name' ELSE 'payer_name' END,
       coalesce(payer_key, '') || '|' || coalesce(payee_key, payee_kind) || '|', NULL, NULL, min(source_id),
       NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
FROM payment_keyed
WHERE payee_key IS NULL OR payer_key IS NULL
GROUP BY payer_key, payee_key, payee_kind
