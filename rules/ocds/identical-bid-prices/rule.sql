-- One row per tender with submitted bids, and one per firm of those that were flagged.
--
-- Offers of one price agree in who stands behind them when every firm there is stands behind every one: a firm may repeat its own price.
WITH offered AS (
  SELECT tender_id, offer_id, currency, amount_fen
  FROM bid_offer
  WHERE state IS NOT NULL AND state NOT IN ('invited', 'withdrawn') AND bidders > 0 AND amount_fen IS NOT NULL
), priced AS (
  SELECT DISTINCT o.tender_id, o.offer_id, o.currency, o.amount_fen, b.bidder, b.bidder_name
  FROM offered o
  JOIN (SELECT tender_id, currency, amount_fen FROM offered GROUP BY tender_id, currency, amount_fen HAVING count(*) > 1) AS several
    ON several.tender_id = o.tender_id AND several.currency = o.currency AND several.amount_fen = o.amount_fen
  JOIN bid_party b ON b.tender_id = o.tender_id AND b.offer_id = o.offer_id
  WHERE b.bidder IS NOT NULL
), held AS (
  SELECT tender_id, currency, amount_fen, bidder, max(bidder_name) AS bidder_name, count(DISTINCT offer_id) AS offers
  FROM priced
  GROUP BY tender_id, currency, amount_fen, bidder
), same_price AS (
  SELECT h.tender_id, h.currency, h.amount_fen, count(*) AS bidders, max(a.offers) AS offers
  FROM held h
  JOIN (SELECT tender_id, currency, amount_fen, count(DISTINCT offer_id) AS offers FROM priced GROUP BY tender_id, currency, amount_fen) AS a
    ON a.tender_id = h.tender_id AND a.currency = h.currency AND a.amount_fen = h.amount_fen
  GROUP BY h.tender_id, h.currency, h.amount_fen
  HAVING min(h.offers) < max(a.offers)
), largest AS (
  SELECT tender_id, currency, amount_fen, bidders, offers,
         row_number() OVER (PARTITION BY tender_id ORDER BY amount_fen DESC, currency) AS nth
  FROM same_price
), examined AS (
  SELECT o.tender_id, min(o.source_id) AS source_id, max(CASE WHEN o.amount_fen IS NOT NULL THEN 1 ELSE 0 END) AS priced
  FROM bid_offer o
  WHERE o.state IS NOT NULL AND o.state NOT IN ('invited', 'withdrawn')
  GROUP BY o.tender_id
), judged AS (
  SELECT e.tender_id, e.source_id, coalesce(s.title, e.tender_id) AS label, l.currency, l.amount_fen, l.bidders, l.offers,
         CASE WHEN coalesce(s.cancelled, 0) = 1 THEN 'cancelled'
              WHEN qy_listed(s.method_details, p.excluded_method_details) THEN 'method_excluded'
              WHEN p.price_comparison_methods <> '' AND NOT coalesce(qy_listed(s.method_details, p.price_comparison_methods), FALSE) THEN 'no_price_comparison'
              WHEN p.price_comparison_methods = '' AND qy_listed(s.method_details, p.no_price_comparison_methods) THEN 'no_price_comparison' END AS clause,
         e.priced
  FROM examined e LEFT JOIN tender_state s ON s.tender_id = e.tender_id LEFT JOIN largest l ON l.tender_id = e.tender_id AND l.nth = 1
  CROSS JOIN params p
), decided AS (
  SELECT *, CASE WHEN clause IS NOT NULL THEN 'excluded' WHEN amount_fen IS NOT NULL THEN 'hit'
                 WHEN priced = 0 THEN 'not_computable' ELSE 'clear' END AS outcome
  FROM judged
), proof AS (
  SELECT b.tender_id, array_agg(qy_ref('bid', b.source_id, b.source_sheet, b.source_row)) AS evidence
  FROM bid_party b JOIN same_price q ON q.tender_id = b.tender_id AND q.amount_fen = b.amount_fen AND q.currency = b.currency
  JOIN decided d ON d.tender_id = b.tender_id AND d.outcome = 'hit'
  WHERE b.bidder IS NOT NULL
  GROUP BY b.tender_id
), firm AS (
  SELECT bidder AS firm, bidder_name AS firm_name, tender_id, currency, amount_fen FROM (
    SELECT h.*, row_number() OVER (PARTITION BY h.bidder ORDER BY h.amount_fen DESC, h.tender_id) AS nth
    FROM held h
    JOIN same_price q ON q.tender_id = h.tender_id AND q.currency = h.currency AND q.amount_fen = h.amount_fen
    JOIN decided d ON d.tender_id = h.tender_id AND d.outcome = 'hit') AS ranked
  WHERE nth = 1
), subject AS (
  SELECT d.tender_id, d.source_id, d.label, d.currency, d.amount_fen, d.bidders, d.offers, d.clause, d.outcome,
         'ocid:' || d.tender_id AS subject_key, d.label AS subject_label, 'tender:' || d.tender_id AS stack_key
  FROM decided d
  UNION ALL
  SELECT d.tender_id, d.source_id, d.label, f.currency, f.amount_fen, q.bidders, q.offers, d.clause, d.outcome,
         'tenderer:' || f.firm AS subject_key, coalesce(f.firm_name, f.firm) AS subject_label, 'firm:' || f.firm AS stack_key
  FROM firm f JOIN decided d ON d.tender_id = f.tender_id
  JOIN same_price q ON q.tender_id = f.tender_id AND q.currency = f.currency AND q.amount_fen = f.amount_fen
)
SELECT s.outcome AS outcome,
       CASE s.outcome WHEN 'hit' THEN CASE WHEN s.subject_key LIKE 'tenderer:%' THEN 'blue' ELSE 'yellow' END
                      WHEN 'excluded' THEN s.clause WHEN 'not_computable' THEN 'amount_fen' END AS detail,
       s.subject_key AS subject_key, s.subject_label AS subject_label, s.stack_key AS stack_key, s.source_id AS source_id,
       CASE WHEN s.subject_key LIKE 'ocid:%' THEN s.amount_fen END AS amount_fen,
       qy_first(e.evidence, 50) AS evidence,
       CASE WHEN s.outcome = 'hit' THEN 1.0 END AS measure,
       s.label AS tender, s.amount_fen AS price_fen, s.bidders AS bidders, s.offers AS offers, s.currency AS currency
FROM subject s LEFT JOIN proof e ON e.tender_id = s.tender_id AND s.outcome = 'hit'
