-- One row per tender with bids, and one per winner whose bid came late.
WITH winner AS (
  SELECT DISTINCT a.tender_id, coalesce(a.supplier_code, a.supplier_name) AS firm
  FROM award a LEFT JOIN tender_state s ON s.tender_id = a.tender_id
  WHERE lower(trim(a.status)) IN ('active', '中标', '已中标', '成交', '有效') OR (a.status IS NULL AND coalesce(s.is_ocds, 0) = 0)
), accepted AS (
  SELECT b.tender_id, coalesce(b.bidder_code, b.bidder_name) AS bidder, b.bidder_name, b.submitted_at, b.amount_fen, b.currency,
         b.source_id, b.source_sheet, b.source_row
  FROM bid b LEFT JOIN tender_state s ON s.tender_id = b.tender_id
  WHERE lower(trim(b.status)) IN ('valid', 'winner', '有效', '合格', '通过', '中标', '成交', '中标候选人')
     OR (b.status IS NULL AND coalesce(s.is_ocds, 0) = 0)
), examined AS (
  SELECT b.tender_id, min(b.source_id) AS source_id, max(s.title) AS title, max(s.cancelled) AS cancelled, max(s.method_details) AS method_details,
         max(s.bids_due_at) AS bids_due_at, max(a.active_awards) AS active_awards,
         count(w.firm) AS winning_bids, count(CASE WHEN w.firm IS NOT NULL AND b.submitted_at IS NULL THEN 1 END) AS untimed,
         count(CASE WHEN w.firm IS NOT NULL AND b.submitted_at > s.bids_due_at THEN 1 END) AS late
  FROM accepted b
  LEFT JOIN tender_state s ON s.tender_id = b.tender_id
  LEFT JOIN award_state a ON a.tender_id = b.tender_id
  LEFT JOIN winner w ON w.tender_id = b.tender_id AND w.firm = b.bidder
  GROUP BY b.tender_id
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
  SELECT d.tender_id, b.bidder, b.bidder_name, b.submitted_at, b.amount_fen, b.currency, b.source_id, b.source_sheet, b.source_row,
         row_number() OVER (PARTITION BY d.tender_id ORDER BY b.submitted_at DESC, b.bidder) AS nth,
         row_number() OVER (PARTITION BY b.bidder ORDER BY b.submitted_at DESC, d.tender_id) AS nth_of_bidder
  FROM decided d
  JOIN accepted b ON b.tender_id = d.tender_id AND b.submitted_at > d.bids_due_at
  JOIN winner w ON w.tender_id = b.tender_id AND w.firm = b.bidder
  WHERE d.outcome = 'hit'
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
