-- One row per tender of three bids and more.
WITH judged AS (
  SELECT s.*, c.peers, c.median,
         CASE WHEN s.bids < p.min_bids THEN 'amount_fen' END AS missing,
         CASE WHEN s.cv > p.max_cv THEN NULL WHEN s.high_fen = s.low_fen THEN 'fixed_price' WHEN s.presses_together = 1 THEN 'benchmark' WHEN s.by_tariff = 1 THEN 'tariff' WHEN s.method_text IS NULL THEN 'method_unknown' WHEN c.peers < p.min_peers THEN 'few_peers'
              WHEN c.percentile > p.max_place THEN 'usual' END AS clause,
         CASE WHEN s.cv > p.max_cv THEN NULL WHEN s.cv > p.yellow_cv THEN 'blue' ELSE 'yellow' END AS band_shown
  FROM bid_screens s JOIN params p ON s.parties >= p.min_bids
  LEFT JOIN bid_screen_peers c ON c.tender_id = s.tender_id AND c.screen = 'cv'
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band_shown) AS outcome FROM judged j
)
SELECT d.outcome AS outcome, coalesce(d.missing, d.clause, d.band_shown) AS detail, d.tender_id AS subject_key, '标段' || d.tender_id AS subject_label,
       'tender:' || d.tender_id AS stack_key, d.source_id AS source_id, CASE WHEN d.outcome = 'hit' THEN d.low_fen END AS amount_fen,
       CASE WHEN d.outcome = 'hit' THEN e.evidence END AS evidence, d.tender_id AS tender_id, d.bids AS bids, d.cv AS cv, d.peers AS peers,
       d.median AS median, d.low_fen AS low_fen, d.high_fen AS high_fen, d.currency AS currency
FROM decided d LEFT JOIN bid_proof e ON e.tender_id = d.tender_id
