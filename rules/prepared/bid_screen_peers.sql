-- Where each screen of a tender lies among comparable tenders: the base rate that it is held against.
--
--   shape        one row per tender_id and screen ('level', 'cv', 'rel_distance', 'skewness', 'kurtosis', 'ks', 'gap_cv') that has a value
--   peers        tenders it is compared with, itself included: same scoring method and number of bidders, as narrow as leaves twenty of them:
--                1 also the same trade, year and buyer; 2 trade and year; 3 trade; 4 the method and the number of bidders alone (then however few)
--   breadth      which of the four
--   percentile   share of peers below, equals counting half: 0.5 is the middle, and what a tender without peers gets
--   median       the peers' median
-- The method comes first because a benchmark price presses prices together by itself, the number of bidders because it moves every screen.
-- Read by the rules H11b to H11g, H26a.
WITH screens AS (
  SELECT tender_id, method, band, trade, year, buyer_key, 'level' AS screen, level AS x FROM bid_screens
  UNION ALL SELECT tender_id, method, band, trade, year, buyer_key, 'cv', cv FROM bid_screens
  UNION ALL SELECT tender_id, method, band, trade, year, buyer_key, 'rel_distance', rel_distance FROM bid_screens
  UNION ALL SELECT tender_id, method, band, trade, year, buyer_key, 'skewness', skewness FROM bid_screens
  UNION ALL SELECT tender_id, method, band, trade, year, buyer_key, 'kurtosis', kurtosis FROM bid_screens
  UNION ALL SELECT tender_id, method, band, trade, year, buyer_key, 'ks', ks FROM bid_screens
  UNION ALL SELECT tender_id, method, band, trade, year, buyer_key, 'gap_cv', gap_cv FROM bid_screens
), wide AS (
  SELECT tender_id, screen, x, screen || '|' || method || '|' || band AS market, trade, qy_text(year) AS year, buyer_key FROM screens WHERE x IS NOT NULL
), levels AS (
  SELECT tender_id, screen, x, 1 AS breadth, market || '|' || trade || '|' || year || '|' || buyer_key AS circle FROM wide WHERE buyer_key <> ''
  UNION ALL SELECT tender_id, screen, x, 2, market || '|' || trade || '|' || year FROM wide
  UNION ALL SELECT tender_id, screen, x, 3, market || '|' || trade FROM wide
  UNION ALL SELECT tender_id, screen, x, 4, market FROM wide
), ranked AS (
  SELECT tender_id, screen, x, breadth, circle, count(*) OVER (PARTITION BY breadth, circle) AS peers,
         rank() OVER (PARTITION BY breadth, circle ORDER BY x) AS below, count(*) OVER (PARTITION BY breadth, circle, x) AS ties
  FROM levels
), chosen AS (
  SELECT r.*, row_number() OVER (PARTITION BY tender_id, screen ORDER BY breadth) AS nth FROM ranked r WHERE peers >= 20 OR breadth = 4
), medians AS (
  SELECT breadth, circle, qy_quantile(x, 0.5) AS median FROM levels GROUP BY breadth, circle
)
SELECT c.tender_id, c.screen, c.x AS value, c.peers, c.breadth, (c.below - 1 + c.ties / 2.0) / c.peers AS percentile, m.median
FROM chosen c JOIN medians m ON m.breadth = c.breadth AND m.circle = c.circle
WHERE c.nth = 1
