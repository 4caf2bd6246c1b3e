-- A block is one payer, payee and amount; within it every two invoice numbers close in time are compared.
-- One row per pair that looks alike, one row per block without such a pair.
WITH blocks AS (
  SELECT k.payer_key, k.payee_key, k.currency, k.amount_fen, min(k.source_id) AS source_id
  FROM payment_keyed k JOIN payment_repeated r ON r.payee_key = k.payee_key AND r.amount_fen = k.amount_fen
  JOIN params p ON k.amount_fen >= p.min_amount_fen
  WHERE k.payer_key IS NOT NULL AND k.invoice_key IS NOT NULL
  GROUP BY k.payer_key, k.payee_key, k.currency, k.amount_fen
), pairs AS (
  SELECT a.payer_key, a.payee_key, a.currency, a.amount_fen, a.invoice_key AS a, b.invoice_key AS b,
         length(a.invoice_key) AS a_length, length(b.invoice_key) AS b_length, qy_digits(a.invoice_key) AS a_digits, qy_digits(b.invoice_key) AS b_digits,
         least(a.paid_on, b.paid_on) AS first_on, greatest(a.paid_on, b.paid_on) AS last_on, abs(a.day_no - b.day_no) AS gap_days,
         greatest(a.near, b.near) AS near, least(a.source_id, b.source_id) AS source_id, e.edits AS edits,
         replace(replace(replace(replace(replace(replace(a.invoice_key, 'O', '0'), 'I', '1'), 'L', '1'), 'B', '8'), 'S', '5'), 'Z', '2')
       = replace(replace(replace(replace(replace(replace(b.invoice_key, 'O', '0'), 'I', '1'), 'L', '1'), 'B', '8'), 'S', '5'), 'Z', '2') AS looks_same
  FROM invoice_member a JOIN invoice_member b
    ON a.payer_key = b.payer_key AND a.payee_key = b.payee_key AND a.currency = b.currency AND a.amount_fen = b.amount_fen
  JOIN params p ON abs(a.day_no - b.day_no) <= p.window_days AND a.amount_fen >= p.min_amount_fen
  LEFT JOIN invoice_edits e ON e.a = a.invoice_key AND e.b = b.invoice_key
  WHERE a.invoice_key < b.invoice_key AND a.near <= 12 AND b.near <= 12
    AND (a.document IS NULL OR b.document IS NULL OR a.document <> b.document)
), shaped AS (
  SELECT q.*,
         CASE WHEN q.a_length < q.b_length AND substr(q.b, q.b_length - q.a_length + 1) = q.a THEN substr(q.b, 1, q.b_length - q.a_length)
              WHEN q.b_length < q.a_length AND substr(q.a, q.a_length - q.b_length + 1) = q.b THEN substr(q.a, 1, q.a_length - q.b_length) END AS lost_front,
         CASE WHEN q.b_length = q.a_length + 1 AND substr(q.b, 1, q.a_length) = q.a THEN substr(q.b, q.b_length) END AS added_tail,
         length(replace(q.a_digits, '0', '')) = length(replace(q.b_digits, '0', '')) AND length(replace(q.a_digits, '1', '')) = length(replace(q.b_digits, '1', ''))
         AND length(replace(q.a_digits, '2', '')) = length(replace(q.b_digits, '2', '')) AND length(replace(q.a_digits, '3', '')) = length(replace(q.b_digits, '3', ''))
         AND length(replace(q.a_digits, '4', '')) = length(replace(q.b_digits, '4', '')) AND length(replace(q.a_digits, '5', '')) = length(replace(q.b_digits, '5', ''))
         AND length(replace(q.a_digits, '6', '')) = length(replace(q.b_digits, '6', '')) AND length(replace(q.a_digits, '7', '')) = length(replace(q.b_digits, '7', ''))
         AND length(replace(q.a_digits, '8', '')) = length(replace(q.b_digits, '8', '')) AND length(replace(q.a_digits, '9', '')) = length(replace(q.b_digits, '9', '')) AS same_digits,
         -- the last 18 digits tell the distance; numbers that differ before them are far apart
         CASE WHEN q.a_digits = '' OR q.b_digits = '' OR length(q.a_digits) <> length(q.b_digits) THEN NULL
              WHEN length(q.a_digits) > 18 AND substr(q.a_digits, 1, length(q.a_digits) - 18) <> substr(q.b_digits, 1, length(q.b_digits) - 18) THEN 1000000000
              ELSE abs(CAST(substr(q.a_digits, greatest(1, length(q.a_digits) - 17)) AS BIGINT) - CAST(substr(q.b_digits, greatest(1, length(q.b_digits) - 17)) AS BIGINT)) END AS distance,
         -- 120314, 01032014, 20140301, 032014: numbers that are dates differ by one digit every month
         (length(q.a_digits) = 6 AND (substr(q.a_digits, 5, 2) BETWEEN '09' AND '35' OR substr(q.a_digits, 3, 2) = '20' OR substr(q.a_digits, 1, 2) = '20'))
         OR (length(q.a_digits) = 8 AND (substr(q.a_digits, 5, 2) = '20' OR substr(q.a_digits, 1, 2) = '20')) AS date_like
  FROM pairs q
  WHERE q.edits <= 1 OR q.looks_same OR q.a_length <> q.b_length
), kinds AS (
  SELECT s.*,
         CASE WHEN looks_same AND a_digits <> b_digits THEN 'look_alike'
              WHEN lost_front IS NOT NULL AND length(CASE WHEN a_length < b_length THEN a_digits ELSE b_digits END) >= 4
                   AND translate(lost_front, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0', '') = '' THEN 'lost_front'
              WHEN added_tail IS NOT NULL AND a_length >= 4 AND translate(added_tail, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', '') = '' THEN 'added_tail'
              WHEN added_tail IS NOT NULL AND length(a_digits) >= 8 AND near <= 2 THEN 'added_digit'
              WHEN edits = 1 AND a_length = b_length AND same_digits AND a_digits <> b_digits AND length(a_digits) >= 4 THEN 'swapped'
              WHEN edits = 1 AND a_length <> b_length AND least(length(a_digits), length(b_digits)) >= 5 AND length(a_digits) <> length(b_digits)
                   AND added_tail IS NULL THEN 'one_digit_more'
              WHEN edits = 1 AND a_length = b_length AND length(a_digits) = length(b_digits) AND length(a_digits) >= 5 AND a_digits <> b_digits
              THEN 'one_digit_other' END AS kind
  FROM shaped s
), alike AS (
  SELECT k.*, k.payer_key || '|' || k.payee_key || '|' || qy_text(k.amount_fen) || '|' || k.currency || '|' || k.a || '|' || k.b AS subject_key,
         CASE WHEN k.kind IN ('swapped', 'one_digit_other') AND k.distance < p.serial_gap
                   -- numbers of twenty digits are dealt out to a whole province: neighbours are issued within minutes, not weeks apart
                   AND (length(k.a_digits) < 20 OR k.gap_days <= p.issue_days) THEN 'sequential'
              WHEN k.kind IN ('swapped', 'one_digit_other', 'added_tail', 'added_digit') AND k.gap_days = 0 THEN 'same_day_series'
              WHEN k.kind = 'one_digit_other' AND k.date_like THEN 'date_number'
              WHEN k.kind = 'one_digit_other' AND k.near > 2 THEN 'periodic'
              WHEN k.kind <> 'look_alike' AND k.near > p.max_series THEN 'periodic' END AS clause
  FROM kinds k, params p
  WHERE k.kind IS NOT NULL
), credits AS (
  SELECT h.subject_key, count(*) AS credits
  FROM alike h JOIN payment_keyed k
    ON k.payer_key = h.payer_key AND k.payee_key = h.payee_key AND k.currency = h.currency AND k.amount_fen = -h.amount_fen
  JOIN params p ON k.paid_on >= h.first_on AND k.paid_on <= qy_add_days(h.last_on, p.credit_days)
  WHERE h.clause IS NULL
  GROUP BY h.subject_key
), proof AS (
  SELECT h.subject_key, array_agg(qy_ref('payment', k.source_id, k.source_sheet, k.source_row)) AS evidence
  FROM alike h JOIN payment_keyed k
    ON k.payer_key = h.payer_key AND k.payee_key = h.payee_key AND k.currency = h.currency AND k.amount_fen = h.amount_fen
  WHERE h.clause IS NULL AND (k.invoice_key = h.a OR k.invoice_key = h.b)
  GROUP BY h.subject_key
), payees AS (
  SELECT payee_key, min(payee_label) AS payee FROM payee WHERE payee_key IS NOT NULL GROUP BY payee_key
)
SELECT CASE WHEN h.clause IS NOT NULL OR c.credits > 0 THEN 'excluded' ELSE 'hit' END AS outcome,
       CASE WHEN h.clause IS NOT NULL THEN h.clause WHEN c.credits > 0 THEN 'reversed'
            WHEN h.kind = 'one_digit_other' OR (h.kind IN ('added_tail', 'added_digit') AND h.gap_days > p.tail_days) THEN 'blue'
            WHEN h.kind IN ('look_alike', 'lost_front', 'one_digit_more') AND h.amount_fen >= p.red_from_fen THEN 'red' ELSE 'yellow' END AS detail,
       h.subject_key AS subject_key, u.payer_label || ' → ' || n.payee || '，发票' || h.a || '与' || h.b AS subject_label,
       'firm:' || h.payee_key AS stack_key, h.source_id AS source_id,
       CASE WHEN h.clause IS NULL AND c.credits IS NULL THEN h.amount_fen END AS amount_fen,
       CASE WHEN h.clause IS NULL AND c.credits IS NULL THEN e.evidence END AS evidence,
       n.payee AS payee, h.a AS invoice_a, h.b AS invoice_b, h.first_on AS first_on, h.last_on AS last_on, h.currency AS currency,
       CASE h.kind WHEN 'look_alike' THEN '字母与数字形近' WHEN 'lost_front' THEN '一张少了前缀或前导零' WHEN 'added_tail' THEN '一张多了一个尾字母' WHEN 'added_digit' THEN '一张多了一个尾数'
                   WHEN 'swapped' THEN '相邻两位互换' WHEN 'one_digit_more' THEN '一张多一位' ELSE '一位不同' END AS difference,
       CASE h.kind WHEN 'look_alike' THEN 'letters and digits that look alike' WHEN 'lost_front' THEN 'one lacks a prefix or leading zeros'
                   WHEN 'added_tail' THEN 'one has a letter added' WHEN 'added_digit' THEN 'one has a digit added' WHEN 'swapped' THEN 'two neighbouring digits swapped'
                   WHEN 'one_digit_more' THEN 'one has a digit more' ELSE 'one digit differs' END AS difference_en
FROM alike h
JOIN params p ON 1 = 1
JOIN payees n ON n.payee_key = h.payee_key
JOIN payer u ON u.payer_key = h.payer_key
LEFT JOIN credits c ON c.subject_key = h.subject_key
LEFT JOIN proof e ON e.subject_key = h.subject_key
UNION ALL
SELECT 'clear', NULL, qy_subject(FALSE, b.payer_key || '|' || b.payee_key || '|' || qy_text(b.amount_fen) || '|' || b.currency), NULL, NULL,
       b.source_id, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
FROM blocks b
LEFT JOIN (SELECT DISTINCT payer_key, payee_key, currency, amount_fen FROM alike) AS h
  ON h.payer_key = b.payer_key AND h.payee_key = b.payee_key AND h.currency = b.currency AND h.amount_fen = b.amount_fen
WHERE h.payer_key IS NULL
UNION ALL
SELECT 'clear', NULL, qy_subject(FALSE, k.payer_key || '|' || k.payee_key || '|' || qy_text(k.amount_fen) || '|' || k.currency), NULL, NULL,
       k.source_id, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
FROM payment_keyed k JOIN params p ON k.amount_fen >= p.min_amount_fen
LEFT JOIN payment_repeated r ON r.payee_key = k.payee_key AND r.amount_fen = k.amount_fen
WHERE r.payee_key IS NULL AND k.payee_key IS NOT NULL AND k.payer_key IS NOT NULL AND k.invoice_key IS NOT NULL
UNION ALL
SELECT CASE WHEN payee_kind = 'masked' THEN 'excluded' ELSE 'not_computable' END,
       CASE WHEN payee_kind = 'masked' THEN 'masked_payee' WHEN payee_key IS NULL THEN 'payee_name'
            WHEN payer_key IS NULL THEN 'payer_name' ELSE 'invoice_no' END,
       coalesce(payer_key, '') || '|' || coalesce(payee_key, payee_kind) || '|', NULL, NULL,
       min(source_id), NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
FROM payment_keyed
WHERE payee_key IS NULL OR invoice_key IS NULL OR payer_key IS NULL
GROUP BY payer_key, payee_key, payee_kind
