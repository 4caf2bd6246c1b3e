-- One row per tender with an award in force.
WITH judged AS (
  SELECT a.*, CASE WHEN a.awarded_fen IS NULL THEN 'amount_fen' WHEN a.control_fen IS NULL THEN 'control_price_fen' END AS missing,
         CASE WHEN a.level <= p.deep AND a.peers >= p.min_peers AND a.share_deep > p.max_share THEN 'usual' END AS clause,
         CASE WHEN a.level > p.deep THEN NULL WHEN a.peers >= p.min_peers THEN 'yellow' ELSE 'blue' END AS colour
  FROM award_level a JOIN params p ON 1 = 1
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.colour) AS outcome FROM judged j
)
SELECT d.outcome AS outcome, coalesce(d.missing, d.clause, d.colour) AS detail, d.tender_id AS subject_key,
       '标段' || d.tender_id || coalesce('：' || d.title, '') AS subject_label, 'tender:' || d.tender_id AS stack_key, d.source_id AS source_id,
       CASE WHEN d.outcome = 'hit' THEN d.control_fen - d.awarded_fen END AS amount_fen, CASE WHEN d.outcome = 'hit' THEN d.evidence END AS evidence,
       d.tender_id AS tender_id, d.control_fen AS control_fen, d.awarded_fen AS awarded_fen, d.level AS level, d.peers AS peers, d.share_deep AS share,
       d.currency AS currency
FROM decided d
