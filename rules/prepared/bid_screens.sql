-- The statistical screens of one tender's prices, one row per tender_id.
--
--   parties    bids, priced or not, a consortium counting once and withdrawn ones not at all; rejected ones stay, for a cover bid is often one
--   bids       those with a price of 1,000 yuan and more: what is less is a rate written where a price belongs
--   bidders    the larger of parties and the number that the notice gives; band: '2', '3', '4', '5-7', '8+'
--   low_fen, second_fen, high_fen   the two lowest prices and the highest
--   level      lowest price / ceiling (Bajari and Ye 2003 on cost and reserve as the yardstick); markup: lowest price / estimate - 1
--   above      share of the other bids that lie above the ceiling
--   cv         standard deviation / mean (Abrantes-Metz and others 2006)
--   rel_diff   (second - lowest) / lowest
--   rel_distance   (second - lowest) / standard deviation of the losing bids (Imhof 2018); three bids at least
--   skewness   with the usual correction for small samples; three bids at least. Kurtosis, excess, four at least
--   ks         Kolmogorov's distance of the prices from even spacing between lowest and highest; three at least
--   gap_cv     standard deviation / mean of the steps from price to price: 0 is a ladder; four bids at least
-- A screen that cannot be computed is NULL. Read by bid_screen_peers and by the rules H11b to H11g, H26a to H26e.
WITH handed_in AS (
  SELECT tender_id, count(DISTINCT party) AS parties, min(source_id) AS source_id, min(currency) AS currency FROM bid_keyed WHERE withdrawn = 0 GROUP BY tender_id
), offers AS (
  SELECT tender_id, party, CAST(max(amount_fen) AS DOUBLE) AS price
  FROM bid_keyed WHERE withdrawn = 0 AND amount_fen >= 100000
  GROUP BY tender_id, party
), placed AS (
  SELECT tender_id, price, row_number() OVER (PARTITION BY tender_id ORDER BY price, party) AS nth,
         price - lag(price) OVER (PARTITION BY tender_id ORDER BY price, party) AS gap, avg(price) OVER (PARTITION BY tender_id) AS mean,
         min(price) OVER (PARTITION BY tender_id) AS low, max(price) OVER (PARTITION BY tender_id) AS high, count(*) OVER (PARTITION BY tender_id) AS n
  FROM offers
), moments AS (
  SELECT p.tender_id, min(p.n) AS n, min(p.mean) AS mean, min(p.low) AS low,
         max(CASE WHEN p.nth = 2 THEN p.price END) AS second, max(p.high) AS high, stddev_samp(p.price) AS sd,
         stddev_samp(CASE WHEN p.nth > 1 THEN p.price END) AS losers_sd, avg(p.gap) AS gap_mean, stddev_samp(p.gap) AS gap_sd,
         sum((p.price - p.mean) / p.low * ((p.price - p.mean) / p.low) * ((p.price - p.mean) / p.low)) AS third,
         sum((p.price - p.mean) / p.low * ((p.price - p.mean) / p.low) * ((p.price - p.mean) / p.low) * ((p.price - p.mean) / p.low)) AS fourth,
         max(CASE WHEN p.high > p.low THEN greatest(CAST(p.nth AS DOUBLE) / p.n - (p.price - p.low) / (p.high - p.low),
                                                    (p.price - p.low) / (p.high - p.low) - CAST(p.nth - 1 AS DOUBLE) / p.n) END) AS ks,
         count(CASE WHEN p.nth > 1 AND p.price > m.ceiling_fen THEN 1 END) AS above
  FROM placed p LEFT JOIN tender_market m ON m.tender_id = p.tender_id
  GROUP BY p.tender_id
), scaled AS (
  SELECT x.*, CAST(x.n AS DOUBLE) AS k, CASE WHEN x.sd > 0 THEN x.sd / x.low END AS s FROM moments x
)
SELECT h.tender_id, h.source_id, h.currency, h.parties, coalesce(s.n, 0) AS bids, greatest(h.parties, coalesce(m.told, 0)) AS bidders,
       CASE WHEN greatest(h.parties, coalesce(m.told, 0)) <= 2 THEN '2' WHEN greatest(h.parties, coalesce(m.told, 0)) = 3 THEN '3'
            WHEN greatest(h.parties, coalesce(m.told, 0)) = 4 THEN '4' WHEN greatest(h.parties, coalesce(m.told, 0)) <= 7 THEN '5-7' ELSE '8+' END AS band,
       coalesce(m.method, 'unknown') AS method, m.method_text, coalesce(m.presses_together, 0) AS presses_together, coalesce(m.by_tariff, 0) AS by_tariff,
       coalesce(m.trade, '') AS trade, coalesce(m.year, 0) AS year, coalesce(m.buyer_key, '') AS buyer_key,
       CAST(s.low AS BIGINT) AS low_fen, CAST(s.second AS BIGINT) AS second_fen, CAST(s.high AS BIGINT) AS high_fen,
       m.ceiling_fen, m.control_fen, m.estimate_fen,
       CASE WHEN m.ceiling_fen > 0 THEN s.low / m.ceiling_fen END AS level,
       CASE WHEN m.estimate_fen > 0 THEN s.low / m.estimate_fen - 1 END AS markup,
       CASE WHEN m.ceiling_fen > 0 AND s.n >= 2 THEN s.above / (s.k - 1) END AS above,
       s.sd / s.mean AS cv, (s.second - s.low) / s.low AS rel_diff,
       CASE WHEN s.losers_sd > 0 THEN (s.second - s.low) / s.losers_sd END AS rel_distance,
       CASE WHEN s.n >= 3 THEN s.k / ((s.k - 1) * (s.k - 2)) * s.third / (s.s * s.s * s.s) END AS skewness,
       CASE WHEN s.n >= 4 THEN s.k * (s.k + 1) / ((s.k - 1) * (s.k - 2) * (s.k - 3)) * s.fourth / (s.s * s.s * s.s * s.s)
                               - 3 * (s.k - 1) * (s.k - 1) / ((s.k - 2) * (s.k - 3)) END AS kurtosis,
       CASE WHEN s.n >= 3 THEN s.ks END AS ks,
       CASE WHEN s.n >= 4 AND s.gap_mean > 0 THEN s.gap_sd / s.gap_mean END AS gap_cv
FROM handed_in h
LEFT JOIN scaled s ON s.tender_id = h.tender_id
LEFT JOIN tender_market m ON m.tender_id = h.tender_id
