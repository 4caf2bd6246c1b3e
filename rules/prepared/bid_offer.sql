-- Offers: what one bidder, or one consortium, put in for one tender.
--
--   shape        one row per tender_id and offer_id
--   bidders      0 when none is named, 1, or 2 for two and more; bidder is the one when there is one
--   state, currency   as in bid_party
-- Read by bid_margin and by the rules of pack ocds.
SELECT tender_id, offer_id, min(source_id) AS source_id,
       CASE WHEN min(bidder) IS NULL THEN 0 WHEN min(bidder) = max(bidder) THEN 1 ELSE 2 END AS bidders, min(bidder) AS bidder,
       min(bidder_name) AS bidder_name, max(state) AS state, max(amount_fen) AS amount_fen, max(currency) AS currency,
       max(submitted_at) AS submitted_at
FROM bid_party
GROUP BY tender_id, offer_id
