-- One row per payer, subject, currency and financial year; subject '*' is the whole of a payer with three subjects or more.
WITH by_subject AS (
  SELECT payer_key, subject_key, currency, month_no, count(*) AS n, sum(amount_fen) AS paid_fen, max(amount_fen) AS highest_fen, min(source_id) AS source_id
  FROM payment_keyed
  WHERE amount_fen > 0 AND payer_key IS NOT NULL AND subject_key IS NOT NULL
  GROUP BY payer_key, subject_key, currency, month_no
), months AS (
  SELECT payer_key, subject_key, currency, month_no, n, paid_fen, highest_fen, source_id FROM by_subject
  UNION ALL
  SELECT s.payer_key, '*', s.currency, s.month_no, sum(s.n), sum(s.paid_fen), max(s.highest_fen), min(s.source_id)
  FROM by_subject s
  JOIN (SELECT payer_key, currency FROM by_subject GROUP BY payer_key, currency HAVING count(DISTINCT subject_key) >= 3) AS w
    ON w.payer_key = s.payer_key AND w.currency = s.currency
  GROUP BY s.payer_key, s.currency, s.month_no
), placed AS (  -- month_no = year * 12 + month; a year that ends in month m is named for the calendar year of its end
  SELECT m.*, CAST(floor((m.month_no - 1 + 12 - p.last_month) / 12) AS BIGINT) AS closing_year,
         m.month_no - 1 - 12 * CAST(floor((m.month_no - 1) / 12) AS BIGINT) + 1 = p.last_month AS closing
  FROM months m, params p
), years AS (
  SELECT payer_key, subject_key, currency, closing_year, sum(n) AS n, sum(paid_fen) AS paid_fen,
         coalesce(sum(n) FILTER (WHERE closing), 0) AS closing_n, coalesce(sum(paid_fen) FILTER (WHERE closing), 0) AS closing_fen,
         coalesce(max(highest_fen) FILTER (WHERE closing), 0) AS highest_fen, count(*) AS months, min(source_id) AS source_id
  FROM placed
  GROUP BY payer_key, subject_key, currency, closing_year
), compared AS (
  SELECT y.*, sum(n) OVER (PARTITION BY payer_key, subject_key, currency) - n AS other_n,
         sum(closing_n) OVER (PARTITION BY payer_key, subject_key, currency) - closing_n AS other_closing_n,
         sum(n) OVER (PARTITION BY subject_key, currency) - sum(n) OVER (PARTITION BY payer_key, subject_key, currency) AS peer_n,
         sum(closing_n) OVER (PARTITION BY subject_key, currency) - sum(closing_n) OVER (PARTITION BY payer_key, subject_key, currency) AS peer_closing_n,
         sum(CASE WHEN subject_key <> '*' THEN n ELSE 0 END) OVER (PARTITION BY payer_key, currency, closing_year) AS payer_n,
         sum(CASE WHEN subject_key <> '*' THEN closing_n ELSE 0 END) OVER (PARTITION BY payer_key, currency, closing_year) AS payer_closing_n
  FROM years y
), expected AS (
  -- The largest of: one month in twelve; the same subject at other payers; for one subject also its own other years and the payer's
  -- other subjects in that year. A payer as a whole is held against its own years only where there are no other payers: a rush of every
  -- year is a rush.
  SELECT c.*, greatest(1.0 / 12,
           CASE WHEN c.peer_n >= p.min_peers THEN CAST(c.peer_closing_n AS DOUBLE) / c.peer_n ELSE 0 END,
           CASE WHEN c.other_n >= p.min_payments AND (c.subject_key <> '*' OR c.peer_n < p.min_peers) THEN CAST(c.other_closing_n AS DOUBLE) / c.other_n ELSE 0 END,
           CASE WHEN c.subject_key <> '*' THEN least(CAST(c.payer_closing_n - c.closing_n AS DOUBLE) / greatest(c.payer_n - c.n, 1), 0.9) ELSE 0 END) AS usual_share
  FROM compared c, params p
), tested AS (
  SELECT e.*, (CAST(closing_n AS DOUBLE) / n - usual_share - 0.5 / n) / sqrt(usual_share * (1 - usual_share) / n) AS z,
         CAST(closing_fen AS DOUBLE) / paid_fen AS money_share
  FROM expected e
), late_budgets AS (  -- allotted in the last two months: the money could not have been spent before
  SELECT b.unit_code AS payer_key, CAST(floor((qy_year(b.issued_on) * 12 + qy_month_no(b.issued_on) - 1 + 12 - p.last_month) / 12) AS BIGINT) AS closing_year,
         sum(b.amount_fen) AS late_fen
  FROM budget_item b, params p
  WHERE b.issued_on IS NOT NULL AND (qy_month_no(b.issued_on) = p.last_month OR qy_month_no(b.issued_on) = CASE WHEN p.last_month = 1 THEN 12 ELSE p.last_month - 1 END)
  GROUP BY b.unit_code, CAST(floor((qy_year(b.issued_on) * 12 + qy_month_no(b.issued_on) - 1 + 12 - p.last_month) / 12) AS BIGINT)
), judged AS (
  SELECT t.*,
         CASE WHEN t.n < p.min_payments THEN 'too_few'
              WHEN t.months < p.min_months THEN 'seasonal'
              WHEN t.closing_n < p.min_closing OR t.closing_fen < p.min_fen OR t.money_share < p.min_share OR t.z < p.z_limit THEN 'clear'
              WHEN t.highest_fen > 0.8 * t.closing_fen THEN 'single_payment'
              WHEN b.late_fen >= p.late_share * t.closing_fen THEN 'late_budget'
              ELSE 'hit' END AS state
  FROM tested t JOIN params p ON 1 = 1
  LEFT JOIN late_budgets b ON b.payer_key = t.payer_key AND b.closing_year = t.closing_year
), proof AS (
  SELECT payer_key, subject_key, currency, closing_year, array_agg(qy_ref('payment', source_id, source_sheet, source_row)) AS evidence
  FROM (
    SELECT j.payer_key, j.subject_key, j.currency, j.closing_year, k.source_id, k.source_sheet, k.source_row,
           row_number() OVER (PARTITION BY j.payer_key, j.subject_key, j.currency, j.closing_year ORDER BY k.amount_fen DESC, k.paid_on, k.source_id, k.source_row) AS nth
    FROM judged j JOIN params p ON j.state = 'hit'
    JOIN payment_keyed k ON k.payer_key = j.payer_key AND (k.subject_key = j.subject_key OR j.subject_key = '*') AND k.currency = j.currency
     AND k.month_no = j.closing_year * 12 + p.last_month
    WHERE k.amount_fen > 0 AND k.subject_key IS NOT NULL
  ) AS one_row
  WHERE nth <= 50
  GROUP BY payer_key, subject_key, currency, closing_year
), subjects AS (
  SELECT coalesce(subject_code, subject_name) AS subject_key, min(coalesce(subject_name, subject_code)) AS subject
  FROM payment WHERE subject_code IS NOT NULL OR subject_name IS NOT NULL GROUP BY coalesce(subject_code, subject_name)
  UNION ALL
  SELECT '*', '全部支出' FROM params
)
SELECT CASE WHEN j.state IN ('hit', 'clear') THEN j.state ELSE 'excluded' END AS outcome,
       CASE WHEN j.state = 'clear' THEN NULL WHEN j.state <> 'hit' THEN j.state
            WHEN j.money_share >= p.red_share AND j.closing_fen >= p.red_from_fen THEN 'red' ELSE 'yellow' END AS detail,
       j.payer_key || '|' || j.subject_key || '|' || j.currency || '|' || qy_text(j.closing_year) AS subject_key,
       u.payer_label || '，' || s.subject || '，' || qy_text(j.closing_year) || '年' AS subject_label,
       'unit:' || j.payer_key AS stack_key, j.source_id AS source_id,
       CASE WHEN j.state = 'hit' THEN CAST(j.closing_fen AS BIGINT) END AS amount_fen, CASE WHEN j.state = 'hit' THEN e.evidence END AS evidence,
       u.payer_label AS payer, s.subject AS subject, j.closing_year AS closing_year, p.last_month AS last_month, j.n AS n, j.closing_n AS closing_n,
       j.money_share AS money_share, CAST(j.closing_n AS DOUBLE) / j.n AS count_share, j.usual_share AS usual_share, j.currency AS currency
FROM judged j
JOIN params p ON 1 = 1
JOIN payer u ON u.payer_key = j.payer_key
JOIN subjects s ON s.subject_key = j.subject_key
LEFT JOIN proof e ON e.payer_key = j.payer_key AND e.subject_key = j.subject_key AND e.currency = j.currency AND e.closing_year = j.closing_year
UNION ALL
SELECT 'not_computable', CASE WHEN payer_key IS NULL THEN 'payer_name' ELSE 'subject_name' END, coalesce(payer_key, '') || '||', NULL, NULL,
       min(source_id), NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
FROM payment_keyed
WHERE amount_fen > 0 AND (payer_key IS NULL OR subject_key IS NULL)
GROUP BY payer_key
