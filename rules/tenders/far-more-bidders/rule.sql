-- One row per tender. Only the number of bidders of the same trade is compared.
WITH trades AS (
  SELECT trade, count(*) AS peers, avg(bidders) AS mean, stddev_samp(bidders) AS sd FROM bid_screens GROUP BY trade
), judged AS (
  SELECT s.*, t.peers, t.mean, CASE WHEN t.sd > 0 THEN (s.bidders - t.mean) / t.sd END AS z,
         CASE WHEN s.bidders >= p.min_bidders AND t.peers < p.min_peers THEN 'few_peers' END AS clause,
         CASE WHEN s.bidders >= p.min_bidders AND (t.peers < p.min_peers OR (t.sd > 0 AND s.bidders - t.mean >= p.min_z * t.sd)) THEN 'blue' END AS colour
  FROM bid_screens s JOIN params p ON 1 = 1 JOIN trades t ON t.trade = s.trade
), decided AS (
  SELECT j.*, qy_outcome(NULL, j.clause, j.colour) AS outcome FROM judged j
)
SELECT d.outcome AS outcome, coalesce(d.clause, d.colour) AS detail, d.tender_id AS subject_key, '标段' || d.tender_id AS subject_label,
       'tender:' || d.tender_id AS stack_key, d.source_id AS source_id, CASE WHEN d.outcome = 'hit' THEN d.low_fen END AS amount_fen,
       CASE WHEN d.outcome = 'hit' THEN e.evidence END AS evidence, d.tender_id AS tender_id,
       CASE WHEN d.trade = '' THEN '类别未登记' ELSE d.trade END AS trade, d.bidders AS bidders, d.peers AS peers, round(d.mean * 10) / 10 AS mean,
       round(d.z * 10) / 10 AS z, coalesce(d.method_text, '未登记') AS method
FROM decided d LEFT JOIN bid_proof e ON e.tender_id = d.tender_id
