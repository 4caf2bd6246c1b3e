-- One row per payer, department and currency.
WITH tens AS (
  SELECT d FROM (VALUES (0), (1), (2), (3), (4), (5), (6), (7), (8), (9)) AS ten(d)
), law AS (  -- Benford: P(first two digits = d) = log10(1 + 1/d)
  SELECT CAST(a.d * 10 + b.d AS BIGINT) AS pair, qy_ln(1 + 1.0 / (a.d * 10 + b.d)) / qy_ln(10) AS share
  FROM tens a JOIN tens b ON a.d > 0
), amounts AS (  -- a tariff paid a hundred times says nothing about digits: each payee's amount counts once
  SELECT DISTINCT payer_key, coalesce(department, '') AS department, currency, payee_key, amount_fen
  FROM payment_keyed
  WHERE amount_fen > 0 AND payer_key IS NOT NULL
), sources AS (
  SELECT payer_key, coalesce(department, '') AS department, currency, min(source_id) AS source_id
  FROM payment_keyed
  WHERE amount_fen > 0 AND payer_key IS NOT NULL
  GROUP BY payer_key, coalesce(department, ''), currency
), ranges AS (  -- whole decades only: a ledger that begins at 500 would fail the test for that alone
  SELECT payer_key, department, currency,
         power(10, ceil(qy_ln(qy_quantile(amount_fen, 0.01)) / qy_ln(10) - 0.000001)) AS floor_fen, qy_quantile(amount_fen, 0.99) AS high_fen
  FROM amounts
  GROUP BY payer_key, department, currency
), counted AS (
  SELECT a.payer_key, a.department, a.currency, qy_first_digits(a.amount_fen, 2) AS pair, count(*) AS seen, sum(a.amount_fen) AS pair_fen
  FROM amounts a JOIN ranges r ON r.payer_key = a.payer_key AND r.department = a.department AND r.currency = a.currency
  WHERE a.amount_fen >= r.floor_fen AND a.amount_fen >= 10
  GROUP BY a.payer_key, a.department, a.currency, qy_first_digits(a.amount_fen, 2)
), sizes AS (
  SELECT payer_key, department, currency, sum(seen) AS n FROM counted GROUP BY payer_key, department, currency
), everyone AS (
  SELECT currency, pair, sum(seen) AS seen FROM counted GROUP BY currency, pair
), everyone_size AS (
  SELECT currency, sum(seen) AS n FROM counted GROUP BY currency
), cells AS (
  SELECT s.payer_key, s.department, s.currency, l.pair, l.share, CAST(s.n AS DOUBLE) AS n, CAST(coalesce(c.seen, 0) AS DOUBLE) AS seen, coalesce(c.pair_fen, 0) AS pair_fen,
         CAST(e.n - s.n AS DOUBLE) AS rest_n, CAST(coalesce(w.seen, 0) - coalesce(c.seen, 0) AS DOUBLE) AS rest_seen
  FROM sizes s
  JOIN law l ON 1 = 1
  JOIN everyone_size e ON e.currency = s.currency
  LEFT JOIN everyone w ON w.currency = s.currency AND w.pair = l.pair
  LEFT JOIN counted c ON c.payer_key = s.payer_key AND c.department = s.department AND c.currency = s.currency AND c.pair = l.pair
), tested AS (
  SELECT c.*,
         (abs(seen / n - share) - 0.5 / n) / sqrt(share * (1 - share) / n) AS z,
         CASE WHEN rest_n >= p.min_n THEN (seen / n - rest_seen / rest_n)
              / sqrt(greatest((seen + rest_seen) / (n + rest_n) * (1 - (seen + rest_seen) / (n + rest_n)), 0.000001) * (1 / n + 1 / rest_n)) END AS z_rest,
         CASE WHEN rest_n >= p.min_n THEN greatest(share, rest_seen / rest_n) ELSE share END AS expected_share
  FROM cells c, params p
), excess AS (
  SELECT t.*, row_number() OVER (PARTITION BY payer_key, department, currency ORDER BY seen - n * expected_share DESC, pair) AS nth
  FROM tested t, params p
  WHERE t.seen > t.n * t.share AND t.z > p.z_critical AND coalesce(t.z_rest, p.z_critical + 1) > p.z_critical
    AND t.seen >= p.min_ratio * t.n * t.expected_share AND t.seen - t.n * t.expected_share >= p.min_excess
), named AS (
  SELECT payer_key, department, currency, count(*) AS pairs_in_excess,
         sum(pair_fen * (seen - n * expected_share) / seen) AS excess_fen,
         max(CASE WHEN nth = 1 THEN qy_text(pair) || '（' || qy_text(CAST(seen AS BIGINT)) || '笔，期望' || qy_text(CAST(round(n * expected_share) AS BIGINT)) || '笔）' END)
           || coalesce(max(CASE WHEN nth = 2 THEN '、' || qy_text(pair) || '（' || qy_text(CAST(seen AS BIGINT)) || '笔，期望' || qy_text(CAST(round(n * expected_share) AS BIGINT)) || '笔）' END), '')
           || coalesce(max(CASE WHEN nth = 3 THEN '、' || qy_text(pair) || '（' || qy_text(CAST(seen AS BIGINT)) || '笔，期望' || qy_text(CAST(round(n * expected_share) AS BIGINT)) || '笔）' END), '') AS pairs,
         max(CASE WHEN nth = 1 THEN qy_text(pair) || ' (' || qy_text(CAST(seen AS BIGINT)) || ', expected ' || qy_text(CAST(round(n * expected_share) AS BIGINT)) || ')' END)
           || coalesce(max(CASE WHEN nth = 2 THEN ', ' || qy_text(pair) || ' (' || qy_text(CAST(seen AS BIGINT)) || ', expected ' || qy_text(CAST(round(n * expected_share) AS BIGINT)) || ')' END), '')
           || coalesce(max(CASE WHEN nth = 3 THEN ', ' || qy_text(pair) || ' (' || qy_text(CAST(seen AS BIGINT)) || ', expected ' || qy_text(CAST(round(n * expected_share) AS BIGINT)) || ')' END), '') AS pairs_en
  FROM excess GROUP BY payer_key, department, currency
), fit AS (  -- mean absolute deviation, what chance alone would give of it, and chi-square with 89 degrees of freedom made normal
  SELECT payer_key, department, currency, max(n) AS n, sum(abs(seen / n - share)) / 90 AS mad, 1 / sqrt(158.8 * max(n)) AS chance_mad,
         (power(sum((seen - n * share) * (seen - n * share) / (n * share)) / 89, 1.0 / 3) - (1 - 2.0 / (9 * 89))) / sqrt(2.0 / (9 * 89)) AS chi_z
  FROM tested GROUP BY payer_key, department, currency
), judged AS (
  SELECT r.payer_key, r.department, r.currency, o.source_id, f.n, f.mad, f.chance_mad, x.pairs_in_excess, x.excess_fen, x.pairs, x.pairs_en,
         CASE WHEN coalesce(f.n, 0) < p.min_n THEN 'too_few'
              WHEN r.high_fen < r.floor_fen * p.min_span THEN 'narrow_range'
              WHEN f.mad > p.mad_limit AND f.mad > f.chance_mad AND f.chi_z > p.z_chi AND x.pairs_in_excess > 0 THEN 'hit'
              ELSE 'clear' END AS state
  FROM ranges r JOIN params p ON 1 = 1
  JOIN sources o ON o.payer_key = r.payer_key AND o.department = r.department AND o.currency = r.currency
  LEFT JOIN fit f ON f.payer_key = r.payer_key AND f.department = r.department AND f.currency = r.currency
  LEFT JOIN named x ON x.payer_key = r.payer_key AND x.department = r.department AND x.currency = r.currency
), proof AS (
  SELECT payer_key, department, currency, array_agg(qy_ref('payment', source_id, source_sheet, source_row)) AS evidence
  FROM (
    SELECT k.payer_key, j.department, k.currency, k.source_id, k.source_sheet, k.source_row,
           row_number() OVER (PARTITION BY k.payer_key, j.department, k.currency ORDER BY k.amount_fen DESC, k.source_id, k.source_row) AS nth
    FROM judged j
    JOIN payment_keyed k ON k.payer_key = j.payer_key AND coalesce(k.department, '') = j.department AND k.currency = j.currency
    JOIN ranges r ON r.payer_key = j.payer_key AND r.department = j.department AND r.currency = j.currency
    JOIN excess x ON x.payer_key = j.payer_key AND x.department = j.department AND x.currency = j.currency AND x.pair = qy_first_digits(k.amount_fen, 2)
    WHERE j.state = 'hit' AND x.nth <= 3 AND k.amount_fen >= r.floor_fen
  ) AS one_row
  WHERE nth <= 50
  GROUP BY payer_key, department, currency
)
-- It says where to sample, not what is at stake: the finding has no amount, so a large ledger does not lift it.
SELECT CASE WHEN j.state IN ('hit', 'clear') THEN j.state ELSE 'excluded' END AS outcome,
       CASE WHEN j.state = 'hit' THEN CASE WHEN j.pairs_in_excess >= p.yellow_from_pairs THEN 'yellow' ELSE 'blue' END
            WHEN j.state <> 'clear' THEN j.state END AS detail,
       j.payer_key || '|' || j.department || '|' || j.currency AS subject_key,
       u.payer_label || CASE WHEN j.department <> '' THEN '，' || j.department ELSE '' END AS subject_label,
       'unit:' || j.payer_key AS stack_key, j.source_id AS source_id,
       CAST(NULL AS BIGINT) AS amount_fen,
       CASE WHEN j.state = 'hit' THEN e.evidence END AS evidence,
       u.payer_label || CASE WHEN j.department <> '' THEN '（' || j.department || '）' ELSE '' END AS unit, j.n AS n,
       qy_text(CAST(j.mad AS DECIMAL(9, 4))) AS mad, qy_text(CAST(p.mad_limit AS DECIMAL(9, 4))) AS mad_limit,
       j.pairs AS pairs, j.pairs_en AS pairs_en, CAST(round(j.excess_fen) AS BIGINT) AS excess_fen, j.currency AS currency
FROM judged j
JOIN params p ON 1 = 1
JOIN payer u ON u.payer_key = j.payer_key
LEFT JOIN proof e ON e.payer_key = j.payer_key AND e.department = j.department AND e.currency = j.currency
UNION ALL
SELECT 'not_computable', 'payer_name', 'no payer|' || currency, NULL, NULL, min(source_id), NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
FROM payment_keyed WHERE payer_key IS NULL GROUP BY currency
