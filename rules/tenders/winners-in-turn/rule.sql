-- One row per pair of firms that met in as many tenders as wins are needed.
--
-- The runs test: of n1 and n2 wins in random order the number of runs has mean 2 n1 n2 / n + 1 and variance 2 n1 n2 (2 n1 n2 - n) / (n n (n - 1)).
WITH days AS (  -- the opening, else the deadline, the notice, the notice of candidates, the award
  SELECT tender_id, coalesce(max(opened_on), max(told_on)) AS on_day
  FROM (SELECT tender_id, coalesce(qy_time_days(opened_at), qy_time_days(bids_due_at), published_on) AS opened_on, qy_time_days(publicity_from_at) AS told_on FROM tender
        UNION ALL SELECT tender_id, NULL, coalesce(decided_on, published_on) FROM award) AS known
  GROUP BY tender_id
), met AS (
  SELECT b.low_id AS one, b.high_id AS other, b.one || '|' || b.other AS written, b.basis, b.basis_en, b.tender_id, b.together, b.source_id, d.on_day,
         CASE WHEN x.firm_id IS NOT NULL AND y.firm_id IS NULL THEN 1 WHEN y.firm_id IS NOT NULL AND x.firm_id IS NULL THEN 2 END AS won_by
  FROM bid_pairs b JOIN params p ON b.together >= p.min_wins
  LEFT JOIN days d ON d.tender_id = b.tender_id
  LEFT JOIN award_winner x ON x.tender_id = b.tender_id AND x.firm_id = b.low_id
  LEFT JOIN award_winner y ON y.tender_id = b.tender_id AND y.firm_id = b.high_id
), ordered AS (
  SELECT m.*, lag(won_by) OVER (PARTITION BY one, other ORDER BY on_day, tender_id) AS before,
         lag(on_day) OVER (PARTITION BY one, other ORDER BY on_day, tender_id) AS day_before
  FROM met m WHERE won_by IS NOT NULL AND on_day IS NOT NULL
), counted AS (
  SELECT one, other, CAST(count(*) AS DOUBLE) AS n, CAST(sum(CASE WHEN won_by = 1 THEN 1 ELSE 0 END) AS DOUBLE) AS n1,
         CAST(sum(CASE WHEN won_by = 2 THEN 1 ELSE 0 END) AS DOUBLE) AS n2,
         1 + sum(CASE WHEN won_by <> before THEN 1 ELSE 0 END) AS runs, 1 + sum(CASE WHEN won_by <> before AND on_day > day_before THEN 1 ELSE 0 END) AS dated_runs
  FROM ordered GROUP BY one, other
), tested AS (
  SELECT c.*, 2 * n1 * n2 / n + 1 AS expected,
         CASE WHEN 2 * n1 * n2 > n AND n > 1 THEN (runs - 2 * n1 * n2 / n - 1) / sqrt(2 * n1 * n2 * (2 * n1 * n2 - n) / (n * n * (n - 1))) END AS z,
         CASE WHEN 2 * n1 * n2 > n AND n > 1 THEN (dated_runs - 2 * n1 * n2 / n - 1) / sqrt(2 * n1 * n2 * (2 * n1 * n2 - n) / (n * n * (n - 1))) END AS dated_z
  FROM counted c
), pairs AS (
  SELECT one, other, min(together) AS together, min(source_id) AS source_id, count(on_day) AS dated,
         min(written) <> max(written) AS is_merged, CASE WHEN min(written) = max(written) THEN min(written) ELSE one || '|' || other END AS subject, min(basis) AS basis, min(basis_en) AS basis_en FROM met GROUP BY one, other
), judged AS (
  SELECT a.*, t.n, t.n1, t.n2, t.runs, t.expected,
         CASE WHEN a.dated = 0 THEN 'not_computable'
              WHEN coalesce(t.n, 0) < p.min_wins OR t.n < p.min_share * a.together OR least(t.n1, t.n2) < p.balance * t.n OR coalesce(t.z, -99) < p.min_z THEN 'clear'
              WHEN t.dated_z < p.min_z THEN 'excluded' ELSE 'hit' END AS outcome
  FROM pairs a JOIN params p ON 1 = 1 LEFT JOIN tested t ON t.one = a.one AND t.other = a.other
), labels AS (
  SELECT k.firm_id AS firm_key, min(k.firm_label) AS firm_label FROM bid_keyed k
  JOIN (SELECT one AS firm_key FROM judged UNION SELECT other FROM judged) AS f ON f.firm_key = k.firm_id GROUP BY k.firm_id
), wins AS (
  SELECT j.one, j.other, k.amount_fen, qy_ref('bid', k.source_id, k.source_sheet, k.source_row) AS ref,
         row_number() OVER (PARTITION BY j.one, j.other ORDER BY o.on_day DESC, o.tender_id, k.source_row) AS nth
  FROM judged j JOIN ordered o ON o.one = j.one AND o.other = j.other
  JOIN bid_keyed k ON k.tender_id = o.tender_id AND k.firm_id = CASE WHEN o.won_by = 1 THEN j.one ELSE j.other END
  WHERE j.outcome = 'hit'
), proof AS (
  SELECT one, other, CAST(sum(amount_fen) AS BIGINT) AS won_fen, array_agg(ref) FILTER (WHERE nth <= 50) AS evidence FROM wins GROUP BY one, other
)
SELECT j.outcome AS outcome, CASE j.outcome WHEN 'hit' THEN 'yellow' WHEN 'excluded' THEN 'one_batch' WHEN 'not_computable' THEN 'published_on' END AS detail,
       j.subject AS subject_key, a.firm_label || '、' || b.firm_label AS subject_label, 'firm:' || j.one AS stack_key, j.source_id AS source_id,
       e.won_fen AS amount_fen, e.evidence AS evidence, a.firm_label AS one_name, b.firm_label AS other_name, j.together AS together,
       CAST(j.n AS BIGINT) AS decided, CAST(j.n1 AS BIGINT) AS one_wins, CAST(j.n2 AS BIGINT) AS other_wins, CAST(j.runs AS BIGINT) AS runs,
       round(j.expected * 10) / 10 AS expected,
       CASE WHEN j.is_merged THEN '（名称或代码的写法不同，按同一家合并：' || j.basis || '）' ELSE '' END AS taken,
       CASE WHEN j.is_merged THEN ' (written in more than one way, taken for one: ' || j.basis_en || ')' ELSE '' END AS taken_en
FROM judged j
JOIN labels a ON a.firm_key = j.one
JOIN labels b ON b.firm_key = j.other
LEFT JOIN proof e ON e.one = j.one AND e.other = j.other
