-- One row per tender and tied pair; one per tender without a tie; tenders of which fewer than two bidders are in the register cannot be judged.
WITH days AS (
  SELECT tender_id, max(coalesce(qy_time_days(bids_due_at), published_on)) AS on_day FROM tender GROUP BY tender_id
), tied AS (
  SELECT b.tender_id, b.one, b.other, min(b.source_id) AS source_id, count(*) AS ties, max(CASE WHEN t.kind = 'control' THEN 1 ELSE 0 END) AS controls,
         max(t.users) AS users, array_agg(t.ref_one) AS first_refs, min(t.ref_one) AS ref_one, min(t.ref_other) AS ref_other
  FROM bid_pairs b
  JOIN firm_tie t ON t.one = b.one AND t.other = b.other AND t.kind IN ('control', 'person')
  LEFT JOIN days d ON d.tender_id = b.tender_id
  WHERE (d.on_day IS NULL OR t.from_on IS NULL OR t.from_on <= d.on_day) AND (d.on_day IS NULL OR t.to_on IS NULL OR t.to_on >= d.on_day)
  GROUP BY b.tender_id, b.one, b.other
), registered AS (SELECT DISTINCT uscc FROM company_role),
bidders AS (
  SELECT k.tender_id, k.firm_key, min(k.firm_label) AS firm_label, min(k.source_id) AS source_id, max(CASE WHEN r.uscc IS NULL THEN 0 ELSE 1 END) AS known
  FROM bid_keyed k LEFT JOIN registered r ON r.uscc = k.firm_key
  WHERE k.withdrawn = 0 AND k.firm_key IS NOT NULL
  GROUP BY k.tender_id, k.firm_key
), tenders AS (
  SELECT tender_id, min(source_id) AS source_id, count(*) AS firms, sum(known) AS known FROM bidders GROUP BY tender_id HAVING count(*) >= 2
), stakes AS (
  SELECT tender_id, min(amount_fen) AS lowest_fen, min(currency) AS currency FROM bid_keyed WHERE amount_fen > 0 GROUP BY tender_id
), proof AS (
  SELECT tender_id, one, other, array_agg(ref) AS evidence
  FROM (SELECT tender_id, one, other, ref_one AS ref FROM tied UNION ALL SELECT tender_id, one, other, ref_other FROM tied) AS refs
  GROUP BY tender_id, one, other
)
SELECT CASE WHEN t.users >= p.many_firms THEN 'excluded' ELSE 'hit' END AS outcome,
       CASE WHEN t.users >= p.many_firms THEN 'investor' WHEN t.controls = 1 THEN 'red' ELSE 'yellow' END AS detail,
       t.tender_id || '|' || t.one || '|' || t.other AS subject_key, '标段' || t.tender_id || '：' || a.firm_label || '、' || b.firm_label AS subject_label,
       'tender:' || t.tender_id AS stack_key, t.source_id AS source_id, k.lowest_fen AS amount_fen, e.evidence AS evidence,
       t.tender_id AS tender_id, a.firm_label AS one_name, b.firm_label AS other_name, t.ties AS ties,
       CASE WHEN t.controls = 1 THEN '其中有同一人同为负责人或控股' ELSE '有同一人在两家持股或任职' END AS what,
       CASE WHEN t.controls = 1 THEN 'one person heads or controls both' ELSE 'one person holds shares or office in both' END AS what_en,
       coalesce(k.currency, 'CNY') AS currency
FROM tied t JOIN params p ON 1 = 1
JOIN bidders a ON a.tender_id = t.tender_id AND a.firm_key = t.one
JOIN bidders b ON b.tender_id = t.tender_id AND b.firm_key = t.other
LEFT JOIN stakes k ON k.tender_id = t.tender_id
LEFT JOIN proof e ON e.tender_id = t.tender_id AND e.one = t.one AND e.other = t.other
UNION ALL
SELECT CASE WHEN n.known < 2 THEN 'not_computable' ELSE 'clear' END, CASE WHEN n.known < 2 THEN 'bidder_code' END, n.tender_id || '|', '标段' || n.tender_id,
       'tender:' || n.tender_id, n.source_id, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
FROM tenders n WHERE NOT EXISTS (SELECT 1 FROM tied t WHERE t.tender_id = n.tender_id)
