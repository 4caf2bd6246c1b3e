-- One row per tender with bids, and one per winner whose bid came late.
WITH accepted AS (
  SELECT b.tender_id, count(CASE WHEN b.submitted_at IS NULL THEN 1 END) AS untimed, max(b.submitted_at) AS last_at, min(b.source_id) AS source_id
  FROM bid_party b
  WHERE b.state = 'valid'
  GROUP BY b.tender_id
), telling AS (
  -- Bids of winners that came late or without a time; most tenders have neither, and their winners need not be looked up.
  SELECT b.tender_id, b.bidder, b.bidder_name, b.submitted_at, b.amount_fen, b.currency, b.source_id, b.source_sheet, b.source_row, s.bids_due_at
  FROM bid_party b
  JOIN accepted a ON a.tender_id = b.tender_id
  JOIN tender_state s ON s.tender_id = b.tender_id AND (a.untimed > 0 OR a.last_at > s.bids_due_at)
  WHERE b.state = 'valid' AND (b.submitted_at IS NULL OR b.submitted_at > s.bids_due_at)
    AND EXISTS (SELECT 1 FROM award_party w WHERE w.tender_id = b.tender_id AND w.supplier = b.bidder AND w.state = 'active')
), told AS (
  SELECT tender_id, count(CASE WHEN submitted_at IS NULL THEN 1 END) AS untimed, count(submitted_at) AS late FROM telling GROUP BY tender_id
), examined AS (
  SELECT a.tender_id, a.source_id, s.title, s.cancelled, s.method_details, s.bids_due_at, w.active_awards,
         coalesce(t.untimed, 0) AS untimed, coalesce(t.late, 0) AS late
  FROM accepted a
  LEFT JOIN tender_state s ON s.tender_id = a.tender_id
  LEFT JOIN award_state w ON w.tender_id = a.tender_id
  LEFT JOIN told t ON t.tender_id = a.tender_id
), judged AS (
  SELECT e.*, coalesce(e.title, e.tender_id) AS label,
         CASE WHEN e.cancelled = 1 THEN 'cancelled'
              WHEN qy_listed(e.method_details, p.excluded_method_details) THEN 'method_excluded'
              WHEN coalesce(e.active_awards, 0) = 0 THEN 'no_award' END AS clause
  FROM examined e CROSS JOIN params p
), decided AS (
  SELECT *, CASE WHEN clause IS NOT NULL THEN 'excluded' WHEN late > 0 THEN 'hit'
                 WHEN bids_due_at IS NULL OR untimed > 0 THEN 'not_computable' ELSE 'clear' END AS outcome
  FROM judged
), late_bid AS (
  SELECT t.tender_id, t.bidder, t.bidder_name, t.submitted_at, t.amount_fen, t.currency, t.source_id, t.source_sheet, t.source_row,
         row_number() OVER (PARTITION BY t.tender_id ORDER BY t.submitted_at DESC, t.bidder) AS nth,
         row_number() OVER (PARTITION BY t.bidder ORDER BY t.submitted_at DESC, t.tender_id) AS nth_of_bidder
  FROM telling t JOIN decided d ON d.tender_id = t.tender_id
  WHERE d.outcome = 'hit' AND t.submitted_at IS NOT NULL
), proof AS (
  SELECT tender_id, array_agg(qy_ref('bid', source_id, source_sheet, source_row)) AS evidence FROM late_bid GROUP BY tender_id
), subject AS (
  SELECT d.tender_id, d.source_id, d.label, d.clause, d.outcome, d.bids_due_at, l.bidder, l.bidder_name, l.submitted_at, l.amount_fen, l.currency,
         'ocid:' || d.tender_id AS subject_key, d.label AS subject_label, 'tender:' || d.tender_id AS stack_key
  FROM decided d LEFT JOIN late_bid l ON l.tender_id = d.tender_id AND l.nth = 1
  UNION ALL
  SELECT d.tender_id, d.source_id, d.label, d.clause, d.outcome, d.bids_due_at, l.bidder, l.bidder_name, l.submitted_at, l.amount_fen, l.currency,
         'tenderer:' || l.bidder AS subject_key, coalesce(l.bidder_name, l.bidder) AS subject_label, 'firm:' || l.bidder AS stack_key
  FROM late_bid l JOIN decided d ON d.tender_id = l.tender_id
  WHERE l.nth_of_bidder = 1
)
SELECT s.outcome AS outcome,
       CASE s.outcome WHEN 'hit' THEN CASE WHEN s.subject_key LIKE 'tenderer:%' THEN 'blue' ELSE 'red' END
                      WHEN 'excluded' THEN s.clause
                      WHEN 'not_computable' THEN CASE WHEN s.bids_due_at IS NULL THEN 'bids_due_at' ELSE 'submitted_at' END END AS detail,
       s.subject_key AS subject_key, s.subject_label AS subject_label, s.stack_key AS stack_key, s.source_id AS source_id,
       CASE WHEN s.subject_key LIKE 'ocid:%' THEN s.amount_fen END AS amount_fen,
       qy_first(e.evidence, 50) AS evidence,
       CASE WHEN s.outcome = 'hit' THEN 1.0 END AS measure,
       s.label AS tender, coalesce(s.bidder_name, s.bidder) AS bidder, qy_minute(s.bids_due_at) AS due_at, qy_minute(s.submitted_at) AS submitted_at,
       s.currency AS currency
FROM subject s LEFT JOIN proof e ON e.tender_id = s.tender_id AND s.outcome = 'hit'
