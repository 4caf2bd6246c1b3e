-- One row per bidder with a valid bid of its own in a tender with one final award to one supplier; one without any such bid is not a row.
WITH comparable AS (
  SELECT a.tender_no, a.sole_supplier
  FROM award_state a LEFT JOIN tender_state s ON s.tender_no = a.tender_no CROSS JOIN params p
  WHERE a.open_awards = 0 AND a.active_awards = 1 AND a.sole_supplier IS NOT NULL AND coalesce(s.cancelled, 0) = 0
    AND NOT coalesce(qy_listed(s.method_details, p.excluded_method_details), FALSE)
), took_part AS (
  SELECT o.bidder, o.tender_no, min(o.sheet_no) AS sheet_no, max(CASE WHEN o.bidder = c.sole_supplier THEN 1 ELSE 0 END) AS won
  FROM bid_offer o JOIN comparable c ON c.tender_no = o.tender_no
  WHERE o.state = 'valid' AND o.bidders = 1
  GROUP BY o.bidder, o.tender_no
), rated AS (
  SELECT bidder, min(sheet_no) AS sheet_no, count(*) AS submitted, CAST(sum(won) AS BIGINT) AS wins, CAST(sum(won) AS DOUBLE) / count(*) AS ratio
  FROM took_part
  GROUP BY bidder
), fence AS (
  SELECT q.many, CASE WHEN p.threshold >= 0 THEN p.threshold WHEN q.q1 > 0 THEN q.q1 - 1.5 * (q.q3 - q.q1) END AS fence
  FROM (SELECT qy_quantile8(r.submitted, max(p.percentile)) AS many, qy_quantile8(r.ratio, 0.25) AS q1, qy_quantile8(r.ratio, 0.75) AS q3
        FROM rated r CROSS JOIN params p) AS q CROSS JOIN params p
), judged AS (
  SELECT r.*, f.fence, CASE WHEN r.submitted < f.many THEN 'excluded'
                            WHEN f.fence > 0 AND r.ratio <= f.fence THEN 'hit' ELSE 'clear' END AS outcome
  FROM rated r CROSS JOIN fence f
), named AS (
  SELECT bidder, max(bidder_name) AS bidder_name
  FROM (SELECT o.bidder, min(b.bidder_name) AS bidder_name
        FROM judged j JOIN bid_offer o ON o.bidder = j.bidder JOIN comparable c ON c.tender_no = o.tender_no
        JOIN bid_party b ON b.tender_no = o.tender_no AND b.offer_id = o.offer_id
        WHERE j.outcome = 'hit' AND o.state = 'valid' AND o.bidders = 1
        GROUP BY o.bidder, o.tender_no, o.offer_id) AS one_offer
  GROUP BY bidder
), proof AS (
  SELECT bidder, array_agg(ref) AS evidence
  FROM (SELECT j.bidder, qy_ref('bid', f.source_id, f.source_sheet, b.source_row) AS ref,
               row_number() OVER (PARTITION BY j.bidder ORDER BY b.tender_no, f.source_id, b.source_row) AS nth
        FROM judged j JOIN bid_party b ON b.bidder = j.bidder
        JOIN comparable c ON c.tender_no = b.tender_no
        JOIN bid_sheet f ON f.sheet_no = b.sheet_no
        WHERE j.outcome = 'hit') AS numbered
  WHERE nth <= 50
  GROUP BY bidder
)
SELECT j.outcome AS outcome,
       CASE j.outcome WHEN 'hit' THEN CASE WHEN j.submitted >= 10 THEN 'yellow' ELSE 'blue' END WHEN 'excluded' THEN 'few_bids' END AS detail,
       'tenderer:' || j.bidder AS subject_key,
       coalesce(n.bidder_name, j.bidder) AS subject_label,
       'firm:' || j.bidder AS stack_key,
       f.source_id AS source_id,
       CAST(NULL AS BIGINT) AS amount_fen,
       e.evidence AS evidence,
       CASE WHEN j.outcome = 'hit' THEN j.ratio END AS measure,
       coalesce(n.bidder_name, j.bidder) AS bidder, j.submitted AS submitted, j.wins AS wins, j.fence AS fence
FROM judged j JOIN bid_sheet f ON f.sheet_no = j.sheet_no LEFT JOIN named n ON n.bidder = j.bidder LEFT JOIN proof e ON e.bidder = j.bidder
