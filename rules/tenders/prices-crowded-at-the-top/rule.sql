-- One row per tender of five bids and more.
WITH judged AS (
  SELECT s.*, c.peers, c.median,
         CASE WHEN s.bids < p.min_bids THEN 'amount_fen' END AS missing,
         CASE WHEN s.presses_together = 1 THEN 'benchmark' WHEN s.by_tariff = 1 THEN 'tariff' WHEN s.rel_distance >= p.lone_distance AND s.rel_diff <= 0.15 AND s.rel_diff >= 0.01 THEN 'lone_low' WHEN s.level * s.second_fen < p.least_second_level * s.low_fen THEN 'others_low'
              WHEN c.peers < p.min_peers THEN 'few_peers' WHEN c.percentile > p.max_place THEN 'usual' END AS base_rate,
         CASE WHEN s.skewness <= p.max_skewness AND s.ks >= p.min_ks THEN 'yellow' END AS colour
  FROM bid_screens s JOIN params p ON s.parties >= p.min_bids
  LEFT JOIN bid_screen_peers c ON c.tender_id = s.tender_id AND c.screen = 'skewness'
), decided AS (
  SELECT j.*, qy_outcome(j.missing, CASE WHEN j.colour IS NOT NULL THEN j.base_rate END, j.colour) AS outcome FROM judged j
)
SELECT d.outcome AS outcome, CASE d.outcome WHEN 'not_computable' THEN d.missing WHEN 'excluded' THEN d.base_rate WHEN 'hit' THEN d.colour END AS detail,
       d.tender_id AS subject_key, '标段' || d.tender_id AS subject_label, 'tender:' || d.tender_id AS stack_key, d.source_id AS source_id,
       CASE WHEN d.outcome = 'hit' THEN d.low_fen END AS amount_fen, CASE WHEN d.outcome = 'hit' THEN e.evidence END AS evidence,
       d.tender_id AS tender_id, d.bids AS bids, round(d.skewness * 100) / 100 AS skewness, round(d.kurtosis * 100) / 100 AS kurtosis, d.ks AS ks,
       d.peers AS peers, round(d.median * 100) / 100 AS median, d.low_fen AS low_fen, d.high_fen AS high_fen, d.currency AS currency
FROM decided d LEFT JOIN bid_proof e ON e.tender_id = d.tender_id
