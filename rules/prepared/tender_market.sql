-- The market that a tender belongs to: what its prices may fairly be compared with.
--
--   shape            one row per tender_id of `tender`; of several notices of one tender the latest counts
--   method           scoring method as written, in small letters; 'unknown' when not given
--   method_text      the same as an officer reads it; NULL when not given
--   presses_together 1 when the method itself draws the prices together: benchmark price, average, K value, lottery, reasonably low price
--   trade            category as written; where it is not given, what the title says: 监理, 设计, 勘察, 检测, 采购, 施工; else ''
--   by_tariff        1 when the service is priced as a share of a tariff (supervision, survey, design, testing, consulting), so that steps and
--                    equal prices are those of the shares
--   year             of notice, deadline or opening; 0 when not given
--   buyer_key        buyer's code, else its name's letters and characters; '' when not given
--   told             number of bidders that the notice gives
--   ceiling_fen      the price ceiling, else the estimate; estimate_fen the estimate alone
-- Read by bid_screens and by the rules of tenders and procurement that compare prices.
SELECT tender_id, min(source_id) AS source_id, max(title) AS title, max(project_code) AS project_code,
       coalesce(max(lower(trim(evaluation_method))), 'unknown') AS method, max(evaluation_method) AS method_text,
       max(CASE WHEN upper(evaluation_method) LIKE '%基准价%' OR upper(evaluation_method) LIKE '%基准值%' OR upper(evaluation_method) LIKE '%K值%'
                  OR upper(evaluation_method) LIKE '%抽签%' OR upper(evaluation_method) LIKE '%摇号%' OR upper(evaluation_method) LIKE '%随机%'
                  OR upper(evaluation_method) LIKE '%平均%' OR upper(evaluation_method) LIKE '%合理低价%'
                  OR upper(evaluation_method) LIKE '%BENCHMARK%' OR upper(evaluation_method) LIKE '%LOTTERY%' THEN 1 ELSE 0 END) AS presses_together,
       coalesce(max(category), max(CASE WHEN title LIKE '%监理%' THEN '监理' WHEN title LIKE '%总承包%' OR title LIKE '%EPC%' THEN '总承包' WHEN title LIKE '%设计%' THEN '设计'
                                            WHEN title LIKE '%勘察%' OR title LIKE '%测绘%' THEN '勘察' WHEN title LIKE '%检测%' OR title LIKE '%监测%' THEN '检测'
                                            WHEN title LIKE '%采购%' THEN '采购' WHEN title LIKE '%施工%' OR title LIKE '%工程%' THEN '施工' END), '') AS trade,
       max(CASE WHEN qy_matches(coalesce(category, '') || coalesce(title, ''), '总承包|EPC|施工总') AND NOT qy_matches(coalesce(title, ''), '监理') THEN 0
                WHEN qy_matches(coalesce(category, '') || coalesce(title, ''), '监理|勘察|设计|检测|监测|测绘|造价|咨询|审计|招标代理') THEN 1 ELSE 0 END) AS by_tariff,
       coalesce(max(qy_year(coalesce(published_on, qy_time_days(bids_due_at), qy_time_days(opened_at)))), 0) AS year,
       coalesce(max(coalesce(buyer_code, qy_code(buyer_name))), '') AS buyer_key, max(coalesce(buyer_name, buyer_code)) AS buyer_label,
       max(coalesce(agency_code, qy_code(agency_name))) AS agency_key, max(coalesce(agency_name, agency_code)) AS agency_label,
       max(number_of_tenderers) AS told, max(coalesce(control_price_fen, estimate_fen)) AS ceiling_fen, max(control_price_fen) AS control_fen,
       max(estimate_fen) AS estimate_fen
FROM tender
GROUP BY tender_id
