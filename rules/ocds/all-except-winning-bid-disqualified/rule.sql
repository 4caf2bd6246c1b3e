-- One row per tender with bids and awards, and one per winner of those that were flagged.
WITH bidders AS (
  SELECT tender_id, min(source_id) AS source_id, min(CASE WHEN state = 'valid' THEN bidder END) AS bidder,
         max(CASE WHEN state = 'valid' THEN bidder END) AS last_bidder, min(CASE WHEN state = 'valid' THEN bidder_name END) AS bidder_name,
         count(CASE WHEN state = 'disqualified' THEN 1 END) AS disqualified_bids
  FROM bid_party
  WHERE bidder IS NOT NULL
  GROUP BY tender_id
), others_out AS (
  -- Firms, not bids: one whose two bids were disqualified counts once, and the winner's own disqualified bid not at all.
  SELECT b.tender_id, count(DISTINCT b.bidder) AS disqualified
  FROM bidders s JOIN bid_party b ON b.tender_id = s.tender_id AND b.state = 'disqualified' AND b.bidder <> s.bidder
  WHERE s.bidder = s.last_bidder AND s.disqualified_bids > 0
  GROUP BY b.tender_id
), judged AS (
  SELECT b.tender_id, b.source_id, coalesce(s.title, b.tender_id) AS label, b.bidder, b.bidder_name, x.disqualified,
         o.awarded_fen, o.currency, p.red_from,
         CASE WHEN coalesce(s.cancelled, 0) = 1 THEN 'cancelled'
              WHEN qy_listed(s.method_details, p.excluded_method_details) THEN 'method_excluded'
              WHEN o.open_awards > 0 THEN 'award_open'
              WHEN o.active_awards = 0 THEN 'no_award' END AS clause,
         CASE WHEN o.any_winner IS NULL THEN 'not_computable'
              WHEN b.bidder = b.last_bidder AND o.one_winner = b.bidder AND x.disqualified >= p.threshold THEN 'hit' ELSE 'clear' END AS finding
  FROM bidders b
  JOIN award_state o ON o.tender_id = b.tender_id
  LEFT JOIN tender_state s ON s.tender_id = b.tender_id
  LEFT JOIN others_out x ON x.tender_id = b.tender_id
  CROSS JOIN params p
), decided AS (
  SELECT *, CASE WHEN clause IS NOT NULL THEN 'excluded' ELSE finding END AS outcome FROM judged
), proof AS (
  SELECT tender_id, array_agg(ref) AS evidence
  FROM (SELECT b.tender_id, qy_ref('bid', b.source_id, b.source_sheet, b.source_row) AS ref,
               row_number() OVER (PARTITION BY b.tender_id ORDER BY b.source_id, b.source_row, b.offer_id) AS nth
        FROM bid_party b JOIN decided d ON d.tender_id = b.tender_id
        WHERE d.outcome = 'hit') AS numbered
  WHERE nth <= 50
  GROUP BY tender_id
), firm AS (
  SELECT tender_id FROM (
    SELECT tender_id, row_number() OVER (PARTITION BY bidder ORDER BY disqualified DESC, tender_id) AS nth FROM decided WHERE outcome = 'hit') AS ranked
  WHERE nth = 1
), subject AS (
  SELECT d.*, 'ocid:' || d.tender_id AS subject_key, d.label AS subject_label, 'tender:' || d.tender_id AS stack_key, CAST(d.disqualified AS DOUBLE) AS measure
  FROM decided d
  UNION ALL
  SELECT d.*, 'tenderer:' || d.bidder AS subject_key, coalesce(d.bidder_name, d.bidder) AS subject_label, 'firm:' || d.bidder AS stack_key, 0.0 AS measure
  FROM firm f JOIN decided d ON d.tender_id = f.tender_id
)
SELECT s.outcome AS outcome,
       CASE s.outcome WHEN 'hit' THEN CASE WHEN s.subject_key LIKE 'tenderer:%' THEN 'blue' WHEN s.disqualified >= s.red_from THEN 'red' ELSE 'yellow' END
                      WHEN 'excluded' THEN s.clause WHEN 'not_computable' THEN 'supplier_code' END AS detail,
       s.subject_key AS subject_key, s.subject_label AS subject_label, s.stack_key AS stack_key, s.source_id AS source_id,
       CASE WHEN s.subject_key LIKE 'ocid:%' THEN s.awarded_fen END AS amount_fen,
       CASE WHEN s.outcome = 'hit' THEN e.evidence END AS evidence,
       CASE WHEN s.outcome = 'hit' THEN s.measure END AS measure,
       s.label AS tender, coalesce(s.bidder_name, s.bidder) AS bidder, s.disqualified AS disqualified, s.currency AS currency
FROM subject s LEFT JOIN proof e ON e.tender_id = s.tender_id
