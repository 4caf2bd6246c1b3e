-- One row per tender with submitted bids. Cardinal lets the first bid in file order stand for bids of equal price; here any disqualified one
-- among the lowest counts, so that the order of rows does not matter.
WITH summed AS (
  SELECT tender_no, min(sheet_no) AS sheet_no, min(amount_fen) AS lowest_fen, min(CASE WHEN state = 'disqualified' THEN amount_fen END) AS lowest_out_fen,
         min(CASE WHEN state = 'valid' THEN amount_fen END) AS lowest_valid_fen, max(currency) AS currency,
         min(CASE WHEN amount_fen IS NOT NULL THEN currency END) AS first_currency, max(CASE WHEN amount_fen IS NOT NULL THEN currency END) AS last_currency
  FROM bid_offer
  WHERE state IS NOT NULL AND state NOT IN ('invited', 'withdrawn')
  GROUP BY tender_no
), decided AS (
  SELECT b.tender_no, n.tender_id, f.source_id, b.lowest_fen, b.lowest_valid_fen, b.currency, b.first_currency, b.last_currency,
         CASE WHEN coalesce(s.cancelled, 0) = 1 THEN 'cancelled'
              WHEN qy_listed(s.method_details, p.excluded_method_details) THEN 'method_excluded'
              WHEN p.price_comparison_methods <> '' AND NOT coalesce(qy_listed(s.method_details, p.price_comparison_methods), FALSE) THEN 'no_price_comparison'
              WHEN p.price_comparison_methods = '' AND qy_listed(s.method_details, p.no_price_comparison_methods) THEN 'no_price_comparison'
              WHEN coalesce(a.active_awards, 0) = 0 THEN 'no_award' END AS clause,
         CASE WHEN b.first_currency IS NULL OR b.first_currency <> b.last_currency OR b.lowest_valid_fen IS NULL THEN 'not_computable'
              WHEN b.lowest_out_fen = b.lowest_fen THEN 'hit' ELSE 'clear' END AS finding
  FROM summed b
  JOIN tender_numbered n ON n.tender_no = b.tender_no
  JOIN bid_sheet f ON f.sheet_no = b.sheet_no
  LEFT JOIN tender_state s ON s.tender_no = b.tender_no
  LEFT JOIN award_state a ON a.tender_no = b.tender_no
  CROSS JOIN params p
), hit AS (
  SELECT d.tender_no, d.tender_id, d.source_id, d.lowest_fen, d.lowest_valid_fen, d.currency, coalesce(s.title, d.tender_id) AS label
  FROM decided d LEFT JOIN tender_state s ON s.tender_no = d.tender_no
  WHERE d.clause IS NULL AND d.finding = 'hit'
), proof AS (
  SELECT b.tender_no, array_agg(qy_ref('bid', f.source_id, f.source_sheet, b.source_row)) AS evidence
  FROM bid_party b JOIN hit h ON h.tender_no = b.tender_no AND b.amount_fen IN (h.lowest_fen, h.lowest_valid_fen)
  JOIN bid_sheet f ON f.sheet_no = b.sheet_no
  GROUP BY b.tender_no
)
SELECT 'hit' AS outcome, 'yellow' AS detail, 'ocid:' || h.tender_id AS subject_key, h.label AS subject_label, 'tender:' || h.tender_id AS stack_key,
       h.source_id AS source_id, h.lowest_fen AS amount_fen, qy_first(e.evidence, 50) AS evidence, 1.0 AS measure,
       h.label AS tender, h.lowest_valid_fen AS lowest_valid_fen, h.lowest_valid_fen - h.lowest_fen AS excess_fen, h.currency AS currency
FROM hit h LEFT JOIN proof e ON e.tender_no = h.tender_no
UNION ALL
SELECT CASE WHEN clause IS NOT NULL THEN 'excluded' ELSE finding END,
       CASE WHEN clause IS NOT NULL THEN clause WHEN finding = 'not_computable' THEN CASE WHEN first_currency <> last_currency THEN 'currency' ELSE 'amount_fen' END END,
       qy_subject(FALSE, 'ocid:' || tender_id), NULL, NULL, source_id, NULL, NULL, NULL, NULL, NULL, NULL, NULL
FROM decided
WHERE clause IS NOT NULL OR finding <> 'hit'
