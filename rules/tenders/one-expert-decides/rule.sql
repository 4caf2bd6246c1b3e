-- One row per tender and expert. The two firms compared are the first by all points and the first by the points of the other experts.
-- Points are added as decimals: fractions added in another order would settle a tie the other way.
WITH totals AS (
  SELECT tender_id, expert_no, coalesce(bidder_code, qy_code(bidder_name)) AS firm_key, min(qy_firm_label(bidder_name, bidder_code)) AS firm_label, CAST(sum(points) AS DECIMAL(18,4)) AS points,
         min(source_id) AS source_id
  FROM evaluation WHERE expert_no IS NOT NULL AND points IS NOT NULL
  GROUP BY tender_id, expert_no, coalesce(bidder_code, qy_code(bidder_name))
), firms AS (
  SELECT tender_id, firm_key, min(firm_label) AS firm_label, sum(points) AS points FROM totals GROUP BY tender_id, firm_key
), panels AS (
  SELECT tender_id, count(DISTINCT expert_no) AS experts, min(source_id) AS source_id FROM totals GROUP BY tender_id
), firsts AS (
  SELECT tender_id, firm_key, firm_label, points FROM (SELECT f.*, row_number() OVER (PARTITION BY tender_id ORDER BY points DESC, firm_key) AS nth FROM firms f) AS ranked WHERE nth = 1
), without AS (  -- each firm's points without one expert
  SELECT e.tender_id, e.expert_no, f.firm_key, f.firm_label, f.points - coalesce(t.points, 0) AS points
  FROM (SELECT DISTINCT tender_id, expert_no FROM totals) AS e
  JOIN firms f ON f.tender_id = e.tender_id
  LEFT JOIN totals t ON t.tender_id = e.tender_id AND t.expert_no = e.expert_no AND t.firm_key = f.firm_key
), others_first AS (
  SELECT tender_id, expert_no, firm_key, firm_label FROM (SELECT w.*, row_number() OVER (PARTITION BY tender_id, expert_no ORDER BY points DESC, firm_key) AS nth FROM without w) AS ranked WHERE nth = 1
), edges AS (  -- for each expert under question, every expert's edge for the first over the other
  SELECT o.tender_id, o.expert_no, o.firm_key AS other_key, a.expert_no AS judge, a.points - b.points AS edge
  FROM others_first o
  JOIN firsts f ON f.tender_id = o.tender_id AND f.firm_key <> o.firm_key
  JOIN totals a ON a.tender_id = o.tender_id AND a.firm_key = f.firm_key
  JOIN totals b ON b.tender_id = o.tender_id AND b.firm_key = o.firm_key AND b.expert_no = a.expert_no
), compared AS (
  SELECT tender_id, expert_no, other_key, CAST(max(CASE WHEN judge = expert_no THEN edge END) AS DOUBLE) AS edge, round(avg(CASE WHEN judge <> expert_no THEN CAST(edge AS DOUBLE) END), 6) AS others_edge,
         round(stddev_samp(CASE WHEN judge <> expert_no THEN CAST(edge AS DOUBLE) END), 6) AS others_sd
  FROM edges GROUP BY tender_id, expert_no, other_key
), judged AS (
  SELECT o.tender_id, o.expert_no, p.source_id, p.experts, f.firm_key, f.firm_label AS firm_name, o.firm_label AS other_name, c.edge, c.others_edge,
         (c.edge - c.others_edge) / greatest(q.min_sd, coalesce(c.others_sd, 0)) AS z,
         CASE WHEN p.experts < q.min_experts OR c.tender_id IS NULL OR c.edge - c.others_edge < q.min_z * greatest(q.min_sd, coalesce(c.others_sd, 0)) THEN 'clear'
              WHEN g.points >= f.points * 0.995 THEN 'excluded' ELSE 'hit' END AS outcome
  FROM others_first o JOIN params q ON 1 = 1
  JOIN panels p ON p.tender_id = o.tender_id
  JOIN firsts f ON f.tender_id = o.tender_id
  LEFT JOIN compared c ON c.tender_id = o.tender_id AND c.expert_no = o.expert_no
  LEFT JOIN firms g ON g.tender_id = c.tender_id AND g.firm_key = c.other_key
), stakes AS (SELECT tender_id, firm_key, max(amount_fen) AS amount_fen, min(currency) AS currency FROM bid_keyed GROUP BY tender_id, firm_key),
proof AS (
  SELECT tender_id, expert_no, array_agg(ref) AS evidence
  FROM (SELECT j.tender_id, j.expert_no, qy_ref('evaluation', v.source_id, v.source_sheet, v.source_row) AS ref,
               row_number() OVER (PARTITION BY j.tender_id, j.expert_no ORDER BY v.points DESC, v.source_row) AS nth
        FROM judged j JOIN evaluation v ON v.tender_id = j.tender_id AND v.expert_no = j.expert_no WHERE j.outcome = 'hit') AS refs
  WHERE nth <= 50 GROUP BY tender_id, expert_no
)
SELECT j.outcome AS outcome, CASE j.outcome WHEN 'hit' THEN 'yellow' WHEN 'excluded' THEN 'close_race' END AS detail, j.tender_id || '|' || j.expert_no AS subject_key,
       '标段' || j.tender_id || '的一名评委' AS subject_label, 'tender:' || j.tender_id AS stack_key, j.source_id AS source_id,
       CASE WHEN j.outcome = 'hit' THEN k.amount_fen END AS amount_fen, e.evidence AS evidence, j.tender_id AS tender_id, j.experts AS experts, j.firm_name AS firm_name,
       j.other_name AS other_name, round(j.edge * 10) / 10 AS edge, round(j.others_edge * 10) / 10 AS others_edge, round(j.z * 10) / 10 AS z, coalesce(k.currency, 'CNY') AS currency
FROM judged j
LEFT JOIN stakes k ON k.tender_id = j.tender_id AND k.firm_key = j.firm_key
LEFT JOIN proof e ON e.tender_id = j.tender_id AND e.expert_no = j.expert_no
UNION ALL
SELECT 'not_computable', CASE WHEN max(expert_no) IS NULL THEN 'expert_no' ELSE 'points' END, tender_id || '|', '标段' || tender_id, 'tender:' || tender_id, min(source_id), NULL, NULL,
       NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
FROM evaluation GROUP BY tender_id HAVING count(CASE WHEN expert_no IS NOT NULL AND points IS NOT NULL THEN 1 END) = 0
