-- How far the winning bid lies under the next valid one, for tenders where that can be said.
--
--   shape     one row per tender_id with an award row
--   state     comparable, or why not: award_open (not all awards are final), no_award, several_awards, several_suppliers,
--             no_winner_bid (no valid, single, priced bid of the winner), no_second_bid, not_lowest (the criterion is not the price alone)
--   ratio     (runner-up − winner) / winner, both in the winner's currency; the winner's lowest bid where it made several
-- Source: Open Contracting Partnership, Cardinal, indicators R024 and R058. Read by R024 and R058.
SELECT a.tender_id, a.source_id, s.title, coalesce(s.cancelled, 0) AS cancelled, s.method_details,
       w.bidder AS winner, w.bidder_name AS winner_name, w.amount_fen AS winner_fen, w.currency,
       l.bidder AS runner_up, l.bidder_name AS runner_up_name, l.amount_fen AS runner_up_fen,
       CASE WHEN a.open_awards > 0 THEN 'award_open'
            WHEN a.active_awards = 0 THEN 'no_award'
            WHEN a.active_awards > 1 THEN 'several_awards'
            WHEN a.sole_supplier IS NULL THEN 'several_suppliers'
            WHEN w.amount_fen IS NULL OR w.amount_fen <= 0 THEN 'no_winner_bid'
            WHEN l.amount_fen IS NULL THEN 'no_second_bid'
            WHEN l.amount_fen < w.amount_fen THEN 'not_lowest'
            ELSE 'comparable' END AS state,
       CASE WHEN w.amount_fen > 0 AND l.amount_fen >= w.amount_fen
            THEN CAST(l.amount_fen - w.amount_fen AS DOUBLE) / w.amount_fen END AS ratio
FROM award_state a
LEFT JOIN tender_state s ON s.tender_id = a.tender_id
LEFT JOIN (
  SELECT o.tender_id, o.bidder, o.bidder_name, o.amount_fen, o.currency,
         row_number() OVER (PARTITION BY o.tender_id ORDER BY o.amount_fen, o.currency, o.offer_id) AS nth
  FROM bid_offer o JOIN award_state a ON a.tender_id = o.tender_id AND a.sole_supplier = o.bidder
  WHERE o.state = 'valid' AND o.bidders = 1 AND o.amount_fen IS NOT NULL
) AS w ON w.tender_id = a.tender_id AND w.nth = 1
LEFT JOIN (
  SELECT o.tender_id, o.bidder, o.bidder_name, o.amount_fen, o.currency,
         row_number() OVER (PARTITION BY o.tender_id, o.currency ORDER BY o.amount_fen, o.bidder, o.offer_id) AS nth
  FROM bid_offer o JOIN award_state a ON a.tender_id = o.tender_id AND a.sole_supplier <> o.bidder
  WHERE o.state = 'valid' AND o.bidders = 1 AND o.amount_fen IS NOT NULL
) AS l ON l.tender_id = a.tender_id AND l.currency = w.currency AND l.nth = 1
