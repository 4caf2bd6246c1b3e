-- One row per tender of five bids and more. Losing prices that are all equal have no standard deviation: H11 sees them.
WITH judged AS (
  SELECT s.*, c.peers, c.median,
         CASE WHEN s.bids < p.min_bids THEN 'amount_fen' END AS missing,
         CASE WHEN s.rel_distance >= p.min_distance AND s.rel_diff BETWEEN p.min_gap AND p.max_gap THEN 1 ELSE 0 END AS apart,
         CASE WHEN s.presses_together = 1 THEN 'benchmark' WHEN s.by_tariff = 1 THEN 'tariff' WHEN s.level * s.second_fen < p.least_second_level * s.low_fen THEN 'others_low'
              WHEN c.peers < p.min_peers THEN 'few_peers' WHEN c.percentile < p.min_place THEN 'usual' END AS base_rate,
         CASE WHEN s.method_text IS NULL THEN 'blue' ELSE 'yellow' END AS colour
  FROM bid_screens s JOIN params p ON s.parties >= p.min_bids
  LEFT JOIN bid_screen_peers c ON c.tender_id = s.tender_id AND c.screen = 'rel_distance'
), decided AS (
  SELECT j.*, qy_outcome(j.missing, CASE WHEN j.apart = 1 THEN j.base_rate END, CASE WHEN j.apart = 1 THEN j.colour END) AS outcome FROM judged j
)
SELECT d.outcome AS outcome, CASE d.outcome WHEN 'not_computable' THEN d.missing WHEN 'excluded' THEN d.base_rate WHEN 'hit' THEN d.colour END AS detail,
       d.tender_id AS subject_key, '标段' || d.tender_id AS subject_label,
       'tender:' || d.tender_id AS stack_key, d.source_id AS source_id, CASE WHEN d.outcome = 'hit' THEN d.low_fen END AS amount_fen,
       CASE WHEN d.outcome = 'hit' THEN e.evidence END AS evidence, d.tender_id AS tender_id, d.bids AS bids, d.low_fen AS low_fen,
       d.second_fen AS second_fen, d.rel_diff AS gap, round(d.rel_distance * 10) / 10 AS distance, d.peers AS peers,
       round(d.median * 10) / 10 AS median, d.currency AS currency
FROM decided d LEFT JOIN bid_proof e ON e.tender_id = d.tender_id
