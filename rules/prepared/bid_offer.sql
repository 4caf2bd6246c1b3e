-- Offers: what one bidder, or one consortium, put in for one tender.
--
--   shape        one row per tender_id and offer_id (the bid's number, else the consortium, else the bidder)
--   bidders      how many firms stand behind it; bidder is the one when there is one
--   state        valid, disqualified, withdrawn, invited, pending … as OCDS names them; NULL when it is not said
--   currency     CNY where none is given
-- Read by bid_margin and by the rules of pack ocds.
SELECT tender_id, offer_id, min(source_id) AS source_id, count(DISTINCT bidder) AS bidders, min(bidder) AS bidder,
       min(bidder_name) AS bidder_name, max(state) AS state, max(amount_fen) AS amount_fen, max(currency) AS currency,
       max(submitted_at) AS submitted_at
FROM (
  SELECT b.tender_id, b.source_id, b.bidder_name, b.amount_fen, b.submitted_at, coalesce(b.currency, 'CNY') AS currency,
         coalesce(b.bid_id, b.consortium, b.bidder_code, b.bidder_name) AS offer_id,
         coalesce(b.bidder_code, b.bidder_name) AS bidder,
         CASE WHEN lower(trim(b.status)) IN ('valid', 'winner', '有效', '合格', '通过', '中标', '成交', '中标候选人') THEN 'valid'
              WHEN lower(trim(b.status)) IN ('disqualified', '无效', '否决', '废标', '无效投标', '否决投标', '不合格', '不通过', '未通过') THEN 'disqualified'
              WHEN lower(trim(b.status)) IN ('withdrawn', '撤回', '撤销', '弃标', '放弃') THEN 'withdrawn'
              WHEN b.status IS NULL AND coalesce(t.is_ocds, 0) = 0 THEN 'valid'
              ELSE lower(trim(b.status)) END AS state
  FROM bid b LEFT JOIN tender_state t ON t.tender_id = b.tender_id
) AS bid_row
WHERE offer_id IS NOT NULL
GROUP BY tender_id, offer_id
