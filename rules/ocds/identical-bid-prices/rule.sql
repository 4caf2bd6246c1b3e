-- One row per tender with submitted bids, and one per firm of those that were flagged.
--
-- Offers of one price agree in who stands behind them when every firm there is stands behind every one: a firm may repeat its own price.
WITH examined AS (
  SELECT tender_no, min(sheet_no) AS sheet_no, max(CASE WHEN amount_fen IS NOT NULL THEN 1 ELSE 0 END) AS priced
  FROM bid_offer
  WHERE state IS NOT NULL AND state NOT IN ('invited', 'withdrawn')
  GROUP BY tender_no
), several AS (  -- prices that stand on more than one offer
  SELECT tender_no, currency, amount_fen
  FROM bid_offer
  WHERE state IS NOT NULL AND state NOT IN ('invited', 'withdrawn') AND bidders > 0 AND amount_fen IS NOT NULL
  GROUP BY tender_no, currency, amount_fen
  HAVING count(*) > 1
), offered AS (
  SELECT o.tender_no, o.offer_id, o.currency, o.amount_fen
  FROM bid_offer o JOIN several s ON s.tender_no = o.tender_no AND s.currency = o.currency AND s.amount_fen = o.amount_fen
  WHERE o.state IS NOT NULL AND o.state NOT IN ('invited', 'withdrawn') AND o.bidders > 0
), priced AS (
  SELECT DISTINCT o.tender_no, o.offer_id, o.currency, o.amount_fen, b.bidder, b.bidder_name
  FROM offered o JOIN bid_party b ON b.tender_no = o.tender_no AND b.offer_id = o.offer_id
  WHERE b.bidder IS NOT NULL
), held AS (
  SELECT tender_no, currency, amount_fen, bidder, max(bidder_name) AS bidder_name, count(DISTINCT offer_id) AS offers
  FROM priced
  GROUP BY tender_no, currency, amount_fen, bidder
), same_price AS (
  SELECT h.tender_no, h.currency, h.amount_fen, count(*) AS bidders, max(a.offers) AS offers
  FROM held h
  JOIN (SELECT tender_no, currency, amount_fen, count(DISTINCT offer_id) AS offers FROM priced GROUP BY tender_no, currency, amount_fen) AS a
    ON a.tender_no = h.tender_no AND a.currency = h.currency AND a.amount_fen = h.amount_fen
  GROUP BY h.tender_no, h.currency, h.amount_fen
  HAVING min(h.offers) < max(a.offers)
), largest AS (
  SELECT tender_no, currency, amount_fen, bidders, offers,
         row_number() OVER (PARTITION BY tender_no ORDER BY amount_fen DESC, currency) AS nth
  FROM same_price
), decided AS (
  SELECT e.tender_no, n.tender_id, f.source_id, l.currency, l.amount_fen, l.bidders, l.offers, e.priced,
         CASE WHEN coalesce(s.cancelled, 0) = 1 THEN 'cancelled'
              WHEN qy_listed(s.method_details, p.excluded_method_details) THEN 'method_excluded'
              WHEN p.price_comparison_methods <> '' AND NOT coalesce(qy_listed(s.method_details, p.price_comparison_methods), FALSE) THEN 'no_price_comparison'
              WHEN p.price_comparison_methods = '' AND qy_listed(s.method_details, p.no_price_comparison_methods) THEN 'no_price_comparison' END AS clause
  FROM examined e
  JOIN tender_numbered n ON n.tender_no = e.tender_no
  JOIN bid_sheet f ON f.sheet_no = e.sheet_no
  LEFT JOIN tender_state s ON s.tender_no = e.tender_no
  LEFT JOIN largest l ON l.tender_no = e.tender_no AND l.nth = 1
  CROSS JOIN params p
), hit AS (
  SELECT d.tender_no, d.tender_id, d.source_id, d.currency, d.amount_fen, d.bidders, d.offers, coalesce(s.title, d.tender_id) AS label
  FROM decided d LEFT JOIN tender_state s ON s.tender_no = d.tender_no
  WHERE d.clause IS NULL AND d.amount_fen IS NOT NULL
), proof AS (
  SELECT b.tender_no, array_agg(qy_ref('bid', f.source_id, f.source_sheet, b.source_row)) AS evidence
  FROM bid_party b JOIN same_price q ON q.tender_no = b.tender_no AND q.amount_fen = b.amount_fen AND q.currency = b.currency
  JOIN hit h ON h.tender_no = b.tender_no
  JOIN bid_sheet f ON f.sheet_no = b.sheet_no
  WHERE b.bidder IS NOT NULL
  GROUP BY b.tender_no
), firm AS (
  SELECT bidder AS firm, bidder_name AS firm_name, tender_no, currency, amount_fen, bidders, offers FROM (
    SELECT h.bidder, h.bidder_name, h.tender_no, h.currency, h.amount_fen, q.bidders, q.offers, row_number() OVER (PARTITION BY h.bidder ORDER BY h.amount_fen DESC, h.tender_no) AS nth
    FROM held h
    JOIN same_price q ON q.tender_no = h.tender_no AND q.currency = h.currency AND q.amount_fen = h.amount_fen
    JOIN hit t ON t.tender_no = h.tender_no) AS ranked
  WHERE nth = 1
), subject AS (
  SELECT tender_no, currency, amount_fen, bidders, offers, 'yellow' AS band,
         'ocid:' || tender_id AS subject_key, label AS subject_label, 'tender:' || tender_id AS stack_key
  FROM hit
  UNION ALL
  SELECT tender_no, currency, amount_fen, bidders, offers, 'blue' AS band,
         'tenderer:' || firm AS subject_key, coalesce(firm_name, firm) AS subject_label, 'firm:' || firm AS stack_key
  FROM firm
)
SELECT 'hit' AS outcome, s.band AS detail, s.subject_key AS subject_key, s.subject_label AS subject_label, s.stack_key AS stack_key, h.source_id AS source_id,
       CASE WHEN s.band = 'yellow' THEN s.amount_fen END AS amount_fen, qy_first(e.evidence, 50) AS evidence, 1.0 AS measure,
       h.label AS tender, s.amount_fen AS price_fen, s.bidders AS bidders, s.offers AS offers, s.currency AS currency
FROM subject s JOIN hit h ON h.tender_no = s.tender_no LEFT JOIN proof e ON e.tender_no = s.tender_no
UNION ALL
SELECT CASE WHEN clause IS NOT NULL THEN 'excluded' WHEN priced = 0 THEN 'not_computable' ELSE 'clear' END,
       CASE WHEN clause IS NOT NULL THEN clause WHEN priced = 0 THEN 'amount_fen' END,
       qy_subject(FALSE, 'ocid:' || tender_id), NULL, NULL, source_id, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
FROM decided
WHERE clause IS NOT NULL OR amount_fen IS NULL
