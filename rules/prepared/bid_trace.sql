-- What bid files tell about how they were made, and which bidders of one tender share it.
--
--   shape      one row per tender, kind and trace: kinds 'cpu', 'disk', 'mac', 'ip', 'lock' (of the costing tool), 'hash', 'author'
--   firms, parties   bidders with it, and bids (members of one consortium make one bid)
--   firm_names sorted; a bare personal name is never written out
--   users      bidders with it over all tenders: a trace of many belongs to an agency, a hotel, a maker's default
--   first_at, last_at   when the files were made, as recorded
--   evidence   the rows, fifty at most
-- A bidder that its file names by its code and its bid by its name is one where that is known (firm_told).
-- Placeholders, makers' defaults and addresses of private networks are no trace. Read by bid_trace_group.
WITH raw AS (
  SELECT tender_id, coalesce(bidder_code, qy_code(bidder_name)) AS firm_key, created_at, 'cpu' AS kind, upper(trim(cpu_id)) AS trace,
         qy_ref('bid_fingerprint', source_id, source_sheet, source_row) AS ref, source_id FROM bid_fingerprint
  UNION ALL SELECT tender_id, coalesce(bidder_code, qy_code(bidder_name)), created_at, 'disk', upper(trim(disk_id)),
         qy_ref('bid_fingerprint', source_id, source_sheet, source_row), source_id FROM bid_fingerprint
  UNION ALL SELECT tender_id, coalesce(bidder_code, qy_code(bidder_name)), created_at, 'mac', replace(replace(upper(trim(mac)), ':', ''), '-', ''),
         qy_ref('bid_fingerprint', source_id, source_sheet, source_row), source_id FROM bid_fingerprint
  UNION ALL SELECT tender_id, coalesce(bidder_code, qy_code(bidder_name)), created_at, 'ip', trim(ip),
         qy_ref('bid_fingerprint', source_id, source_sheet, source_row), source_id FROM bid_fingerprint
  UNION ALL SELECT tender_id, coalesce(bidder_code, qy_code(bidder_name)), created_at, 'lock', upper(trim(tool_lock_no)),
         qy_ref('bid_fingerprint', source_id, source_sheet, source_row), source_id FROM bid_fingerprint
  UNION ALL SELECT tender_id, coalesce(bidder_code, qy_code(bidder_name)), created_at, 'hash', upper(trim(document_hash)),
         qy_ref('bid_fingerprint', source_id, source_sheet, source_row), source_id FROM bid_fingerprint
  UNION ALL SELECT tender_id, coalesce(bidder_code, qy_code(bidder_name)), created_at, 'author', document_author,
         qy_ref('bid_fingerprint', source_id, source_sheet, source_row), source_id FROM bid_fingerprint
), traces AS (
  SELECT r.tender_id, coalesce(e.firm_id, r.firm_key) AS firm_key, r.created_at, r.kind, r.trace, r.ref, r.source_id
  FROM raw r LEFT JOIN firm_told e ON e.firm_key = r.firm_key
  WHERE r.firm_key IS NOT NULL AND length(trace) >= 4
    AND trace NOT IN ('暂无数据', '详见公告', '详见正文', 'NONE', 'NULL', 'UNKNOWN', 'DEFAULT STRING', 'TO BE FILLED BY O.E.M.', 'SYSTEM SERIAL NUMBER', '0.0.0.0',
                      '127.0.0.1', 'D41D8CD98F00B204E9800998ECF8427E')
    AND replace(trace, '0', '') <> '' AND replace(trace, 'F', '') <> ''
    AND NOT (kind = 'ip' AND (trace LIKE '10.%' OR trace LIKE '192.168.%' OR trace LIKE '172.16.%' OR trace LIKE '172.17.%' OR trace LIKE '172.18.%'))
), bidders AS (
  SELECT tender_id, firm_id AS firm_key, min(party) AS party, min(firm_label) AS firm_label FROM bid_keyed WHERE firm_key IS NOT NULL GROUP BY tender_id, firm_id
), named AS (
  SELECT t.*, coalesce(b.party, 'f' || t.firm_key) AS party, coalesce(b.firm_label, '未登记投标的单位') AS firm_label,
         row_number() OVER (PARTITION BY t.tender_id, t.kind, t.trace ORDER BY t.ref) AS nth
  FROM traces t LEFT JOIN bidders b ON b.tender_id = t.tender_id AND b.firm_key = t.firm_key
), users AS (
  SELECT kind, trace, count(DISTINCT firm_key) AS users FROM traces GROUP BY kind, trace
)
SELECT n.tender_id, n.kind, n.trace, min(n.source_id) AS source_id, count(DISTINCT n.firm_key) AS firms, count(DISTINCT n.party) AS parties,
       qy_join(array_agg(n.firm_label), '、') AS firm_names, min(u.users) AS users, min(n.created_at) AS first_at, max(n.created_at) AS last_at,
       array_agg(n.ref) FILTER (WHERE n.nth <= 50) AS evidence
FROM named n JOIN users u ON u.kind = n.kind AND u.trace = n.trace
GROUP BY n.tender_id, n.kind, n.trace
