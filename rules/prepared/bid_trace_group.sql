-- Bidders of one tender whose files share traces, by class of trace.
--
--   shape      one row per tender, class and set of bidders that share a trace; a tender in which none is shared has one row per class
--   class      'device' (processor, disk, network card), 'ip', 'lock' (of the costing tool), 'file' (hash, author)
--   firms      0: no bid of the tender gives a trace of the class; 1: nobody shares one
--   kinds, what, what_en   how many kinds of trace are shared, and which
--   users      the most bidders that any of the shared traces has over all tenders
--   lowest_fen the lowest bid of the tender; subject_key, subject_label as the rules give them
-- Read by H01 to H04.
WITH classed AS (
  SELECT t.*, CASE WHEN kind IN ('cpu', 'disk', 'mac') THEN 'device' WHEN kind IN ('hash', 'author') THEN 'file' ELSE kind END AS class,
         CASE kind WHEN 'cpu' THEN 'CPU序列号' WHEN 'disk' THEN '硬盘序列号' WHEN 'mac' THEN '网卡地址' WHEN 'ip' THEN '网络地址'
                   WHEN 'lock' THEN '造价软件锁号' WHEN 'hash' THEN '内容摘要' ELSE '作者代号' END AS kind_name,
         CASE kind WHEN 'cpu' THEN 'processor number' WHEN 'disk' THEN 'disk number' WHEN 'mac' THEN 'network card' WHEN 'ip' THEN 'network address'
                   WHEN 'lock' THEN 'costing tool lock' WHEN 'hash' THEN 'file hash' ELSE 'document author' END AS kind_name_en
  FROM bid_trace t
), shared AS (
  SELECT tender_id, class, firm_names, min(source_id) AS source_id, max(firms) AS firms, max(parties) AS parties, count(DISTINCT kind) AS kinds,
         qy_join(array_agg(kind_name), '、') AS what, qy_join(array_agg(kind_name_en), ', ') AS what_en, max(users) AS users,
         min(first_at) AS first_at, max(last_at) AS last_at, max(CASE WHEN kind = 'hash' THEN 1 ELSE 0 END) AS same_file
  FROM classed WHERE firms >= 2
  GROUP BY tender_id, class, firm_names
), firsts AS (
  SELECT tender_id, class, firm_names, evidence, row_number() OVER (PARTITION BY tender_id, class, firm_names ORDER BY kind, trace) AS nth
  FROM classed WHERE firms >= 2
), stakes AS (
  SELECT tender_id, min(amount_fen) AS lowest_fen, min(currency) AS currency FROM bid_keyed WHERE amount_fen > 0 GROUP BY tender_id
), tenders AS (
  SELECT f.tender_id, c.class, min(f.source_id) AS source_id
  FROM bid_fingerprint f CROSS JOIN (SELECT 'device' AS class UNION ALL SELECT 'ip' UNION ALL SELECT 'lock' UNION ALL SELECT 'file') AS c
  GROUP BY f.tender_id, c.class
)
SELECT s.tender_id, s.class, s.firm_names, s.source_id, s.firms, s.parties, s.kinds, s.what, s.what_en, s.users, s.first_at, s.last_at, s.same_file,
       f.evidence, k.lowest_fen, coalesce(k.currency, 'CNY') AS currency, s.tender_id || '|' || s.firm_names AS subject_key, '标段' || s.tender_id || '：' || s.firm_names AS subject_label
FROM shared s
JOIN firsts f ON f.tender_id = s.tender_id AND f.class = s.class AND f.firm_names = s.firm_names AND f.nth = 1
LEFT JOIN stakes k ON k.tender_id = s.tender_id
UNION ALL
SELECT t.tender_id, t.class, NULL, t.source_id, CASE WHEN g.tender_id IS NULL THEN 0 ELSE 1 END, 1, 0, NULL, NULL, 0, NULL, NULL, 0, NULL, NULL, 'CNY',
       t.tender_id || '|', '标段' || t.tender_id
FROM tenders t
LEFT JOIN (SELECT DISTINCT tender_id, class FROM classed) AS g ON g.tender_id = t.tender_id AND g.class = t.class
WHERE NOT EXISTS (SELECT 1 FROM shared s WHERE s.tender_id = t.tender_id AND s.class = t.class)
