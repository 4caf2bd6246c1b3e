-- One row per tender with an award, and one per winner of a tender that was flagged.
WITH examined AS (
  SELECT m.*, CASE WHEN m.cancelled = 1 THEN 'cancelled'
                   WHEN qy_listed(m.method_details, p.excluded_method_details) THEN 'method_excluded'
                   WHEN p.price_comparison_methods <> '' AND NOT coalesce(qy_listed(m.method_details, p.price_comparison_methods), FALSE) THEN 'no_price_comparison'
                   WHEN p.price_comparison_methods = '' AND qy_listed(m.method_details, p.no_price_comparison_methods) THEN 'no_price_comparison'
                   WHEN m.state <> 'comparable' THEN m.state END AS clause
  FROM bid_margin m CROSS JOIN params p
), fence AS (
  SELECT CASE WHEN p.threshold >= 0 THEN p.threshold ELSE q.q3 + 1.5 * (q.q3 - q.q1) END AS fence
  FROM (SELECT qy_quantile8(ratio, 0.25) AS q1, qy_quantile8(ratio, 0.75) AS q3 FROM examined WHERE clause IS NULL) AS q CROSS JOIN params p
), judged AS (
  SELECT e.*, f.fence, coalesce(e.title, e.tender_id) AS label,
         CASE WHEN e.clause = 'no_winner_bid' THEN 'not_computable'
              WHEN e.clause IS NOT NULL THEN 'excluded'
              WHEN f.fence <= 0 OR e.ratio < f.fence THEN 'clear'
              WHEN e.ratio < p.least_gap THEN 'excluded' ELSE 'hit' END AS outcome
  FROM examined e CROSS JOIN fence f CROSS JOIN params p
), proof AS (
  SELECT b.tender_id, array_agg(qy_ref('bid', b.source_id, b.source_sheet, b.source_row)) AS evidence
  FROM bid_party b JOIN judged j ON j.tender_id = b.tender_id AND b.bidder IN (j.winner, j.runner_up)
  WHERE j.outcome = 'hit'
  GROUP BY b.tender_id
), firm AS (
  -- One tender stands for all of a firm's: the one with the widest gap.
  SELECT firm, firm_name, tender_id FROM (
    SELECT winner AS firm, winner_name AS firm_name, tender_id, row_number() OVER (PARTITION BY winner ORDER BY ratio DESC, tender_id) AS nth
    FROM judged WHERE outcome = 'hit') AS ranked
  WHERE nth = 1
), subject AS (
  SELECT j.*, 'ocid:' || j.tender_id AS subject_key, j.label AS subject_label, 'tender:' || j.tender_id AS stack_key, j.ratio AS measure
  FROM judged j
  UNION ALL
  SELECT j.*, 'tenderer:' || f.firm AS subject_key, coalesce(f.firm_name, f.firm) AS subject_label, 'firm:' || f.firm AS stack_key, 0.0 AS measure
  FROM firm f JOIN judged j ON j.tender_id = f.tender_id
)
SELECT s.outcome AS outcome,
       CASE s.outcome WHEN 'hit' THEN CASE WHEN s.subject_key LIKE 'tenderer:%' THEN 'blue' ELSE 'yellow' END
                      WHEN 'excluded' THEN coalesce(s.clause, 'modest') WHEN 'not_computable' THEN 'amount_fen' END AS detail,
       s.subject_key AS subject_key, s.subject_label AS subject_label, s.stack_key AS stack_key, s.source_id AS source_id,
       CASE WHEN s.subject_key LIKE 'ocid:%' THEN s.winner_fen END AS amount_fen,
       qy_first(e.evidence, 50) AS evidence,
       CASE WHEN s.outcome = 'hit' THEN s.measure END AS measure,
       s.label AS tender, s.winner_fen AS winner_fen, s.runner_up_fen AS runner_up_fen, s.ratio AS ratio, s.fence AS fence, s.currency AS currency
FROM subject s LEFT JOIN proof e ON e.tender_id = s.tender_id
