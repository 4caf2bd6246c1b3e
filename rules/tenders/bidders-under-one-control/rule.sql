-- One row per tied pair of firms that bid together, however often; one per tender without a tie; tenders of which fewer than two bidders are in the
-- register cannot be judged.
WITH days AS (
  SELECT tender_id, max(coalesce(qy_time_days(bids_due_at), published_on)) AS on_day FROM tender GROUP BY tender_id
), tied AS (
  SELECT b.tender_id, b.low_id AS one, b.high_id AS other, min(b.one || '|' || b.other) AS written, min(b.basis) AS firm_basis, min(b.basis_en) AS firm_basis_en, min(b.source_id) AS source_id, max(CASE t.kind WHEN 'control' THEN 2 WHEN 'person' THEN 1 ELSE 0 END) AS strength,
         max(t.users) AS users, min(t.ref_one) AS ref_one, min(t.ref_other) AS ref_other
  FROM bid_pairs b
  JOIN firm_tie t ON t.one = b.low_id AND t.other = b.high_id AND t.kind IN ('control', 'person', 'share')
  LEFT JOIN days d ON d.tender_id = b.tender_id
  WHERE (d.on_day IS NULL OR t.from_on IS NULL OR t.from_on <= d.on_day) AND (d.on_day IS NULL OR t.to_on IS NULL OR t.to_on >= d.on_day)
  GROUP BY b.tender_id, b.low_id, b.high_id
), registered AS (SELECT DISTINCT uscc FROM company_role),
bidders AS (
  SELECT k.tender_id, k.firm_id AS firm_key, min(k.firm_label) AS firm_label, min(k.source_id) AS source_id, max(CASE WHEN r.uscc IS NULL THEN 0 ELSE 1 END) AS known
  FROM bid_keyed k LEFT JOIN registered r ON r.uscc = k.firm_id
  WHERE k.withdrawn = 0 AND k.firm_key IS NOT NULL
  GROUP BY k.tender_id, k.firm_id
), tenders AS (
  SELECT tender_id, min(source_id) AS source_id, count(*) AS firms, sum(known) AS known FROM bidders GROUP BY tender_id HAVING count(*) >= 2
), stakes AS (
  SELECT tender_id, min(amount_fen) AS lowest_fen, min(currency) AS currency FROM bid_keyed WHERE amount_fen > 0 GROUP BY tender_id
), names AS (
  SELECT firm_key, min(firm_label) AS firm_label FROM bidders GROUP BY firm_key
), paired AS (
  SELECT t.one, t.other, CASE WHEN min(t.written) = max(t.written) THEN min(t.written) ELSE t.one || '|' || t.other END AS subject, count(t.firm_basis) AS known, min(t.firm_basis) AS taken_basis,
         min(t.firm_basis_en) AS taken_basis_en, min(t.source_id) AS source_id, count(*) AS tenders, max(t.tender_id) AS tender_id, max(t.strength) AS strength, max(CASE WHEN t.firm_basis IS NULL THEN t.strength END) AS sure_strength, max(t.users) AS users,
         CAST(sum(k.lowest_fen) AS BIGINT) AS lowest_fen, min(k.currency) AS currency
  FROM tied t LEFT JOIN stakes k ON k.tender_id = t.tender_id
  GROUP BY t.one, t.other
), proof AS (
  SELECT one, other, array_agg(ref) AS evidence
  FROM (SELECT one, other, ref_one AS ref FROM tied UNION SELECT one, other, ref_other FROM tied) AS refs
  GROUP BY one, other
)
SELECT CASE WHEN t.users >= p.many_firms OR t.strength = 0 THEN 'excluded' ELSE 'hit' END AS outcome,
       CASE WHEN t.users >= p.many_firms THEN 'investor' WHEN t.strength = 0 THEN 'minority' WHEN t.sure_strength = 2 THEN 'red' ELSE 'yellow' END AS detail,
       t.subject AS subject_key, a.firm_label || '、' || b.firm_label AS subject_label,
       'tender:' || t.tender_id AS stack_key, t.source_id AS source_id, t.lowest_fen AS amount_fen, e.evidence AS evidence,
       t.tender_id AS tender_id, t.tenders AS tenders, a.firm_label AS one_name, b.firm_label AS other_name,
       CASE WHEN t.strength = 2 THEN '有同一人同为负责人或控股' ELSE '有同一人在两家任职或持股' END AS what,
       CASE WHEN t.strength = 2 THEN 'one person heads or controls both' ELSE 'one person holds office or shares in both' END AS what_en,
       coalesce(t.currency, 'CNY') AS currency,
       CASE WHEN t.known > 0 THEN '（投标没有写代码或写法不同的，按同一家比对：' || t.taken_basis || '）' ELSE '' END AS taken,
       CASE WHEN t.known > 0 THEN ' (by name alone or written otherwise in a bid, taken for one: ' || t.taken_basis_en || ')' ELSE '' END AS taken_en
FROM paired t JOIN params p ON 1 = 1
JOIN names a ON a.firm_key = t.one
JOIN names b ON b.firm_key = t.other
LEFT JOIN proof e ON e.one = t.one AND e.other = t.other
UNION ALL
SELECT CASE WHEN n.known < 2 THEN 'not_computable' ELSE 'clear' END, CASE WHEN n.known < 2 THEN 'bidder_code' END, n.tender_id || '|', '标段' || n.tender_id,
       'tender:' || n.tender_id, n.source_id, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
FROM tenders n WHERE NOT EXISTS (SELECT 1 FROM tied t WHERE t.tender_id = n.tender_id)
