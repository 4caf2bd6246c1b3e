-- What the rows of `bid` say again and again, read once: where they stand, and what their status means.
--
--   shape       one row per source, sheet and status of `bid`
--   sheet_no    as in bid_sheet
--   state       valid, disqualified, withdrawn, invited, pending … as OCDS names them; NULL when it is not said
-- Read by bid_party.
SELECT k.source_id, k.source_sheet, k.status, f.sheet_no,
       CASE WHEN k.status IN ('valid', 'disqualified', 'withdrawn', 'invited', 'pending') THEN k.status
            WHEN lower(trim(k.status)) IN ('valid', 'winner', '有效', '合格', '通过', '中标', '成交', '中标候选人') THEN 'valid'
            WHEN lower(trim(k.status)) IN ('disqualified', '无效', '否决', '废标', '无效投标', '否决投标', '不合格', '不通过', '未通过') THEN 'disqualified'
            WHEN lower(trim(k.status)) IN ('withdrawn', '撤回', '撤销', '弃标', '放弃') THEN 'withdrawn'
            ELSE lower(trim(k.status)) END AS state
FROM (SELECT DISTINCT source_id, source_sheet, status FROM bid) AS k
JOIN bid_sheet f ON f.source_id IS NOT DISTINCT FROM k.source_id AND f.source_sheet IS NOT DISTINCT FROM k.source_sheet
