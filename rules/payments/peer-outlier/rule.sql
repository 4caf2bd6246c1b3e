-- One row per payee within a group of peers: the payments of one payer, department, subject and currency.
WITH groups AS (
  SELECT payer_key, coalesce(department, '') AS department, subject_key, currency, count(*) AS n, count(DISTINCT payee_key) AS payees,
         qy_quantile(CAST(amount_fen AS DOUBLE), 0.5) AS median_fen
  FROM payment_keyed
  WHERE amount_fen > 0 AND payer_key IS NOT NULL AND payee_key IS NOT NULL AND subject_key IS NOT NULL
  GROUP BY payer_key, coalesce(department, ''), subject_key, currency
), spreads AS (  -- median absolute deviation of the logarithm: a ratio counts alike upward and downward
  SELECT g.payer_key, g.department, g.subject_key, g.currency, min(g.n) AS n, min(g.payees) AS payees, min(g.median_fen) AS median_fen,
         qy_quantile(abs(qy_ln(k.amount_fen / g.median_fen)), 0.5) AS mad
  FROM payment_keyed k JOIN groups g
    ON g.payer_key = k.payer_key AND g.department = coalesce(k.department, '') AND g.subject_key = k.subject_key AND g.currency = k.currency
  JOIN params p ON g.n >= p.min_payments AND g.payees >= p.min_payees
  WHERE k.amount_fen > 0 AND k.payee_key IS NOT NULL
  GROUP BY g.payer_key, g.department, g.subject_key, g.currency
), members AS (
  SELECT payer_key, coalesce(department, '') AS department, subject_key, currency, payee_key, count(*) AS payments, max(amount_fen) AS highest_fen,
         min(source_id) AS source_id
  FROM payment_keyed
  WHERE amount_fen > 0 AND payer_key IS NOT NULL AND payee_key IS NOT NULL AND subject_key IS NOT NULL
  GROUP BY payer_key, coalesce(department, ''), subject_key, currency, payee_key
), scored AS (
  SELECT m.*, s.n, s.median_fen, greatest(s.mad, p.least_mad) AS mad, 0.6745 * qy_ln(m.highest_fen / s.median_fen) / greatest(s.mad, p.least_mad) AS z
  FROM members m JOIN params p ON 1 = 1
  LEFT JOIN spreads s ON s.payer_key = m.payer_key AND s.department = m.department AND s.subject_key = m.subject_key AND s.currency = m.currency
), suspects AS (
  SELECT s.* FROM scored s, params p
  WHERE s.n IS NOT NULL AND s.highest_fen >= p.min_amount_fen AND s.z >= p.z_limit AND s.highest_fen >= p.min_ratio * s.median_fen
), habits AS (  -- what the payee usually gets here; asked of suspects only, medians of millions of small groups are dear
  SELECT s.payer_key, s.department, s.subject_key, s.currency, s.payee_key, qy_quantile(CAST(k.amount_fen AS DOUBLE), 0.5) AS usual_fen
  FROM suspects s
  JOIN payment_keyed k ON k.payer_key = s.payer_key AND coalesce(k.department, '') = s.department AND k.subject_key = s.subject_key
   AND k.currency = s.currency AND k.payee_key = s.payee_key
  WHERE k.amount_fen > 0
  GROUP BY s.payer_key, s.department, s.subject_key, s.currency, s.payee_key
), outlying AS (
  SELECT s.payer_key, s.department, s.subject_key, s.currency, s.payee_key, k.amount_fen, k.paid_on, k.source_id, k.source_sheet, k.source_row,
         row_number() OVER (PARTITION BY s.payer_key, s.department, s.subject_key, s.currency, s.payee_key ORDER BY k.amount_fen DESC, k.paid_on, k.source_id, k.source_row) AS nth
  FROM suspects s JOIN params p ON 1 = 1
  JOIN payment_keyed k ON k.payer_key = s.payer_key AND coalesce(k.department, '') = s.department AND k.subject_key = s.subject_key
   AND k.currency = s.currency AND k.payee_key = s.payee_key
  WHERE k.amount_fen >= p.min_amount_fen AND k.amount_fen >= p.min_ratio * s.median_fen
    AND 0.6745 * qy_ln(k.amount_fen / s.median_fen) >= p.z_limit * s.mad
), proof AS (
  SELECT payer_key, department, subject_key, currency, payee_key, count(*) AS outlying, sum(amount_fen) AS outlying_fen,
         max(CASE WHEN nth = 1 THEN paid_on END) AS paid_on,
         array_agg(qy_ref('payment', source_id, source_sheet, source_row)) FILTER (WHERE nth <= 50) AS evidence
  FROM outlying GROUP BY payer_key, department, subject_key, currency, payee_key
), judged AS (
  SELECT s.payer_key, s.department, s.subject_key, s.currency, s.payee_key, s.payments, s.highest_fen, s.source_id, s.n, s.median_fen, s.z,
         h.usual_fen, e.outlying, e.outlying_fen, e.paid_on, e.evidence,
         CASE WHEN (s.payments >= p.own_payments AND s.highest_fen < p.own_ratio * h.usual_fen) OR e.outlying > p.own_recurring THEN 'usual_for_payee'
              ELSE 'hit' END AS state
  FROM suspects s JOIN params p ON 1 = 1
  JOIN habits h ON h.payer_key = s.payer_key AND h.department = s.department AND h.subject_key = s.subject_key AND h.currency = s.currency AND h.payee_key = s.payee_key
  JOIN proof e ON e.payer_key = s.payer_key AND e.department = s.department AND e.subject_key = s.subject_key AND e.currency = s.currency AND e.payee_key = s.payee_key
), payees AS (
  SELECT payee_key, min(payee_label) AS payee FROM payee WHERE payee_key IS NOT NULL GROUP BY payee_key
), subjects AS (
  SELECT coalesce(subject_code, subject_name) AS subject_key, min(coalesce(subject_name, subject_code)) AS subject
  FROM payment WHERE subject_code IS NOT NULL OR subject_name IS NOT NULL GROUP BY coalesce(subject_code, subject_name)
)
SELECT CASE WHEN j.state = 'hit' THEN 'hit' ELSE 'excluded' END AS outcome,
       CASE WHEN j.state <> 'hit' THEN j.state
            WHEN j.payments >= p.own_payments AND j.highest_fen >= p.red_ratio * j.usual_fen THEN 'red'
            WHEN j.payments >= p.own_payments OR j.z >= 2 * p.z_limit THEN 'yellow' ELSE 'blue' END AS detail,
       j.payer_key || '|' || j.department || '|' || j.subject_key || '|' || j.currency || '|' || j.payee_key AS subject_key,
       u.payer_label || ' → ' || n.payee || '，' || s.subject AS subject_label,
       'firm:' || j.payee_key AS stack_key, j.source_id AS source_id,
       CASE WHEN j.state = 'hit' THEN CAST(j.outlying_fen AS BIGINT) END AS amount_fen, CASE WHEN j.state = 'hit' THEN j.evidence END AS evidence,
       u.payer_label || CASE WHEN j.department <> '' THEN '（' || j.department || '）' ELSE '' END AS unit, n.payee AS payee, s.subject AS subject,
       j.paid_on AS paid_on, j.highest_fen AS highest_fen, j.n AS peers, CAST(round(j.median_fen) AS BIGINT) AS median_fen,
       CAST(round(j.highest_fen / j.median_fen) AS BIGINT) AS times, qy_text(CAST(j.z AS DECIMAL(9, 1))) AS z, j.outlying AS payments, j.currency AS currency
