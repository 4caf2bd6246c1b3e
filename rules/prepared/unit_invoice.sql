-- Invoices made out to units, or claimed by one, in one spelling: one invoice, its items put together.
--
--   shape        one row per invoice (its code and number) and unit
--   unit_code    the buyer's code, else the unit that claimed it
--   seller       the seller's code as written
--   invoice_key  capitals and digits of the number; NULL without four digits
--   claimed      1 when the list itself says which unit claimed it
--   items        its items, joined by 、; gift_fen the part for liquor, tobacco, gifts and prepaid cards
-- 酒店, 料酒, 酒精 and 茶几 are none of these. Read by K10a, K10b, K11.
SELECT coalesce(buyer_code, claimed_by_unit) AS unit_code, invoice_code, CASE WHEN length(qy_digits(invoice_no)) >= 4 THEN qy_code(invoice_no) END AS invoice_key, min(seller_code) AS seller, min("on") AS billed_on,
       CAST(sum(amount_fen) AS BIGINT) AS amount_fen, max(CASE WHEN claimed_by_unit IS NOT NULL THEN 1 ELSE 0 END) AS claimed, count(item) AS told, qy_join(array_agg(item), '、') AS items,
       CAST(sum(CASE WHEN qy_matches(item, '白酒|红酒|葡萄酒|黄酒|啤酒|洋酒|酒类|^[*]酒|卷烟|香烟|烟草|茶叶|茗茶|礼品|礼盒|礼金|纪念品|预付卡|购物卡|消费卡|储值卡|提货券|提货卡|月饼|保健品|滋补品|燕窝|虫草|黄金|珠宝|字画')
                      AND NOT qy_matches(item, '酒店|料酒|酒精|茶叶蛋|茶几|金属|检测|清洗') THEN amount_fen ELSE 0 END) AS BIGINT) AS gift_fen,
       min(source_id) AS source_id, min(qy_ref('invoice', source_id, source_sheet, source_row)) AS ref
FROM invoice
GROUP BY coalesce(buyer_code, claimed_by_unit), invoice_code, CASE WHEN length(qy_digits(invoice_no)) >= 4 THEN qy_code(invoice_no) END
