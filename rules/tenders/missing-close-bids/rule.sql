-- One row per buyer and trade. Source: Chassang, Kawai, Nakabayashi and Ortner (2022), Robust screens for noncompetitive bidding in
-- procurement auctions: a stage-game best response leaves no hole around a tie. A falling or flat density of margins puts at least half of
-- the two nearest bands into the nearer one; the binomial test of one half, with the correction for whole numbers, asks whether it is less.
WITH margins AS (
  SELECT s.tender_id, s.buyer_key, s.trade, s.low_fen, s.source_id, s.currency, CAST(s.second_fen - s.low_fen AS DOUBLE) / s.ceiling_fen AS margin,
         -- prices in round ten thousands of yuan, and a band that holds fewer than three such steps
         CASE WHEN s.low_fen % 1000000 = 0 AND s.second_fen % 1000000 = 0 AND p.window * s.ceiling_fen < 3000000 THEN 1 ELSE 0 END AS coarse
  FROM bid_screens s JOIN params p ON 1 = 1 WHERE s.second_fen IS NOT NULL AND s.ceiling_fen > 0 AND s.buyer_key <> '' AND s.presses_together = 0
), groups AS (
  SELECT m.buyer_key, m.trade, min(m.source_id) AS source_id, min(m.currency) AS currency,
         count(CASE WHEN m.margin < p.window THEN 1 END) AS near,
         count(CASE WHEN m.margin >= p.window AND m.margin < 2 * p.window THEN 1 END) AS next,
         avg(CASE WHEN m.margin < 2 * p.window THEN m.coarse END) AS coarse,
         CAST(sum(CASE WHEN m.margin >= p.window AND m.margin < 2 * p.window THEN m.low_fen END) AS BIGINT) AS next_fen
  FROM margins m JOIN params p ON 1 = 1
  GROUP BY m.buyer_key, m.trade
), tested AS (
  SELECT g.*, CASE WHEN g.near + g.next > 0 THEN ((g.near + g.next) / 2.0 - g.near - 0.5) / sqrt((g.near + g.next) / 4.0) END AS z FROM groups g
), judged AS (
  SELECT t.*, CASE WHEN t.near + t.next < p.min_tenders OR t.z < p.min_z THEN 'clear' WHEN t.coarse > 0.5 THEN 'excluded' ELSE 'hit' END AS outcome
  FROM tested t JOIN params p ON 1 = 1
), labels AS (SELECT buyer_key, min(buyer_label) AS buyer FROM tender_market GROUP BY buyer_key),
proof AS (
  SELECT buyer_key, trade, array_agg(ref) AS evidence
  FROM (SELECT j.buyer_key, j.trade, qy_ref('bid', b.source_id, b.source_sheet, b.source_row) AS ref,
               row_number() OVER (PARTITION BY j.buyer_key, j.trade ORDER BY m.low_fen DESC, b.tender_id, b.amount_fen) AS nth
        FROM judged j JOIN params p ON 1 = 1
        JOIN margins m ON m.buyer_key = j.buyer_key AND m.trade = j.trade AND m.margin >= p.window AND m.margin < 2 * p.window
        JOIN bid_keyed b ON b.tender_id = m.tender_id WHERE j.outcome = 'hit') AS refs
  WHERE nth <= 50
  GROUP BY buyer_key, trade
)
SELECT j.outcome AS outcome, CASE j.outcome WHEN 'hit' THEN 'yellow' WHEN 'excluded' THEN 'round_prices' END AS detail,
       j.buyer_key || '|' || j.trade AS subject_key, coalesce(l.buyer, j.buyer_key) || j.trade AS subject_label, 'unit:' || j.buyer_key AS stack_key,
       j.source_id AS source_id, CASE WHEN j.outcome = 'hit' THEN j.next_fen END AS amount_fen, CASE WHEN j.outcome = 'hit' THEN e.evidence END AS evidence,
       coalesce(l.buyer, j.buyer_key) AS buyer, CASE WHEN j.trade = '' THEN '各类' ELSE j.trade END AS trade, p.window AS window_share, j.near AS near, j.next AS next,
       round(j.z * 10) / 10 AS z, j.currency AS currency
FROM judged j JOIN params p ON 1 = 1
LEFT JOIN labels l ON l.buyer_key = j.buyer_key
LEFT JOIN proof e ON e.buyer_key = j.buyer_key AND e.trade = j.trade
UNION ALL
SELECT 'not_computable', CASE WHEN s.buyer_key = '' THEN 'buyer_name' ELSE 'control_price_fen' END, s.tender_id || '|', '标段' || s.tender_id,
       'tender:' || s.tender_id, s.source_id, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
FROM bid_screens s WHERE s.second_fen IS NOT NULL AND s.presses_together = 0 AND (s.buyer_key = '' OR s.ceiling_fen IS NULL)
