-- Bid rows in one spelling: one firm's part in one offer.
--
--   shape        one row per row of `bid` that names an offer
--   tender_no    as in tender_numbered
--   offer_id     the bid's number, else the consortium, else the bidder
--   bidder       its code, else its name
--   state        as in bid_kind; NULL when it is not said. Outside OCDS, where a list of bids has no status, a bid in it is valid
--   currency     CNY where none is given
--   sheet_no     as in bid_sheet
-- Read by bid_offer and by the rules of pack ocds.
SELECT n.tender_no, coalesce(b.bid_id, b.consortium, b.bidder_code, b.bidder_name) AS offer_id,
       coalesce(b.bidder_code, b.bidder_name) AS bidder, b.bidder_name,
       CASE WHEN b.status IS NULL AND n.is_ocds = 0 THEN 'valid' ELSE k.state END AS state,
       b.amount_fen, coalesce(b.currency, 'CNY') AS currency, b.submitted_at, k.sheet_no, b.source_row
FROM bid b
JOIN tender_numbered n ON n.tender_id = b.tender_id
LEFT JOIN bid_kind k ON k.source_id IS NOT DISTINCT FROM b.source_id AND k.source_sheet IS NOT DISTINCT FROM b.source_sheet
                    AND k.status IS NOT DISTINCT FROM b.status
WHERE coalesce(b.bid_id, b.consortium, b.bidder_code, b.bidder_name) IS NOT NULL
