-- One row per buyer and supplier with a single-source award in the window; awards of which buyer or day are not known make rows of their own.
WITH days AS (
  SELECT tender_id, max(coalesce(decided_on, published_on)) AS on_day FROM award GROUP BY tender_id
), single AS (
  SELECT w.tender_id, w.firm_key, w.firm_id, w.basis, w.basis_en, w.label, w.amount_fen, w.source_id, w.ref, m.buyer_key, m.buyer_label, d.on_day,
         CASE WHEN e.subject_code IS NULL THEN 0 ELSE 1 END AS is_approved
  FROM award_winner w
  JOIN tender_state s ON s.tender_id = w.tender_id AND (s.method LIKE '%单一来源%' OR s.method_details LIKE '%单一来源%' OR lower(s.method) = 'direct')
  JOIN tender_market m ON m.tender_id = w.tender_id
  LEFT JOIN days d ON d.tender_id = w.tender_id
  LEFT JOIN (SELECT DISTINCT subject_code FROM policy_exception WHERE kind = 'sole_source') AS e ON e.subject_code = w.tender_id
), recent AS (
  SELECT s.* FROM single s JOIN params p ON s.on_day > qy_add_months(p.as_of, -12 * p.window_years) AND s.on_day <= p.as_of WHERE s.buyer_key <> ''
), pairs AS (
  SELECT buyer_key, CASE WHEN min(firm_key) = max(firm_key) THEN min(firm_key) ELSE firm_id END AS firm_key, min(firm_key) <> max(firm_key) AS is_merged, min(basis) AS basis, min(basis_en) AS basis_en,
         min(buyer_label) AS buyer, min(label) AS supplier, min(source_id) AS source_id, count(*) AS all_awards,
         count(CASE WHEN is_approved = 0 THEN 1 END) AS awards, CAST(sum(amount_fen) AS BIGINT) AS pair_fen,
         CAST(sum(CASE WHEN is_approved = 0 THEN amount_fen ELSE 0 END) AS BIGINT) AS open_fen, array_agg(ref) FILTER (WHERE is_approved = 0) AS refs
  FROM recent GROUP BY buyer_key, firm_id
), shares AS (
  SELECT x.*, sum(x.pair_fen) OVER (PARTITION BY x.buyer_key) AS buyer_fen FROM pairs x
), judged AS (
  SELECT s.*, CASE WHEN s.all_awards < p.min_awards THEN 'clear' WHEN s.awards < p.min_awards THEN 'excluded' ELSE 'hit' END AS outcome
  FROM shares s JOIN params p ON 1 = 1
)
SELECT j.outcome AS outcome, CASE j.outcome WHEN 'hit' THEN CASE WHEN j.open_fen >= p.red_fen AND NOT j.is_merged THEN 'red' ELSE 'yellow' END WHEN 'excluded' THEN 'approved' END AS detail,
       j.buyer_key || '|' || j.firm_key AS subject_key, j.buyer || '：' || j.supplier AS subject_label, 'unit:' || j.buyer_key AS stack_key, j.source_id AS source_id,
       CASE WHEN j.outcome = 'hit' THEN j.open_fen END AS amount_fen, CASE WHEN j.outcome = 'hit' THEN j.refs END AS evidence, j.buyer AS buyer,
       p.window_years AS window_years, j.supplier AS supplier, j.awards AS awards, CASE WHEN j.buyer_fen > 0 THEN CAST(j.open_fen AS DOUBLE) / j.buyer_fen END AS share,
       CASE WHEN j.is_merged THEN '（名称或代码的写法不同，按同一家合并：' || j.basis || '）' ELSE '' END AS taken,
       CASE WHEN j.is_merged THEN ' (written in more than one way, taken for one: ' || j.basis_en || ')' ELSE '' END AS taken_en
FROM judged j JOIN params p ON 1 = 1
UNION ALL
SELECT 'not_computable', CASE WHEN s.buyer_key = '' THEN 'buyer_name' ELSE 'decided_on' END, s.tender_id || '|' || s.firm_key, '标段' || s.tender_id, 'tender:' || s.tender_id,
       s.source_id, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
FROM single s WHERE s.buyer_key = '' OR s.on_day IS NULL
