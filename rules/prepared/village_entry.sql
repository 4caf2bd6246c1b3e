-- Village accounts in one spelling: one receipt or payment.
--
--   shape        one row per row of village_account
--   kind         'cash' | 'bank'; direction 'in' | 'out'; NULL when not said
--   party_key    counterparty's letters, digits and Chinese characters; of a bare personal name only a digest; NULL when missing
--   party_label  what an officer reads: a private person's name is never written out
--   works        1 when the summary tells of building, repair or planting
-- Read by F07a to F18.
SELECT village_code, "on" AS booked_on, kind, direction, amount_fen, summary, voucher_no, attachment_kind, source_id, qy_ref('village_account', source_id, source_sheet, source_row) AS ref,
       CASE WHEN person = 1 THEN 'N' || substr(md5(counterparty), 1, 16) ELSE qy_code(counterparty) END AS party_key, CASE WHEN person = 1 THEN '某自然人' ELSE counterparty END AS party_label,
       CASE WHEN qy_matches(summary, '工程|修建|修路|维修|硬化|清淤|绿化|亮化|安装|砌|挖机|机械费|道路|沟渠|塘坝|路灯|建房|改造|拆除|种植') THEN 1 ELSE 0 END AS works
FROM (
  SELECT v.*, CASE WHEN length(counterparty) BETWEEN 2 AND 4 AND counterparty >= '一' AND counterparty <= '龥'
                    AND substr(counterparty, length(counterparty), 1) NOT IN ('厂', '店', '局', '院', '校', '社', '部', '所', '站', '队', '委', '会', '户', '馆', '场', '园', '组', '村', '镇', '乡', '县', '市', '处', '库', '办', '司', '行', '中', '心', '等')
                   THEN 1 ELSE 0 END AS person
  FROM village_account v
) AS spelled
