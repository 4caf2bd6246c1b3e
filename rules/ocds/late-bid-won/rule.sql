-- One row per tender with bids, and one per winner whose bid came late.
WITH accepted AS (
  SELECT tender_no, count(CASE WHEN submitted_at IS NULL THEN 1 END) AS untimed, max(submitted_at) AS last_at, min(sheet_no) AS sheet_no
  FROM bid_party
  WHERE state = 'valid'
  GROUP BY tender_no
), suspect AS (  -- most tenders have neither a late bid nor one without a time, and their winners need not be looked up
  SELECT a.tender_no, s.bids_due_at
  FROM accepted a JOIN tender_state s ON s.tender_no = a.tender_no
  WHERE a.untimed > 0 OR a.last_at > s.bids_due_at
), winner AS (
  SELECT DISTINCT tender_no, supplier FROM award_party WHERE state = 'active' AND supplier IS NOT NULL
), told AS (  -- bids of winners that came late or without a time
  SELECT b.tender_no, count(CASE WHEN b.submitted_at IS NULL THEN 1 END) AS untimed, count(b.submitted_at) AS late
  FROM bid_party b
  JOIN suspect s ON s.tender_no = b.tender_no
  JOIN winner w ON w.tender_no = b.tender_no AND w.supplier = b.bidder
  WHERE b.state = 'valid' AND (b.submitted_at IS NULL OR b.submitted_at > s.bids_due_at)
  GROUP BY b.tender_no
), judged AS (
  SELECT a.tender_no, n.tender_id, f.source_id, s.bids_due_at,
         CASE WHEN s.cancelled = 1 THEN 'cancelled'
              WHEN qy_listed(s.method_details, p.excluded_method_details) THEN 'method_excluded'
              WHEN coalesce(w.active_awards, 0) = 0 THEN 'no_award' END AS clause,
         CASE WHEN t.late > 0 THEN 'hit' WHEN s.bids_due_at IS NULL OR t.untimed > 0 THEN 'not_computable' ELSE 'clear' END AS finding
  FROM accepted a
  JOIN tender_numbered n ON n.tender_no = a.tender_no
  JOIN bid_sheet f ON f.sheet_no = a.sheet_no
  LEFT JOIN tender_state s ON s.tender_no = a.tender_no
  LEFT JOIN award_state w ON w.tender_no = a.tender_no
  LEFT JOIN told t ON t.tender_no = a.tender_no
  CROSS JOIN params p
), hit AS (
  SELECT j.tender_no, j.tender_id, j.source_id, j.bids_due_at, coalesce(s.title, j.tender_id) AS label
  FROM judged j LEFT JOIN tender_state s ON s.tender_no = j.tender_no
  WHERE j.clause IS NULL AND j.finding = 'hit'
), late_bid AS (
  SELECT b.tender_no, b.bidder, b.bidder_name, b.submitted_at, b.amount_fen, b.currency, f.source_id, f.source_sheet, b.source_row,
         row_number() OVER (PARTITION BY b.tender_no ORDER BY b.submitted_at DESC, b.bidder) AS nth,
         row_number() OVER (PARTITION BY b.bidder ORDER BY b.submitted_at DESC, b.tender_no) AS nth_of_bidder
  FROM bid_party b
  JOIN hit h ON h.tender_no = b.tender_no AND b.submitted_at > h.bids_due_at
  JOIN winner w ON w.tender_no = b.tender_no AND w.supplier = b.bidder
  JOIN bid_sheet f ON f.sheet_no = b.sheet_no
  WHERE b.state = 'valid'
), proof AS (
  SELECT tender_no, array_agg(qy_ref('bid', source_id, source_sheet, source_row)) AS evidence FROM late_bid GROUP BY tender_no
), subject AS (
  SELECT l.tender_no, 'red' AS band, 'ocid:' || h.tender_id AS subject_key, h.label AS subject_label, 'tender:' || h.tender_id AS stack_key,
         l.amount_fen AS amount_fen, l.bidder, l.bidder_name, l.submitted_at, l.currency
  FROM late_bid l JOIN hit h ON h.tender_no = l.tender_no
  WHERE l.nth = 1
  UNION ALL
  SELECT tender_no, 'blue' AS band, 'tenderer:' || bidder AS subject_key, coalesce(bidder_name, bidder) AS subject_label, 'firm:' || bidder AS stack_key,
         NULL AS amount_fen, bidder, bidder_name, submitted_at, currency
  FROM late_bid
  WHERE nth_of_bidder = 1
)
SELECT 'hit' AS outcome, s.band AS detail, s.subject_key AS subject_key, s.subject_label AS subject_label, s.stack_key AS stack_key, h.source_id AS source_id,
       s.amount_fen AS amount_fen, qy_first(e.evidence, 50) AS evidence, 1.0 AS measure,
       h.label AS tender, coalesce(s.bidder_name, s.bidder) AS bidder, qy_minute(h.bids_due_at) AS due_at, qy_minute(s.submitted_at) AS submitted_at,
       s.currency AS currency
FROM subject s JOIN hit h ON h.tender_no = s.tender_no JOIN proof e ON e.tender_no = s.tender_no
UNION ALL
SELECT CASE WHEN clause IS NOT NULL THEN 'excluded' ELSE finding END,
       CASE WHEN clause IS NOT NULL THEN clause WHEN finding = 'not_computable' THEN CASE WHEN bids_due_at IS NULL THEN 'bids_due_at' ELSE 'submitted_at' END END,
       qy_subject(FALSE, 'ocid:' || tender_id), NULL, NULL, source_id, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
FROM judged
WHERE clause IS NOT NULL OR finding <> 'hit'
