-- One row per tender with bids and awards, and one per winner of those that were flagged.
WITH bidders AS (
  SELECT tender_no, min(sheet_no) AS sheet_no, min(CASE WHEN state = 'valid' THEN bidder END) AS bidder,
         max(CASE WHEN state = 'valid' THEN bidder END) AS last_bidder, count(CASE WHEN state = 'disqualified' THEN 1 END) AS disqualified_bids
  FROM bid_party
  WHERE bidder IS NOT NULL
  GROUP BY tender_no
), others_out AS (
  -- Firms, not bids: one whose two bids were disqualified counts once, and the winner's own disqualified bid not at all.
  SELECT b.tender_no, count(DISTINCT b.bidder) AS disqualified
  FROM bidders s JOIN bid_party b ON b.tender_no = s.tender_no AND b.state = 'disqualified' AND b.bidder <> s.bidder
  WHERE s.bidder = s.last_bidder AND s.disqualified_bids > 0
  GROUP BY b.tender_no
), judged AS (
  SELECT b.tender_no, o.tender_id, f.source_id, b.bidder, x.disqualified, o.awarded_fen, o.currency, p.red_from,
         CASE WHEN coalesce(s.cancelled, 0) = 1 THEN 'cancelled'
              WHEN qy_listed(s.method_details, p.excluded_method_details) THEN 'method_excluded'
              WHEN o.open_awards > 0 THEN 'award_open'
              WHEN o.active_awards = 0 THEN 'no_award' END AS clause,
         CASE WHEN o.any_winner IS NULL THEN 'not_computable'
              WHEN b.bidder = b.last_bidder AND o.one_winner = b.bidder AND x.disqualified >= p.threshold THEN 'hit' ELSE 'clear' END AS finding
  FROM bidders b
  JOIN award_state o ON o.tender_no = b.tender_no
  JOIN bid_sheet f ON f.sheet_no = b.sheet_no
  LEFT JOIN tender_state s ON s.tender_no = b.tender_no
  LEFT JOIN others_out x ON x.tender_no = b.tender_no
  CROSS JOIN params p
), decided AS (
  SELECT tender_no, tender_id, source_id, bidder, disqualified, awarded_fen, currency, red_from, clause,
         CASE WHEN clause IS NOT NULL THEN 'excluded' ELSE finding END AS outcome
  FROM judged
), hit AS (
  SELECT d.tender_no, d.tender_id, d.source_id, d.bidder, d.disqualified, d.awarded_fen, d.currency, d.red_from, coalesce(s.title, d.tender_id) AS label
  FROM decided d LEFT JOIN tender_state s ON s.tender_no = d.tender_no
  WHERE d.outcome = 'hit'
), proof AS (
  SELECT tender_no, min(bidder_name) AS bidder_name, array_agg(ref) FILTER (WHERE nth <= 50) AS evidence
  FROM (SELECT b.tender_no, CASE WHEN b.state = 'valid' THEN b.bidder_name END AS bidder_name, qy_ref('bid', f.source_id, f.source_sheet, b.source_row) AS ref,
               row_number() OVER (PARTITION BY b.tender_no ORDER BY f.source_id, b.source_row, b.offer_id) AS nth
        FROM bid_party b JOIN hit h ON h.tender_no = b.tender_no JOIN bid_sheet f ON f.sheet_no = b.sheet_no) AS numbered
  GROUP BY tender_no
), firm AS (
  SELECT tender_no FROM (
    SELECT tender_no, row_number() OVER (PARTITION BY bidder ORDER BY disqualified DESC, tender_no) AS nth FROM hit) AS ranked
  WHERE nth = 1
), subject AS (
  SELECT h.tender_no, 'yellow' AS kind, 'ocid:' || h.tender_id AS subject_key, h.label AS subject_label, 'tender:' || h.tender_id AS stack_key,
         h.awarded_fen AS amount_fen, CAST(h.disqualified AS DOUBLE) AS measure
  FROM hit h
  UNION ALL
  SELECT h.tender_no, 'blue' AS kind, 'tenderer:' || h.bidder AS subject_key, coalesce(e.bidder_name, h.bidder) AS subject_label, 'firm:' || h.bidder AS stack_key,
         CAST(NULL AS BIGINT) AS amount_fen, 0.0 AS measure
  FROM firm f JOIN hit h ON h.tender_no = f.tender_no JOIN proof e ON e.tender_no = f.tender_no
)
SELECT 'hit' AS outcome, CASE WHEN s.kind = 'yellow' AND h.disqualified >= h.red_from THEN 'red' ELSE s.kind END AS detail,
       s.subject_key AS subject_key, s.subject_label AS subject_label, s.stack_key AS stack_key, h.source_id AS source_id,
       s.amount_fen AS amount_fen, e.evidence AS evidence, s.measure AS measure,
       h.label AS tender, coalesce(e.bidder_name, h.bidder) AS bidder, h.disqualified AS disqualified, h.currency AS currency
FROM subject s JOIN hit h ON h.tender_no = s.tender_no JOIN proof e ON e.tender_no = s.tender_no
UNION ALL
SELECT outcome, CASE outcome WHEN 'excluded' THEN clause WHEN 'not_computable' THEN 'supplier_code' END, qy_subject(FALSE, 'ocid:' || tender_id), NULL, NULL, source_id,
       NULL, NULL, NULL, NULL, NULL, NULL, NULL
FROM decided
WHERE outcome <> 'hit'
