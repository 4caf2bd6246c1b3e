-- Bid rows in one spelling: one firm's part in one offer.
--
--   shape        one row per row of `bid` that names an offer
--   offer_id     the bid's number, else the consortium, else the bidder
--   bidder       its code, else its name
--   state        valid, disqualified, withdrawn, invited, pending … as OCDS names them; NULL when it is not said. Outside OCDS, where a list of
--                bids has no status, a bid in it is valid
--   currency     CNY where none is given
-- Read by bid_offer and by the rules of pack ocds.
SELECT b.tender_id, coalesce(b.bid_id, b.consortium, b.bidder_code, b.bidder_name) AS offer_id,
       coalesce(b.bidder_code, b.bidder_name) AS bidder, b.bidder_name,
       CASE WHEN b.status IN ('valid', 'disqualified', 'withdrawn', 'invited', 'pending') THEN b.status
            WHEN lower(trim(b.status)) IN ('valid', 'winner', '有效', '合格', '通过', '中标', '成交', '中标候选人') THEN 'valid'
            WHEN lower(trim(b.status)) IN ('disqualified', '无效', '否决', '废标', '无效投标', '否决投标', '不合格', '不通过', '未通过') THEN 'disqualified'
            WHEN lower(trim(b.status)) IN ('withdrawn', '撤回', '撤销', '弃标', '放弃') THEN 'withdrawn'
            WHEN b.status IS NULL AND coalesce(t.is_ocds, 0) = 0 THEN 'valid'
            ELSE lower(trim(b.status)) END AS state,
       b.amount_fen, coalesce(b.currency, 'CNY') AS currency, b.submitted_at, b.source_id, b.source_sheet, b.source_row
FROM bid b LEFT JOIN tender_state t ON t.tender_id = b.tender_id
WHERE coalesce(b.bid_id, b.consortium, b.bidder_code, b.bidder_name) IS NOT NULL
