-- Offers: what one bidder, or one consortium, put in for one tender.
--
--   shape        one row per tender_no and offer_id
--   bidders      0 when none is named, 1, or 2 for two and more; bidder is the one when there is one
--   state, currency, sheet_no   as in bid_party; the firm's name is looked up there, for hits
-- Nearly every offer is one row, which is taken as it is.
-- Read by bid_margin and by the rules of pack ocds.
WITH several AS (
  SELECT tender_no, offer_id FROM bid_party GROUP BY tender_no, offer_id HAVING count(*) > 1
)
SELECT b.tender_no, b.offer_id, b.sheet_no, CASE WHEN b.bidder IS NULL THEN 0 ELSE 1 END AS bidders, b.bidder, b.state, b.amount_fen, b.currency
FROM bid_party b LEFT JOIN several s ON s.tender_no = b.tender_no AND s.offer_id = b.offer_id
WHERE s.tender_no IS NULL
UNION ALL
SELECT b.tender_no, b.offer_id, min(b.sheet_no) AS sheet_no,
       CASE WHEN min(b.bidder) IS NULL THEN 0 WHEN min(b.bidder) = max(b.bidder) THEN 1 ELSE 2 END AS bidders, min(b.bidder) AS bidder,
       max(b.state) AS state, max(b.amount_fen) AS amount_fen, max(b.currency) AS currency
FROM bid_party b JOIN several s ON s.tender_no = b.tender_no AND s.offer_id = b.offer_id
GROUP BY b.tender_no, b.offer_id
