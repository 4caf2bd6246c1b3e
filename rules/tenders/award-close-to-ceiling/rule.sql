-- One row per tender with an award in force. Awards above the ceiling are H26c's. Where another bid lay well below, there was competition, and the
-- scoring decided.
WITH judged AS (
  SELECT a.*, CASE WHEN a.awarded_fen IS NULL THEN 'amount_fen' WHEN a.control_fen IS NULL THEN 'control_price_fen' END AS missing,
         CASE WHEN a.level BETWEEN p.near AND 1 THEN CASE WHEN s.method LIKE '%单一来源%' OR s.method_details LIKE '%单一来源%' THEN 'single_source'
              WHEN a.presses_together = 1 THEN 'benchmark' WHEN b.bids >= 2 AND b.low_fen < p.near * a.control_fen THEN 'others_lower' WHEN a.peers >= p.min_peers AND a.share_near > p.max_share THEN 'usual' END END AS clause,
         CASE WHEN a.level BETWEEN p.near AND 1 THEN
              CASE WHEN a.peers < p.min_peers THEN 'blue' WHEN a.level >= p.red THEN 'red' ELSE 'yellow' END END AS colour
  FROM award_level a JOIN params p ON 1 = 1
  LEFT JOIN tender_state s ON s.tender_id = a.tender_id
  LEFT JOIN bid_screens b ON b.tender_id = a.tender_id
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.colour) AS outcome FROM judged j
)
SELECT d.outcome AS outcome, coalesce(d.missing, d.clause, d.colour) AS detail, d.tender_id AS subject_key,
       '标段' || d.tender_id || coalesce('：' || d.title, '') AS subject_label, 'tender:' || d.tender_id AS stack_key, d.source_id AS source_id,
       CASE WHEN d.outcome = 'hit' THEN d.awarded_fen END AS amount_fen, CASE WHEN d.outcome = 'hit' THEN d.evidence END AS evidence,
       d.tender_id AS tender_id, d.control_fen AS control_fen, d.level AS level, d.peers AS peers, d.share_near AS share, d.currency AS currency
FROM decided d
