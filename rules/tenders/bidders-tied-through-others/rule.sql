-- One row per tied pair of firms that bid together, however often; one per tender without a tie. What H09a and H09b see themselves (one person,
-- address or phone in both: two steps) is left to them.
WITH ties AS (
  SELECT about_key AS tender_id, CASE WHEN from_key < to_key THEN from_key ELSE to_key END AS one, CASE WHEN from_key < to_key THEN to_key ELSE from_key END AS other,
         max(steps) AS steps, max(tentative_steps) AS tentative_steps, min(path_text) AS path_text, min(path_text_en) AS path_text_en, min(share_permille) AS min_share
  FROM bidder_path WHERE steps = 1 OR steps >= 3
  GROUP BY about_key, CASE WHEN from_key < to_key THEN from_key ELSE to_key END, CASE WHEN from_key < to_key THEN to_key ELSE from_key END
), tied AS (
  SELECT t.*, b.source_id, row_number() OVER (PARTITION BY t.one, t.other ORDER BY t.tentative_steps, t.steps, t.tender_id) AS nth, count(*) OVER (PARTITION BY t.one, t.other) AS tenders
  FROM ties t JOIN bid_pairs b ON b.tender_id = t.tender_id AND b.one = t.one AND b.other = t.other
), best AS (
  SELECT * FROM tied WHERE nth = 1
), proof AS (
  SELECT b.one, b.other, array_agg(qy_ref(p.edge_table, p.source_id, p.source_sheet, p.source_row)) AS evidence
  FROM best b JOIN bidder_path p ON p.about_key = b.tender_id AND ((p.from_key = b.one AND p.to_key = b.other) OR (p.from_key = b.other AND p.to_key = b.one))
  GROUP BY b.one, b.other
), names AS (
  SELECT firm_key, min(firm_label) AS firm_label FROM bid_keyed WHERE firm_key IS NOT NULL GROUP BY firm_key
), registered AS (SELECT DISTINCT uscc FROM company_role),
bidders AS (
  SELECT k.tender_id, k.firm_key, min(k.source_id) AS source_id, max(CASE WHEN r.uscc IS NULL THEN 0 ELSE 1 END) AS known
  FROM bid_keyed k LEFT JOIN registered r ON r.uscc = k.firm_key WHERE k.withdrawn = 0 AND k.firm_key IS NOT NULL GROUP BY k.tender_id, k.firm_key
), tenders AS (
  SELECT tender_id, min(source_id) AS source_id, sum(known) AS known FROM bidders GROUP BY tender_id HAVING count(*) >= 2
), judged AS (
  SELECT b.*, CASE WHEN b.tentative_steps > 0 THEN 'tentative' WHEN b.min_share < p.min_permille THEN 'minority' END AS clause,
         CASE WHEN b.steps = 1 AND b.min_share > p.control_permille THEN 'red' ELSE 'yellow' END AS band
  FROM best b JOIN params p ON 1 = 1
)
SELECT CASE WHEN j.clause IS NULL THEN 'hit' ELSE 'excluded' END AS outcome, coalesce(j.clause, j.band) AS detail, j.one || '|' || j.other AS subject_key,
       a.firm_label || '、' || b.firm_label AS subject_label, 'tender:' || j.tender_id AS stack_key, j.source_id AS source_id, CAST(NULL AS BIGINT) AS amount_fen,
       e.evidence AS evidence, j.tender_id AS tender_id, j.tenders AS tenders, a.firm_label AS one_name, b.firm_label AS other_name, j.path_text AS path, j.path_text_en AS path_en,
       j.steps AS steps
FROM judged j JOIN names a ON a.firm_key = j.one JOIN names b ON b.firm_key = j.other LEFT JOIN proof e ON e.one = j.one AND e.other = j.other
UNION ALL
SELECT CASE WHEN n.known < 2 THEN 'not_computable' ELSE 'clear' END, CASE WHEN n.known < 2 THEN 'bidder_code' END, n.tender_id || '|', '标段' || n.tender_id, 'tender:' || n.tender_id,
       n.source_id, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
FROM tenders n WHERE NOT EXISTS (SELECT 1 FROM tied t WHERE t.tender_id = n.tender_id)
