-- Every tender once, with what the flags ask of it first.
--
--   shape        one row per tender_id; of several notices of one tender the latest deadline counts
--   cancelled    1 when it was called off
--   is_ocds      1 when it came as OCDS, where a status left out means unknown; elsewhere a list of awards lists awards
-- Read by bid_offer, award_state, bid_margin and the rules of pack ocds.
SELECT tender_id, min(source_id) AS source_id, max(title) AS title,
       max(buyer_code) AS buyer_code, max(buyer_name) AS buyer_name,
       max(procuring_entity_code) AS procuring_entity_code, max(procuring_entity_name) AS procuring_entity_name,
       max(method) AS method, max(method_details) AS method_details,
       max(CASE WHEN must_tender THEN 1 ELSE 0 END) AS must_tender,
       max(estimate_fen) AS estimate_fen, max(currency) AS currency,
       min(tender_from_at) AS tender_from_at, max(bids_due_at) AS bids_due_at, max(number_of_tenderers) AS number_of_tenderers,
       max(CASE WHEN ocid IS NOT NULL THEN 1 ELSE 0 END) AS is_ocds,
       max(CASE WHEN lower(trim(status)) IN ('cancelled', '终止', '已终止', '流标', '已流标', '废标', '已废标', '取消', '已取消') THEN 1 ELSE 0 END) AS cancelled
FROM tender
GROUP BY tender_id
