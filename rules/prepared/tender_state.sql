-- Every tender once, with what the flags ask of it first.
--
--   shape        one row per tender_id of `tender`; of several notices of one tender the latest deadline counts
--   tender_no    as in tender_numbered
--   cancelled    1 when it was called off
-- Nearly every tender has one notice, which is taken as it is: the largest of one long text after the other is dear.
-- Read by bid_margin and by the rules of packs ocds, tenders and procurement.
WITH noticed AS (
  SELECT n.tender_no, n.notices, t.tender_id, t.source_id, t.title, t.buyer_code, t.buyer_name, t.procuring_entity_code, t.procuring_entity_name,
         t.method, t.method_details, CASE WHEN t.must_tender THEN 1 ELSE 0 END AS must_tender, t.estimate_fen, t.currency,
         t.tender_from_at, t.bids_due_at, t.number_of_tenderers,
         CASE WHEN lower(trim(t.status)) IN ('cancelled', '终止', '已终止', '流标', '已流标', '废标', '已废标', '取消', '已取消') THEN 1 ELSE 0 END AS cancelled
  FROM tender t JOIN tender_numbered n ON n.tender_id = t.tender_id
)
SELECT tender_no, tender_id, source_id, title, buyer_code, buyer_name, procuring_entity_code, procuring_entity_name, method, method_details,
       must_tender, estimate_fen, currency, tender_from_at, bids_due_at, number_of_tenderers, cancelled
FROM noticed
WHERE notices = 1
UNION ALL
SELECT tender_no, tender_id, min(source_id) AS source_id, max(title) AS title, max(buyer_code) AS buyer_code, max(buyer_name) AS buyer_name,
       max(procuring_entity_code) AS procuring_entity_code, max(procuring_entity_name) AS procuring_entity_name, max(method) AS method,
       max(method_details) AS method_details, max(must_tender) AS must_tender, max(estimate_fen) AS estimate_fen, max(currency) AS currency,
       min(tender_from_at) AS tender_from_at, max(bids_due_at) AS bids_due_at, max(number_of_tenderers) AS number_of_tenderers,
       max(cancelled) AS cancelled
FROM noticed
WHERE notices > 1
GROUP BY tender_no, tender_id
