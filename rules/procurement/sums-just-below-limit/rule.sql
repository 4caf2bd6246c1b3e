-- One row per buyer and limit; a limit that changed is two. A falling density puts at most half of the two bands into the upper one; the binomial test of one half, with the
-- correction for whole numbers, asks whether it holds more.
WITH given AS (
  SELECT 'small' AS kind, small_limit_fen AS limit_fen FROM params UNION ALL SELECT 'tender', tender_limit_fen FROM params
), limited AS (  -- each contract beside both limits of its day: the county's own, else the parameter
  SELECT c.*, g.kind, coalesce(l.limit_fen, g.limit_fen) AS limit_fen
  FROM contract_money c JOIN params p ON 1 = 1 JOIN given g ON 1 = 1
  LEFT JOIN purchase_limit l ON l.kind = g.kind AND coalesce(c.signed_on, p.as_of) BETWEEN l.from_on AND l.to_on
), sums AS (
  SELECT c.buyer_key, c.kind, c.limit_fen, c.buyer_label, c.amount_fen, c.source_id, c.ref, c.contract_no,
         CASE WHEN c.amount_fen >= p.near * c.limit_fen THEN 1 ELSE 0 END AS is_near
  FROM limited c JOIN params p ON c.amount_fen < c.limit_fen AND c.amount_fen >= (2 * p.near - 1) * c.limit_fen
  WHERE c.buyer_key IS NOT NULL AND coalesce(c.method, '') NOT LIKE '%招标%'
), groups AS (
  SELECT buyer_key, kind, limit_fen, min(buyer_label) AS buyer, min(source_id) AS source_id, sum(is_near) AS near_count,
         count(*) - sum(is_near) AS next_count, count(DISTINCT CASE WHEN is_near = 1 THEN amount_fen END) AS prices,
         CAST(sum(CASE WHEN is_near = 1 THEN amount_fen ELSE 0 END) AS BIGINT) AS near_fen, array_agg(ref) FILTER (WHERE is_near = 1) AS refs
  FROM sums GROUP BY buyer_key, kind, limit_fen
), tested AS (
  SELECT g.*, (g.near_count - (g.near_count + g.next_count) / 2.0 - 0.5) / sqrt((g.near_count + g.next_count) / 4.0) AS z FROM groups g
), judged AS (
  SELECT t.*, CASE WHEN t.near_count < p.min_near OR t.z < p.min_z THEN 'clear' WHEN t.prices * 2 <= t.near_count THEN 'excluded' ELSE 'hit' END AS outcome
  FROM tested t JOIN params p ON 1 = 1
), quiet AS (
  SELECT c.buyer_key, min(c.buyer_label) AS buyer, min(c.source_id) AS source_id FROM contract_money c
  WHERE c.buyer_key IS NOT NULL AND NOT EXISTS (SELECT 1 FROM groups g WHERE g.buyer_key = c.buyer_key) GROUP BY c.buyer_key
)
SELECT j.outcome AS outcome, CASE j.outcome WHEN 'hit' THEN 'yellow' WHEN 'excluded' THEN 'one_price' END AS detail, j.buyer_key || '|' || j.kind || '|' || qy_text(j.limit_fen) AS subject_key,
       j.buyer AS subject_label, 'unit:' || j.buyer_key AS stack_key, j.source_id AS source_id, CASE WHEN j.outcome = 'hit' THEN j.near_fen END AS amount_fen,
       CASE WHEN j.outcome = 'hit' THEN j.refs END AS evidence, j.buyer AS buyer, CAST(j.near_count AS BIGINT) AS near_count, j.limit_fen AS limit_fen,
       CAST(j.next_count AS BIGINT) AS next_count, round(j.z * 10) / 10 AS z
FROM judged j
UNION ALL
SELECT 'clear', NULL, q.buyer_key || '|', q.buyer, 'unit:' || q.buyer_key, q.source_id, NULL, NULL, NULL, NULL, NULL, NULL, NULL FROM quiet q
UNION ALL
SELECT 'not_computable', 'buyer_name', '|' || contract_no, '合同' || contract_no, 'contract:' || contract_no, source_id, NULL, NULL, NULL, NULL, NULL, NULL, NULL
FROM contract_money WHERE buyer_key IS NULL
