-- One row per tender with submitted bids. Cardinal lets the first bid in file order stand for bids of equal price; here any disqualified one
-- among the lowest counts, so that the order of rows does not matter.
WITH submitted AS (
  SELECT tender_id, offer_id, source_id, state, amount_fen, currency,
         min(amount_fen) OVER (PARTITION BY tender_id) AS lowest_fen
  FROM bid_offer
  WHERE state IS NOT NULL AND state NOT IN ('invited', 'withdrawn')
), summed AS (
  SELECT tender_id, min(source_id) AS source_id, max(lowest_fen) AS lowest_fen, count(DISTINCT CASE WHEN amount_fen IS NOT NULL THEN currency END) AS currencies,
         max(currency) AS currency, max(CASE WHEN state = 'disqualified' AND amount_fen = lowest_fen THEN 1 ELSE 0 END) AS lowest_is_out,
         min(CASE WHEN state = 'valid' THEN amount_fen END) AS lowest_valid_fen
  FROM submitted
  GROUP BY tender_id
), judged AS (
  SELECT b.*, coalesce(s.title, b.tender_id) AS label,
         CASE WHEN coalesce(s.cancelled, 0) = 1 THEN 'cancelled'
              WHEN qy_listed(s.method_details, p.excluded_method_details) THEN 'method_excluded'
              WHEN p.price_comparison_methods <> '' AND NOT coalesce(qy_listed(s.method_details, p.price_comparison_methods), FALSE) THEN 'no_price_comparison'
              WHEN p.price_comparison_methods = '' AND qy_listed(s.method_details, p.no_price_comparison_methods) THEN 'no_price_comparison'
              WHEN coalesce(a.active_awards, 0) = 0 THEN 'no_award' END AS clause
  FROM summed b LEFT JOIN tender_state s ON s.tender_id = b.tender_id LEFT JOIN award_state a ON a.tender_id = b.tender_id CROSS JOIN params p
), decided AS (
  SELECT *, CASE WHEN clause IS NOT NULL THEN 'excluded'
                 WHEN currencies <> 1 OR lowest_valid_fen IS NULL THEN 'not_computable'
                 WHEN lowest_is_out = 1 THEN 'hit' ELSE 'clear' END AS outcome
  FROM judged
), proof AS (
  SELECT b.tender_id, array_agg(qy_ref('bid', b.source_id, b.source_sheet, b.source_row)) AS evidence
  FROM bid_party b JOIN decided d ON d.tender_id = b.tender_id AND b.amount_fen IN (d.lowest_fen, d.lowest_valid_fen)
  WHERE d.outcome = 'hit'
  GROUP BY b.tender_id
)
SELECT d.outcome AS outcome,
       CASE d.outcome WHEN 'hit' THEN 'yellow' WHEN 'excluded' THEN d.clause
                      WHEN 'not_computable' THEN CASE WHEN d.currencies > 1 THEN 'currency' ELSE 'amount_fen' END END AS detail,
       'ocid:' || d.tender_id AS subject_key, d.label AS subject_label, 'tender:' || d.tender_id AS stack_key, d.source_id AS source_id,
       d.lowest_fen AS amount_fen,
       qy_first(e.evidence, 50) AS evidence,
       CASE WHEN d.outcome = 'hit' THEN 1.0 END AS measure,
       d.label AS tender, d.lowest_valid_fen AS lowest_valid_fen, d.lowest_valid_fen - d.lowest_fen AS excess_fen, d.currency AS currency
FROM decided d LEFT JOIN proof e ON e.tender_id = d.tender_id
