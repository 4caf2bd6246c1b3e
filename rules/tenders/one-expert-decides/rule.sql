-- One row per expert and firm that came first in a tender with enough experts. What an expert gave that firm above the mean of what the same
-- expert gave the others is the lead; it is held against the lead that the other experts of the panel gave.
-- Points are added as decimals: fractions added in another order would settle a tie the other way.
WITH totals AS (
  SELECT tender_id, expert_no, coalesce(bidder_code, qy_code(bidder_name)) AS firm_key, min(qy_firm_label(bidder_name, bidder_code)) AS firm_label, CAST(sum(points) AS DECIMAL(18,4)) AS points,
         min(source_id) AS source_id
  FROM evaluation WHERE expert_no IS NOT NULL AND points IS NOT NULL
  GROUP BY tender_id, expert_no, coalesce(bidder_code, qy_code(bidder_name))
), firms AS (
  SELECT tender_id, firm_key, min(firm_label) AS firm_label, sum(points) AS points FROM totals GROUP BY tender_id, firm_key
), panels AS (
  SELECT tender_id, count(DISTINCT expert_no) AS experts FROM totals GROUP BY tender_id
), firsts AS (
  SELECT tender_id, firm_key, firm_label FROM (SELECT f.*, row_number() OVER (PARTITION BY tender_id ORDER BY points DESC, firm_key) AS nth FROM firms f) AS ranked WHERE nth = 1
), leads AS (  -- NULL where the expert scored that firm alone, or not at all
  SELECT t.tender_id, t.expert_no, f.firm_key, min(f.firm_label) AS firm_label, min(t.source_id) AS source_id,
         CAST(max(CASE WHEN t.firm_key = f.firm_key THEN t.points END) AS DOUBLE) - avg(CASE WHEN t.firm_key <> f.firm_key THEN CAST(t.points AS DOUBLE) END) AS lead_points
  FROM totals t JOIN firsts f ON f.tender_id = t.tender_id
  GROUP BY t.tender_id, t.expert_no, f.firm_key
), held AS (
  SELECT a.tender_id, a.expert_no, a.lead_points, avg(b.lead_points) AS others_lead, stddev_samp(b.lead_points) AS others_sd
  FROM leads a JOIN leads b ON b.tender_id = a.tender_id AND b.expert_no <> a.expert_no
  WHERE a.lead_points IS NOT NULL AND b.lead_points IS NOT NULL
  GROUP BY a.tender_id, a.expert_no, a.lead_points
), without AS (  -- who comes first when one expert is left out
  SELECT tender_id, expert_no, firm_key FROM (
    SELECT e.tender_id, e.expert_no, f.firm_key, row_number() OVER (PARTITION BY e.tender_id, e.expert_no ORDER BY f.points - coalesce(t.points, 0) DESC, f.firm_key) AS nth
    FROM (SELECT DISTINCT tender_id, expert_no FROM totals) AS e
    JOIN firms f ON f.tender_id = e.tender_id
    LEFT JOIN totals t ON t.tender_id = e.tender_id AND t.expert_no = e.expert_no AND t.firm_key = f.firm_key) AS ranked
  WHERE nth = 1
), seats AS (
  SELECT l.*, round(h.lead_points - h.others_lead, 6) AS above, CASE WHEN w.firm_key <> l.firm_key THEN 1 ELSE 0 END AS turned,
         CASE WHEN p.experts >= q.min_experts AND round(h.lead_points - h.others_lead, 6) >= round(q.min_z * greatest(q.min_sd, coalesce(h.others_sd, 0)), 6) THEN 1 ELSE 0 END AS leaned
  FROM leads l JOIN params q ON 1 = 1
  JOIN panels p ON p.tender_id = l.tender_id
  JOIN without w ON w.tender_id = l.tender_id AND w.expert_no = l.expert_no
  LEFT JOIN held h ON h.tender_id = l.tender_id AND h.expert_no = l.expert_no
), stakes AS (
  SELECT tender_id, firm_key, max(amount_fen) AS amount_fen, min(currency) AS currency FROM bid_keyed GROUP BY tender_id, firm_key
), counted AS (
  SELECT s.expert_no, s.firm_key, min(s.firm_label) AS firm_label, min(s.source_id) AS source_id, count(*) AS tenders, sum(s.leaned) AS times, sum(s.leaned * s.turned) AS turns,
         max(CASE WHEN s.leaned = 1 THEN s.above END) AS above, CAST(sum(CASE WHEN s.leaned = 1 THEN k.amount_fen END) AS BIGINT) AS amount_fen, min(k.currency) AS currency
  FROM seats s LEFT JOIN stakes k ON k.tender_id = s.tender_id AND k.firm_key = s.firm_key
  GROUP BY s.expert_no, s.firm_key
), judged AS (
  SELECT c.*, CASE WHEN c.times >= p.min_times THEN CASE WHEN c.turns > 0 THEN 'red' ELSE 'yellow' END WHEN c.times >= 2 AND c.turns > 0 THEN 'yellow' END AS band,
         CASE WHEN c.times > 0 AND c.times < p.min_times AND NOT (c.times >= 2 AND c.turns > 0) THEN 1 ELSE 0 END AS seldom
  FROM counted c JOIN params p ON 1 = 1
), proof AS (
  SELECT expert_no, firm_key, array_agg(ref) AS evidence
  FROM (SELECT j.expert_no, j.firm_key, qy_ref('evaluation', v.source_id, v.source_sheet, v.source_row) AS ref,
               row_number() OVER (PARTITION BY j.expert_no, j.firm_key ORDER BY s.above DESC, v.tender_id, v.points DESC, v.source_id, v.source_row) AS nth
        FROM judged j JOIN seats s ON s.expert_no = j.expert_no AND s.firm_key = j.firm_key AND s.leaned = 1
        JOIN evaluation v ON v.tender_id = s.tender_id AND v.expert_no = j.expert_no
        WHERE j.band IS NOT NULL) AS refs
  WHERE nth <= 50 GROUP BY expert_no, firm_key
)
SELECT CASE WHEN j.band IS NOT NULL THEN 'hit' WHEN j.seldom = 1 THEN 'excluded' ELSE 'clear' END AS outcome, CASE WHEN j.band IS NOT NULL THEN j.band WHEN j.seldom = 1 THEN 'seldom' END AS detail,
       j.expert_no || '|' || j.firm_key AS subject_key, '一名评委，' || j.firm_label AS subject_label, 'firm:' || j.firm_key AS stack_key, j.source_id AS source_id,
       CASE WHEN j.band IS NOT NULL THEN j.amount_fen END AS amount_fen, e.evidence AS evidence, j.firm_label AS firm_name, j.tenders AS tenders, j.times AS times, j.turns AS turns,
       round(j.above * 10) / 10 AS above, coalesce(j.currency, 'CNY') AS currency
FROM judged j
LEFT JOIN proof e ON e.expert_no = j.expert_no AND e.firm_key = j.firm_key
UNION ALL
SELECT 'not_computable', CASE WHEN max(expert_no) IS NULL THEN 'expert_no' ELSE 'points' END, tender_id || '|', '标段' || tender_id, 'tender:' || tender_id, min(source_id), NULL, NULL,
       NULL, NULL, NULL, NULL, NULL, NULL
FROM evaluation GROUP BY tender_id HAVING count(CASE WHEN expert_no IS NOT NULL AND points IS NOT NULL THEN 1 END) = 0
