-- One row per payer and department. A day is a working day by the calendar table where it names the day, else by the weekday.
WITH days AS (
  SELECT payer_key, coalesce(department, '') AS department, currency, paid_on, count(*) AS n, sum(amount_fen) AS paid_fen, min(source_id) AS source_id
  FROM payment_keyed
  WHERE amount_fen > 0 AND payer_key IS NOT NULL
  GROUP BY payer_key, coalesce(department, ''), currency, paid_on
), calendar AS (
  SELECT "on" AS day_on, max(CASE WHEN kind IN ('holiday', 'weekend') THEN 1 ELSE 0 END) AS off FROM workday WHERE "on" IS NOT NULL GROUP BY "on"
), marked AS (
  SELECT d.*, coalesce(c.off, CASE WHEN qy_weekday(d.paid_on) >= 6 THEN 1 ELSE 0 END) AS off
  FROM days d LEFT JOIN calendar c ON c.day_on = d.paid_on
), units AS (
  SELECT payer_key, department, currency, sum(n) AS n, coalesce(sum(n) FILTER (WHERE off = 1), 0) AS off_n,
         coalesce(sum(paid_fen) FILTER (WHERE off = 1), 0) AS off_fen, count(*) FILTER (WHERE off = 1) AS off_days, min(source_id) AS source_id
  FROM marked GROUP BY payer_key, department, currency
), compared AS (  -- against all the others; a ledger of one unit is held against the least share
  SELECT u.*, sum(n) OVER (PARTITION BY currency) AS all_n, sum(off_n) OVER (PARTITION BY currency) AS all_off
  FROM units u
), tested AS (
  SELECT c.*, greatest(p.least_share, CASE WHEN all_n > n THEN CAST(all_off - off_n AS DOUBLE) / (all_n - n) ELSE 0 END) AS usual_share
  FROM compared c, params p
), judged AS (
  SELECT t.*, CAST(t.off_n AS DOUBLE) / t.n AS off_share,
         CASE WHEN t.n < p.min_payments THEN 'too_few'
              WHEN t.usual_share > p.batch_share THEN 'batch_dates'
              WHEN t.off_n < p.min_off OR CAST(t.off_n AS DOUBLE) / t.n < p.min_ratio * t.usual_share
                OR (CAST(t.off_n AS DOUBLE) / t.n - t.usual_share - 0.5 / t.n) / sqrt(t.usual_share * (1 - t.usual_share) / t.n) < p.z_limit THEN 'clear'
              WHEN t.off_days < p.min_days THEN 'few_days'
              ELSE 'hit' END AS state
  FROM tested t, params p
), proof AS (
  SELECT payer_key, department, currency, array_agg(qy_ref('payment', source_id, source_sheet, source_row)) AS evidence
  FROM (
    SELECT j.payer_key, j.department, j.currency, k.source_id, k.source_sheet, k.source_row,
           row_number() OVER (PARTITION BY j.payer_key, j.department, j.currency ORDER BY k.amount_fen DESC, k.paid_on, k.source_id, k.source_row) AS nth
    FROM judged j
    JOIN marked m ON m.payer_key = j.payer_key AND m.department = j.department AND m.currency = j.currency AND m.off = 1
    JOIN payment_keyed k ON k.payer_key = m.payer_key AND coalesce(k.department, '') = m.department AND k.currency = m.currency AND k.paid_on = m.paid_on
    WHERE j.state = 'hit' AND k.amount_fen > 0
  ) AS one_row
  WHERE nth <= 50
  GROUP BY payer_key, department, currency
)
-- It says where to sample, not what is at stake: the finding has no amount, so a large ledger does not lift it.
SELECT CASE WHEN j.state IN ('hit', 'clear') THEN j.state ELSE 'excluded' END AS outcome,
       CASE WHEN j.state = 'hit' THEN CASE WHEN j.off_fen >= p.yellow_from_fen THEN 'yellow' ELSE 'blue' END WHEN j.state <> 'clear' THEN j.state END AS detail,
       j.payer_key || '|' || j.department || '|' || j.currency AS subject_key,
       u.payer_label || CASE WHEN j.department <> '' THEN '，' || j.department ELSE '' END AS subject_label,
       'unit:' || j.payer_key AS stack_key, j.source_id AS source_id,
       CAST(NULL AS BIGINT) AS amount_fen, CASE WHEN j.state = 'hit' THEN e.evidence END AS evidence,
       u.payer_label || CASE WHEN j.department <> '' THEN '（' || j.department || '）' ELSE '' END AS unit, j.n AS n, j.off_n AS off_n, j.off_days AS off_days,
       j.off_share AS off_share, j.usual_share AS usual_share, CAST(j.off_fen AS BIGINT) AS off_fen, j.currency AS currency
FROM judged j
JOIN params p ON 1 = 1
JOIN payer u ON u.payer_key = j.payer_key
LEFT JOIN proof e ON e.payer_key = j.payer_key AND e.department = j.department AND e.currency = j.currency
UNION ALL
SELECT 'not_computable', 'payer_name', 'no payer|' || currency, NULL, NULL, min(source_id), NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
FROM payment_keyed WHERE amount_fen > 0 AND payer_key IS NULL GROUP BY currency
