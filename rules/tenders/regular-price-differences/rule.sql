-- One row per tender. Prices under 1,000 yuan are rates written where a price belongs, and left out. The prices of one kind (totals, else unit prices, else rates) are put in order and their steps compared.
WITH parties AS (  -- a consortium makes one bid; withdrawn bids do not count
  SELECT tender_id, party, min(firm_key) AS firm_key, max(CASE WHEN amount_fen >= 100000 THEN amount_fen END) AS amount_fen, max(unit_price_fen) AS unit_price_fen,
         max(rate_permille) AS rate_permille
  FROM bid_keyed WHERE withdrawn = 0
  GROUP BY tender_id, party
), tenders AS (
  SELECT tender_id, count(*) AS parties, count(CASE WHEN amount_fen > 0 THEN 1 END) AS totals,
         count(CASE WHEN unit_price_fen > 0 THEN 1 END) AS unit_prices, count(CASE WHEN rate_permille > 0 THEN 1 END) AS rates
  FROM parties GROUP BY tender_id
), bases AS (
  SELECT t.tender_id, t.parties,
         CASE WHEN t.totals >= p.min_bids THEN 'total' WHEN t.unit_prices >= p.min_bids THEN 'unit' WHEN t.rates >= p.min_bids THEN 'rate' END AS basis
  FROM tenders t JOIN params p ON 1 = 1
), prices AS (
  SELECT tender_id, party, basis, price, lag(price) OVER (PARTITION BY tender_id ORDER BY price, party) AS before
  FROM (SELECT b.tender_id, x.party, b.basis,
               CAST(CASE b.basis WHEN 'total' THEN x.amount_fen WHEN 'unit' THEN x.unit_price_fen ELSE x.rate_permille END AS DOUBLE) AS price
        FROM bases b JOIN parties x ON x.tender_id = b.tender_id WHERE b.basis IS NOT NULL) AS t
  WHERE price > 0
), equals AS (
  SELECT tender_id, max(n) AS most FROM (SELECT tender_id, price, count(*) AS n FROM prices GROUP BY tender_id, price) AS t GROUP BY tender_id
), same AS (  -- the largest group of equal prices; the highest of them where two groups are of one size
  SELECT x.tender_id, max(x.price) AS price
  FROM (SELECT tender_id, price, count(*) AS n FROM prices GROUP BY tender_id, price) AS x
  JOIN equals e ON e.tender_id = x.tender_id AND e.most = x.n
  GROUP BY x.tender_id
), steps AS (
  SELECT tender_id, min(basis) AS basis, count(*) AS bids, min(price) AS low, max(price) AS high,
         min(price - before) AS least_step, max(price - before) AS largest_step, avg(price - before) AS mean_step,
         min(price / before) AS least_ratio, max(price / before) AS largest_ratio, avg(price / before) AS mean_ratio,
         count(CASE WHEN price / p.round_fen = floor(price / p.round_fen) THEN 1 END) AS round_prices
  FROM prices JOIN params p ON 1 = 1
  GROUP BY tender_id
), patterned AS (
  SELECT b.tender_id, b.parties, b.basis, s.bids, s.low, s.high, s.mean_step, s.mean_ratio, s.round_prices, e.most, q.price AS same_price, m.method_text AS method,
         coalesce(m.presses_together, 0) AS presses_together, coalesce(m.by_tariff, 0) AS by_tariff,
         CASE WHEN s.basis = 'total' AND s.least_step > 0 AND s.largest_step - s.least_step <= p.series_tolerance * s.mean_step THEN 'arithmetic'
              WHEN s.basis = 'total' AND s.least_ratio > 1 AND s.largest_ratio - s.least_ratio <= p.series_tolerance * (s.mean_ratio - 1) THEN 'geometric'
              WHEN e.most >= 2 THEN 'same'
              WHEN s.basis = 'total' AND s.high - s.low <= p.close_ratio * s.low THEN 'close' END AS kind
  FROM bases b
  JOIN params p ON 1 = 1
  LEFT JOIN steps s ON s.tender_id = b.tender_id
  LEFT JOIN equals e ON e.tender_id = b.tender_id
  LEFT JOIN same q ON q.tender_id = b.tender_id
  LEFT JOIN tender_market m ON m.tender_id = b.tender_id
), judged AS (
  SELECT x.*,
         CASE WHEN x.basis IS NULL AND x.parties >= p.min_bids THEN 'not_computable'
              WHEN x.basis IS NULL THEN 'excluded'
              WHEN x.presses_together = 1 THEN 'excluded'
              WHEN x.most = x.bids THEN 'excluded'
              WHEN x.kind IS NOT NULL AND x.by_tariff = 1 THEN 'excluded'
              WHEN x.kind = 'close' AND x.method IS NULL THEN 'excluded'
              WHEN x.kind = 'close' AND c.peers >= p.min_peers AND c.percentile > p.max_place THEN 'excluded'
              WHEN x.kind IS NOT NULL THEN 'hit'
              ELSE 'clear' END AS outcome,
         CASE WHEN x.basis IS NULL THEN 'few_bids' WHEN x.presses_together = 1 THEN 'benchmark' WHEN x.most = x.bids THEN 'fixed_price' WHEN x.by_tariff = 1 THEN 'tariff' WHEN x.method IS NULL THEN 'method_unknown' ELSE 'usual' END AS clause,
         -- strong: hard to meet by chance; one step lower when prices are round, and when the method is not known
         CASE WHEN x.kind IN ('arithmetic', 'geometric') AND (x.bids >= 4 OR x.round_prices < x.bids) THEN 3
              WHEN x.kind = 'same' AND x.basis = 'total' AND x.same_price / p.round_fen <> floor(x.same_price / p.round_fen) THEN 3
              WHEN x.kind = 'same' AND x.basis = 'rate' AND x.same_price / 10 = floor(x.same_price / 10) THEN 1
              ELSE 2 END - CASE WHEN x.method IS NULL THEN 1 ELSE 0 END AS strength
  FROM patterned x JOIN params p ON 1 = 1
  LEFT JOIN bid_screen_peers c ON c.tender_id = x.tender_id AND c.screen = 'cv'
), sources AS (
  SELECT tender_id, min(source_id) AS source_id, min(currency) AS currency FROM bid_keyed GROUP BY tender_id
), proof AS (
  SELECT tender_id, array_agg(ref) AS evidence
  FROM (SELECT b.tender_id, qy_ref('bid', b.source_id, b.source_sheet, b.source_row) AS ref,
               row_number() OVER (PARTITION BY b.tender_id ORDER BY b.amount_fen, b.source_id, b.source_row) AS nth
        FROM judged j JOIN bid_keyed b ON b.tender_id = j.tender_id AND b.withdrawn = 0 WHERE j.outcome = 'hit') AS t
  WHERE nth <= 50
  GROUP BY tender_id
)
SELECT j.outcome AS outcome,
       CASE j.outcome WHEN 'hit' THEN CASE WHEN j.strength >= 3 THEN 'red' WHEN j.strength = 2 THEN 'yellow' ELSE 'blue' END
                      WHEN 'excluded' THEN j.clause WHEN 'not_computable' THEN 'amount_fen' END AS detail,
       j.tender_id AS subject_key, '标段' || j.tender_id AS subject_label, 'tender:' || j.tender_id AS stack_key, s.source_id AS source_id,
       CASE WHEN j.outcome = 'hit' AND j.basis = 'total' THEN CAST(j.low AS BIGINT) END AS amount_fen,
       CASE WHEN j.outcome = 'hit' THEN e.evidence END AS evidence,
       j.tender_id AS tender_id, j.bids AS bids,
       CASE j.kind WHEN 'arithmetic' THEN '由低到高成等差数列，每级相差约' || qy_text(CAST(round(j.mean_step / 100) AS BIGINT)) || '元'
                   WHEN 'geometric' THEN '由低到高成等比数列，每级约高' || qy_text(CAST(round((j.mean_ratio - 1) * 10000) / 100 AS DOUBLE)) || '%'
                   WHEN 'same' THEN '其中' || qy_text(j.most) || '家' || CASE j.basis WHEN 'total' THEN '总报价' WHEN 'unit' THEN '单价' ELSE '费率（下浮率）' END || '完全相同'
                   ELSE '全部集中在很窄的区间' END AS pattern,
       CASE j.kind WHEN 'arithmetic' THEN 'rise by equal steps of about ' || qy_text(CAST(round(j.mean_step / 100) AS BIGINT))
                   WHEN 'geometric' THEN 'rise by an equal ratio of about ' || qy_text(CAST(round((j.mean_ratio - 1) * 10000) / 100 AS DOUBLE)) || '%'
                   WHEN 'same' THEN 'hold ' || qy_text(j.most) || ' that are exactly equal'
                   ELSE 'lie in a very narrow range' END AS pattern_en,
       CASE WHEN j.basis <> 'rate' THEN CAST(j.low AS BIGINT) END AS low_fen, CASE WHEN j.basis <> 'rate' THEN CAST(j.high AS BIGINT) END AS high_fen,
       (j.high - j.low) / j.low AS spread, coalesce(j.method, '未登记') AS method, s.currency AS currency
FROM judged j
JOIN sources s ON s.tender_id = j.tender_id
LEFT JOIN proof e ON e.tender_id = j.tender_id
