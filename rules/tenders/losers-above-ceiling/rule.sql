-- One row per tender of two bids and more. Only a ceiling counts, not an estimate.
WITH counted AS (
  SELECT s.*, CASE WHEN s.control_fen IS NOT NULL THEN CAST(round(s.above * (s.bids - 1)) AS BIGINT) END AS above_bids FROM bid_screens s WHERE s.parties >= 2
), based AS (
  SELECT c.*, count(c.above_bids) OVER (PARTITION BY c.method, c.trade) AS peers,
         CAST(count(CASE WHEN c.above_bids >= p.min_above THEN 1 END) OVER (PARTITION BY c.method, c.trade) AS DOUBLE) AS alike,
         CASE WHEN c.above_bids >= p.min_above AND c.above >= p.min_share THEN 1 ELSE 0 END AS noticed
  FROM counted c JOIN params p ON 1 = 1
), judged AS (
  SELECT b.*, CASE WHEN b.bids < 2 THEN 'amount_fen' WHEN b.control_fen IS NULL THEN 'control_price_fen' END AS missing,
         CASE WHEN b.noticed = 1 AND b.peers >= p.min_peers AND b.alike > p.max_share_of_trade * b.peers THEN 'usual' END AS clause,
         CASE WHEN b.noticed = 1 THEN CASE WHEN b.above = 1 THEN 'red' ELSE 'yellow' END END AS colour
  FROM based b JOIN params p ON 1 = 1
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.colour) AS outcome FROM judged j
)
SELECT d.outcome AS outcome, coalesce(d.missing, d.clause, d.colour) AS detail, d.tender_id AS subject_key, '标段' || d.tender_id AS subject_label,
       'tender:' || d.tender_id AS stack_key, d.source_id AS source_id, CASE WHEN d.outcome = 'hit' THEN d.low_fen END AS amount_fen,
       CASE WHEN d.outcome = 'hit' THEN e.evidence END AS evidence, d.tender_id AS tender_id, d.control_fen AS control_fen, d.bids AS bids,
       d.above_bids AS above, d.high_fen AS high_fen, d.low_fen AS low_fen, d.level AS level, d.currency AS currency
FROM decided d LEFT JOIN bid_proof e ON e.tender_id = d.tender_id