FROM judged j
JOIN params p ON 1 = 1
JOIN payer u ON u.payer_key = j.payer_key
JOIN payees n ON n.payee_key = j.payee_key
JOIN subjects s ON s.subject_key = j.subject_key
UNION ALL
SELECT CASE WHEN m.n IS NULL THEN 'excluded' ELSE 'clear' END, CASE WHEN m.n IS NULL THEN 'too_few' END,
       qy_subject(FALSE, m.payer_key || '|' || m.department || '|' || m.subject_key || '|' || m.currency || '|' || m.payee_key), NULL, NULL, m.source_id,
       NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
FROM scored m, params p
WHERE m.n IS NULL OR m.highest_fen < p.min_amount_fen OR m.z < p.z_limit OR m.highest_fen < p.min_ratio * m.median_fen
UNION ALL
SELECT CASE WHEN payee_kind = 'masked' THEN 'excluded' ELSE 'not_computable' END,
       CASE WHEN payee_kind = 'masked' THEN 'masked_payee' WHEN payee_key IS NULL THEN 'payee_name'
            WHEN payer_key IS NULL THEN 'payer_name' ELSE 'subject_name' END,
       coalesce(payer_key, '') || '|' || coalesce(department, '') || '|||' || coalesce(payee_key, payee_kind), NULL, NULL,
       min(source_id), NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
FROM payment_keyed
WHERE amount_fen > 0 AND (payee_key IS NULL OR payer_key IS NULL OR subject_key IS NULL)
GROUP BY payer_key, coalesce(department, ''), payee_key, payee_kind, subject_key IS NULL
