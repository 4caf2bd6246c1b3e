-- Award rows in one spelling: one supplier's part in one award.
--
--   shape        one row per row of `award`
--   tender_no    as in tender_numbered
--   award_key    the award's number, else the consortium, else the supplier
--   supplier     its code, else its name
--   state        active, pending, cancelled, unsuccessful … as OCDS names them; NULL when it is not said. Outside OCDS, where a list of awards
--                has no status, an award in it is in force
-- Read by award_state, award_winner and the rules of pack ocds.
SELECT n.tender_no, a.tender_id, coalesce(a.award_id, a.consortium, a.supplier_code, a.supplier_name) AS award_key, a.award_id,
       coalesce(a.supplier_code, a.supplier_name) AS supplier, a.supplier_name,
       CASE WHEN a.status IN ('active', 'pending', 'cancelled', 'unsuccessful') THEN a.status
            WHEN lower(trim(a.status)) IN ('active', '中标', '已中标', '成交', '有效') THEN 'active'
            WHEN lower(trim(a.status)) IN ('unsuccessful', '流标', '废标') THEN 'unsuccessful'
            WHEN lower(trim(a.status)) IN ('cancelled', '取消', '撤销') THEN 'cancelled'
            WHEN a.status IS NULL AND n.is_ocds = 0 THEN 'active'
            ELSE lower(trim(a.status)) END AS state,
       a.amount_fen, coalesce(a.currency, 'CNY') AS currency, a.source_id
FROM award a JOIN tender_numbered n ON n.tender_id = a.tender_id
