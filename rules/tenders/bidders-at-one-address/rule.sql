-- One row per pair of firms that bid together, however often, and share an address or a phone; one per tender in which none does.
WITH ties AS (
  SELECT one, other, 'address' AS kind, users, is_public, basis, basis_en, ref_one, ref_other FROM firm_place
  UNION ALL
  SELECT one, other, kind, users, 0, qy_text(NULL), qy_text(NULL), ref_one, ref_other FROM firm_tie WHERE kind = 'phone'
), tied AS (
  SELECT b.tender_id, b.low_id AS one, b.high_id AS other, min(b.one || '|' || b.other) AS written, min(b.basis) AS firm_basis, min(b.basis_en) AS firm_basis_en, min(b.source_id) AS source_id, max(t.users) AS users, max(t.is_public) AS is_public, min(t.basis) AS basis,
         min(t.basis_en) AS basis_en, max(CASE WHEN t.kind = 'address' THEN 1 ELSE 0 END) AS place, max(CASE WHEN t.kind = 'phone' THEN 1 ELSE 0 END) AS phone,
         min(t.ref_one) AS ref_one, min(t.ref_other) AS ref_other
  FROM bid_pairs b JOIN ties t ON t.one = b.low_id AND t.other = b.high_id
  GROUP BY b.tender_id, b.low_id, b.high_id
), bidders AS (
  SELECT k.tender_id, k.firm_id AS firm_key, min(k.firm_label) AS firm_label, min(k.source_id) AS source_id, max(CASE WHEN c.uscc IS NULL THEN 0 ELSE 1 END) AS known,
         min(k.amount_fen) AS amount_fen, min(k.currency) AS currency
  FROM bid_keyed k LEFT JOIN (SELECT DISTINCT uscc FROM company WHERE address IS NOT NULL OR phone IS NOT NULL) AS c ON c.uscc = k.firm_id
  WHERE k.withdrawn = 0 AND k.firm_key IS NOT NULL
  GROUP BY k.tender_id, k.firm_id
), tenders AS (
  SELECT tender_id, min(source_id) AS source_id, sum(known) AS known, min(amount_fen) AS lowest_fen, min(currency) AS currency
  FROM bidders GROUP BY tender_id HAVING count(*) >= 2
), names AS (
  SELECT firm_key, min(firm_label) AS firm_label FROM bidders GROUP BY firm_key
), paired AS (
  SELECT t.one, t.other, CASE WHEN min(t.written) = max(t.written) THEN min(t.written) ELSE t.one || '|' || t.other END AS subject, count(t.firm_basis) AS known, min(t.firm_basis) AS taken_basis,
         min(t.firm_basis_en) AS taken_basis_en, min(t.source_id) AS source_id, count(*) AS tenders, max(t.tender_id) AS tender_id, max(t.users) AS users, max(t.place) AS place, max(t.phone) AS phone,
         max(t.is_public) AS is_public, min(t.basis) AS basis, min(t.basis_en) AS basis_en,
         min(t.ref_one) AS ref_one, min(t.ref_other) AS ref_other, CAST(sum(n.lowest_fen) AS BIGINT) AS lowest_fen, min(n.currency) AS currency
  FROM tied t JOIN tenders n ON n.tender_id = t.tender_id
  GROUP BY t.one, t.other
)
SELECT CASE WHEN t.users >= p.many_firms OR t.is_public = 1 AND t.phone = 0 THEN 'excluded' ELSE 'hit' END AS outcome,
       CASE WHEN t.users >= p.many_firms THEN 'cluster' WHEN t.is_public = 1 AND t.phone = 0 THEN 'public'
            WHEN t.place = 1 AND t.phone = 1 AND t.is_public = 0 AND t.basis IS NULL AND t.known < t.tenders THEN 'red' ELSE 'yellow' END AS detail,
       t.subject AS subject_key, a.firm_label || '、' || b.firm_label AS subject_label,
       'tender:' || t.tender_id AS stack_key, t.source_id AS source_id, t.lowest_fen AS amount_fen, qy_both(qy_refs(t.ref_one), qy_refs(t.ref_other)) AS evidence,
       t.tender_id AS tender_id, t.tenders AS tenders, a.firm_label AS one_name, b.firm_label AS other_name, t.users AS users,
       CASE WHEN t.place = 0 OR t.is_public = 1 THEN '联系电话相同'
            WHEN t.basis IS NULL THEN CASE WHEN t.phone = 1 THEN '地址和电话相同' ELSE '住所地址相同' END
            ELSE CASE WHEN t.phone = 1 THEN '联系电话相同，' ELSE '' END || '住所地址写法不同而认作同一处（' || t.basis || '）' END AS what,
       CASE WHEN t.place = 0 OR t.is_public = 1 THEN 'the same phone'
            WHEN t.basis IS NULL THEN CASE WHEN t.phone = 1 THEN 'the same address and phone' ELSE 'the same address' END
            ELSE CASE WHEN t.phone = 1 THEN 'the same phone and at ' ELSE '' END || 'one place spelt in two ways (' || t.basis_en || ')' END AS what_en, t.currency AS currency,
       CASE WHEN t.known > 0 THEN '（投标没有写代码或写法不同的，按同一家比对：' || t.taken_basis || '）' ELSE '' END AS taken,
       CASE WHEN t.known > 0 THEN ' (by name alone or written otherwise in a bid, taken for one: ' || t.taken_basis_en || ')' ELSE '' END AS taken_en
FROM paired t JOIN params p ON 1 = 1
JOIN names a ON a.firm_key = t.one
JOIN names b ON b.firm_key = t.other
UNION ALL
SELECT CASE WHEN n.known < 2 THEN 'not_computable' ELSE 'clear' END, CASE WHEN n.known < 2 THEN 'bidder_code' END, n.tender_id || '|', '标段' || n.tender_id,
       'tender:' || n.tender_id, n.source_id, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
FROM tenders n WHERE NOT EXISTS (SELECT 1 FROM tied t WHERE t.tender_id = n.tender_id)
