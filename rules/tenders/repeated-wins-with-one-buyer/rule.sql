-- One row per buyer and supplier.
--
-- The base rate: of N awards in a market (category), a buyer that made n1 and a supplier that won n2 meet n1 * n2 / N times
-- when buyers do not care which supplier it is.
WITH tenders AS (
  SELECT tender_id, min(coalesce(buyer_code, qy_code(buyer_name))) AS buyer_key, min(coalesce(buyer_name, buyer_code)) AS buyer,
         coalesce(min(category), '') AS market,
         max(CASE WHEN lower(method) = 'framework' OR method LIKE '%框架%' OR method LIKE '%定点%' OR method_details LIKE '%框架%'
                    OR method_details LIKE '%定点%' THEN 1 ELSE 0 END) AS framework
  FROM tender GROUP BY tender_id
), won AS (
  SELECT a.tender_id, coalesce(t.firm_id, a.supplier_code, qy_code(a.supplier_name)) AS supplier_key, min(coalesce(a.supplier_code, qy_code(a.supplier_name))) AS written_key,
         max(coalesce(a.supplier_code, qy_code(a.supplier_name))) AS other_key, count(DISTINCT coalesce(a.supplier_code, qy_code(a.supplier_name))) AS writings, min(t.basis) AS basis, min(t.basis_en) AS basis_en,
         min(CASE WHEN length(a.supplier_name) BETWEEN 2 AND 4 AND a.supplier_name >= '一' AND a.supplier_name <= '龥'
                   AND substr(a.supplier_name, length(a.supplier_name), 1) NOT IN ('司', '厂', '店', '行', '部', '社', '院', '所', '队', '局', '站', '场', '中', '心', '会', '团', '坊')
                  THEN '某自然人' ELSE coalesce(a.supplier_name, a.supplier_code) END) AS supplier,
         max(a.amount_fen) AS amount_fen, min(coalesce(a.currency, 'CNY')) AS currency,
         min(coalesce(a.decided_on, a.published_on)) AS won_on, min(a.source_id) AS source_id
  FROM award a
  LEFT JOIN firm_told t ON t.firm_key = coalesce(a.supplier_code, qy_code(a.supplier_name))
  GROUP BY a.tender_id, coalesce(t.firm_id, a.supplier_code, qy_code(a.supplier_name))
), facts AS (
  SELECT w.*, t.buyer_key, t.buyer, t.market, coalesce(t.framework, 0) AS framework,
         CASE WHEN t.buyer_key IS NULL THEN 'buyer_name' WHEN w.supplier_key IS NULL THEN 'supplier_name' WHEN w.won_on IS NULL THEN 'decided_on' END AS missing
  FROM won w LEFT JOIN tenders t ON t.tender_id = w.tender_id
), counted AS (
  SELECT f.* FROM facts f JOIN params p ON f.won_on >= qy_add_months(p.as_of, -12 * p.window_years) AND f.won_on <= p.as_of
  WHERE f.missing IS NULL AND f.framework = 0
), of_market AS (
  SELECT market, count(*) AS n, sum(writings) AS written_n, count(DISTINCT supplier_key) AS suppliers FROM counted GROUP BY market
), of_buyer AS (
  SELECT buyer_key, market, count(*) AS n, sum(writings) AS written_n FROM counted GROUP BY buyer_key, market
), of_supplier AS (
  SELECT supplier_key, market, count(*) AS n FROM counted GROUP BY supplier_key, market
), buyers AS (
  SELECT buyer_key, sum(n) AS awards, sum(written_n) AS written_awards FROM of_buyer GROUP BY buyer_key
), pairs AS (
  SELECT c.buyer_key, c.supplier_key, min(c.buyer) AS buyer, min(c.supplier) AS supplier, count(*) AS wins, sum(c.amount_fen) AS amount_fen,
         min(c.currency) AS currency, min(c.source_id) AS source_id, max(m.suppliers) AS suppliers,
         min(c.written_key) <> max(c.other_key) AS is_merged, CASE WHEN min(c.written_key) = max(c.other_key) THEN min(c.written_key) ELSE c.supplier_key END AS subject, min(c.basis) AS basis, min(c.basis_en) AS basis_en
  FROM counted c JOIN of_market m ON m.market = c.market
  GROUP BY c.buyer_key, c.supplier_key
), half AS (  -- grouped before the second join, so that no engine pairs all buyers and suppliers of a market
  SELECT x.buyer_key, x.supplier_key, b.market, max(CAST(b.n AS DOUBLE) / m.n) AS share, max(CAST(b.written_n AS DOUBLE) / m.written_n) AS written_share
  FROM pairs x
  JOIN params p ON x.wins >= p.min_wins
  JOIN of_buyer b ON b.buyer_key = x.buyer_key
  JOIN of_market m ON m.market = b.market
  GROUP BY x.buyer_key, x.supplier_key, b.market
), expected AS (
  SELECT h.buyer_key, h.supplier_key, sum(h.share * s.n) AS expected, sum(h.written_share * s.n) AS written_expected
  FROM half h JOIN of_supplier s ON s.supplier_key = h.supplier_key AND s.market = h.market
  GROUP BY h.buyer_key, h.supplier_key
), judged AS (
  SELECT x.*, e.expected, b.awards, CAST(x.wins AS DOUBLE) / b.awards AS share, p.window_years,
         CASE WHEN x.wins < p.min_wins THEN 'clear'
              WHEN x.suppliers < p.min_suppliers THEN 'excluded'
              WHEN x.wins >= p.min_lift * e.expected AND x.wins - e.expected >= p.min_z * sqrt(e.expected) THEN 'hit'
              ELSE 'clear' END AS outcome,
         -- red holds where the other suppliers' writings are not merged either
         CASE WHEN x.wins >= p.red_wins AND CAST(x.wins AS DOUBLE) / b.written_awards >= p.red_share AND NOT x.is_merged
                AND x.wins >= p.min_lift * e.written_expected AND x.wins - e.written_expected >= p.min_z * sqrt(e.written_expected) THEN 'red' ELSE 'yellow' END AS band
  FROM pairs x
  JOIN params p ON 1 = 1
  JOIN buyers b ON b.buyer_key = x.buyer_key
  LEFT JOIN expected e ON e.buyer_key = x.buyer_key AND e.supplier_key = x.supplier_key
), proof AS (
  SELECT buyer_key, supplier_key, array_agg(ref) AS evidence
  FROM (SELECT c.buyer_key, c.supplier_key, qy_ref('award', a.source_id, a.source_sheet, a.source_row) AS ref,
               row_number() OVER (PARTITION BY c.buyer_key, c.supplier_key ORDER BY c.won_on DESC, a.source_id, a.source_row) AS nth
        FROM judged j
        JOIN counted c ON c.buyer_key = j.buyer_key AND c.supplier_key = j.supplier_key
        JOIN award a ON a.tender_id = c.tender_id
        LEFT JOIN firm_told t ON t.firm_key = coalesce(a.supplier_code, qy_code(a.supplier_name))
        WHERE j.outcome = 'hit' AND coalesce(t.firm_id, a.supplier_code, qy_code(a.supplier_name)) = c.supplier_key) AS t
  WHERE nth <= 50
  GROUP BY buyer_key, supplier_key
)
SELECT j.outcome AS outcome, CASE j.outcome WHEN 'hit' THEN j.band WHEN 'excluded' THEN 'few_suppliers' END AS detail,
       j.buyer_key || '|' || j.subject AS subject_key, j.buyer || ' ← ' || j.supplier AS subject_label,
       'firm:' || j.subject AS stack_key, j.source_id AS source_id,
       CASE WHEN j.outcome = 'hit' THEN CAST(j.amount_fen AS BIGINT) END AS amount_fen,
       CASE WHEN j.outcome = 'hit' THEN e.evidence END AS evidence,
       j.buyer AS buyer, j.supplier AS supplier, j.wins AS wins, CAST(j.awards AS BIGINT) AS buyer_awards, j.share AS share,
       CAST(round(j.expected * 100) / 100 AS DOUBLE) AS expected, j.window_years AS window_years, j.currency AS currency,
       CASE WHEN j.is_merged THEN '（名称或代码的写法不同，按同一家合并：' || j.basis || '）' ELSE '' END AS taken,
       CASE WHEN j.is_merged THEN ' (written in more than one way, taken for one: ' || j.basis_en || ')' ELSE '' END AS taken_en
FROM judged j
LEFT JOIN proof e ON e.buyer_key = j.buyer_key AND e.supplier_key = j.supplier_key
UNION ALL
SELECT CASE WHEN missing IS NOT NULL THEN 'not_computable' ELSE 'excluded' END, coalesce(missing, 'framework'),
       coalesce(buyer_key, '') || '|' || coalesce(supplier_key, '') || '|' || coalesce(missing, 'framework'),
       coalesce(min(buyer), '') || ' ← ' || coalesce(min(supplier), ''), coalesce('firm:' || supplier_key, 'unit:' || coalesce(buyer_key, '')),
       min(source_id), NULL, NULL, min(buyer), min(supplier), count(*), NULL, NULL, NULL, NULL, NULL, NULL, NULL
FROM facts
WHERE missing IS NOT NULL OR framework = 1
GROUP BY buyer_key, supplier_key, missing
