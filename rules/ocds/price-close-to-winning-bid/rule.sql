-- One row per tender with an award, and one per firm of a tender that was flagged.
WITH examined AS (
  SELECT m.*, CASE WHEN m.cancelled = 1 THEN 'cancelled'
                   WHEN qy_listed(m.method_details, p.excluded_method_details) THEN 'method_excluded'
                   WHEN p.price_comparison_methods <> '' AND NOT coalesce(qy_listed(m.method_details, p.price_comparison_methods), FALSE) THEN 'no_price_comparison'
                   WHEN p.price_comparison_methods = '' AND qy_listed(m.method_details, p.no_price_comparison_methods) THEN 'no_price_comparison'
                   WHEN m.state <> 'comparable' THEN m.state END AS clause
  FROM bid_margin m CROSS JOIN params p
), fence AS (
  -- Three quarters of all ratios at zero would put the fence at zero and flag those three quarters.
  SELECT CASE WHEN p.threshold >= 0 THEN p.threshold WHEN q.q1 > 0 THEN q.q1 - 1.5 * (q.q3 - q.q1) END AS fence
  FROM (SELECT qy_quantile8(ratio, 0.25) AS q1, qy_quantile8(ratio, 0.75) AS q3 FROM examined WHERE clause IS NULL) AS q CROSS JOIN params p
), hit AS (
  SELECT e.tender_no, e.tender_id, e.source_id, e.winner, e.winner_offer, e.winner_fen, e.runner_up, e.runner_up_offer, e.runner_up_fen, e.ratio, e.currency,
         f.fence, coalesce(s.title, e.tender_id) AS label
  FROM examined e CROSS JOIN fence f LEFT JOIN tender_state s ON s.tender_no = e.tender_no
  WHERE e.clause IS NULL AND f.fence > 0 AND e.ratio <= f.fence
), proof AS (
  SELECT b.tender_no, array_agg(qy_ref('bid', f.source_id, f.source_sheet, b.source_row)) AS evidence
  FROM bid_party b JOIN hit h ON h.tender_no = b.tender_no AND b.bidder IN (h.winner, h.runner_up)
  JOIN bid_sheet f ON f.sheet_no = b.sheet_no
  GROUP BY b.tender_no
), firm AS (
  -- One tender stands for all of a firm's: the one with the smallest gap.
  SELECT w.firm, w.tender_no, min(b.bidder_name) AS firm_name
  FROM (SELECT firm, offer_id, tender_no, row_number() OVER (PARTITION BY firm ORDER BY ratio, tender_no) AS nth
        FROM (SELECT winner AS firm, winner_offer AS offer_id, tender_no, ratio FROM hit
              UNION ALL
              SELECT runner_up AS firm, runner_up_offer AS offer_id, tender_no, ratio FROM hit) AS firm_in_tender) AS w
  JOIN bid_party b ON b.tender_no = w.tender_no AND b.offer_id = w.offer_id
  WHERE w.nth = 1
  GROUP BY w.firm, w.tender_no
), subject AS (
  SELECT tender_no, 'yellow' AS band, 'ocid:' || tender_id AS subject_key, label AS subject_label, 'tender:' || tender_id AS stack_key,
         winner_fen AS amount_fen, ratio AS measure
  FROM hit
  UNION ALL
  SELECT tender_no, 'blue' AS band, 'tenderer:' || firm AS subject_key, coalesce(firm_name, firm) AS subject_label, 'firm:' || firm AS stack_key,
         NULL AS amount_fen, 0.0 AS measure
  FROM firm
)
SELECT 'hit' AS outcome, s.band AS detail, s.subject_key AS subject_key, s.subject_label AS subject_label, s.stack_key AS stack_key, h.source_id AS source_id,
       s.amount_fen AS amount_fen, qy_first(e.evidence, 50) AS evidence, s.measure AS measure,
       h.label AS tender, h.winner_fen AS winner_fen, h.runner_up_fen AS runner_up_fen, h.ratio AS ratio, h.fence AS fence, h.currency AS currency
FROM subject s JOIN hit h ON h.tender_no = s.tender_no LEFT JOIN proof e ON e.tender_no = s.tender_no
UNION ALL
SELECT CASE WHEN e.clause = 'no_winner_bid' THEN 'not_computable' WHEN e.clause IS NOT NULL THEN 'excluded' ELSE 'clear' END,
       CASE WHEN e.clause = 'no_winner_bid' THEN 'amount_fen' ELSE e.clause END,
       qy_subject(FALSE, 'ocid:' || e.tender_id), NULL, NULL, e.source_id, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
FROM examined e CROSS JOIN fence f
WHERE e.clause IS NOT NULL OR NOT coalesce(f.fence > 0 AND e.ratio <= f.fence, FALSE)
