-- One row per buyer, category and year of contracts without open tender; contracts that cannot be placed make rows of their own.
-- Works are split by project, not by the year's purchases: H18 looks at them.
WITH placed AS (
  SELECT c.*, qy_year(c.signed_on) AS year,
         coalesce(l.limit_fen, p.limit_fen) AS threshold_fen, CASE WHEN qy_matches(c.category, '工程|施工|建设|修缮|装修') THEN 1 ELSE 0 END AS is_works,
         CASE WHEN qy_matches(c.method, '框架协议|协议供货|定点') THEN 1 ELSE 0 END AS is_framework,
         CASE WHEN c.buyer_key IS NULL THEN 'buyer_name' WHEN c.signed_on IS NULL THEN 'signed_on' WHEN c.category IS NULL THEN 'category'
              WHEN c.method IS NULL THEN 'procurement_method' WHEN c.amount_fen IS NULL THEN 'amount_fen' END AS missing,
         CASE WHEN e.subject_code IS NULL THEN 0 ELSE 1 END AS is_approved, coalesce(t.firm_id, c.supplier_key) AS firm_id, t.basis, t.basis_en
  FROM contract_money c JOIN params p ON 1 = 1
  LEFT JOIN purchase_limit l ON l.kind = 'tender' AND c.signed_on BETWEEN l.from_on AND l.to_on
  LEFT JOIN firm_told t ON t.firm_key = c.supplier_key
  LEFT JOIN (SELECT DISTINCT subject_code FROM policy_exception WHERE subject_code IS NOT NULL) AS e ON e.subject_code = c.contract_no
), small AS (
  SELECT c.*, CASE WHEN c.is_approved = 0 AND c.is_framework = 0 AND c.is_works = 0 THEN 1 ELSE 0 END AS counts
  FROM placed c WHERE c.missing IS NULL AND c.method NOT LIKE '%招标%' AND c.amount_fen > 0 AND c.amount_fen < c.threshold_fen
), gaps AS (  -- the shortest time between two of them
  SELECT buyer_key, category, year, min(days) AS days
  FROM (SELECT buyer_key, category, year, qy_days(lag(signed_on) OVER (PARTITION BY buyer_key, category, year ORDER BY signed_on, contract_no), signed_on) AS days FROM small WHERE counts = 1) AS steps
  GROUP BY buyer_key, category, year
), suppliers AS (
  SELECT buyer_key, category, year, min(supplier_label) AS supplier, sum(amount_fen) AS supplier_fen, count(*) AS supplier_contracts, min(supplier_key) <> max(supplier_key) AS is_merged, min(basis) AS basis, min(basis_en) AS basis_en,
         row_number() OVER (PARTITION BY buyer_key, category, year ORDER BY sum(amount_fen) DESC, firm_id) AS nth
  FROM small WHERE counts = 1 GROUP BY buyer_key, category, year, firm_id
), groups AS (
  SELECT buyer_key, category, year, min(buyer_label) AS buyer, min(source_id) AS source_id, min(currency) AS currency, max(threshold_fen) AS threshold_fen,
         count(*) AS all_contracts, sum(amount_fen) AS all_fen, sum(counts) AS contracts, max(is_works) AS is_works,
         max(is_approved) AS is_approved, CAST(sum(counts * amount_fen) AS BIGINT) AS total_fen, array_agg(ref) FILTER (WHERE counts = 1) AS refs
  FROM small GROUP BY buyer_key, category, year
), judged AS (
  SELECT g.*, s.supplier, s.supplier_contracts, s.is_merged, s.basis, s.basis_en, d.days, CASE WHEN g.total_fen > 0 THEN CAST(s.supplier_fen AS DOUBLE) / g.total_fen END AS share,
         CASE WHEN g.all_contracts < p.min_contracts OR g.all_fen < g.threshold_fen THEN 'clear'
              WHEN g.contracts < p.min_contracts OR g.total_fen < g.threshold_fen THEN 'excluded' ELSE 'hit' END AS outcome
  FROM groups g JOIN params p ON 1 = 1
  LEFT JOIN suppliers s ON s.buyer_key = g.buyer_key AND s.category = g.category AND s.year = g.year AND s.nth = 1
  LEFT JOIN gaps d ON d.buyer_key = g.buyer_key AND d.category = g.category AND d.year = g.year
)
SELECT j.outcome AS outcome, CASE j.outcome WHEN 'hit' THEN CASE WHEN j.share >= p.red_same_supplier AND j.supplier_contracts > 1 AND NOT coalesce(j.is_merged, FALSE) THEN 'red' WHEN j.days <= p.near_days THEN 'yellow' ELSE 'blue' END
                      WHEN 'excluded' THEN CASE WHEN j.is_works = 1 THEN 'works' WHEN j.is_approved = 1 THEN 'approved' ELSE 'framework' END END AS detail,
       j.buyer_key || '|' || j.category || '|' || qy_text(j.year) AS subject_key, j.buyer || qy_text(j.year) || '年' || j.category AS subject_label,
       'unit:' || j.buyer_key AS stack_key, j.source_id AS source_id, CASE WHEN j.outcome = 'hit' THEN j.total_fen END AS amount_fen,
       CASE WHEN j.outcome = 'hit' THEN j.refs END AS evidence, j.buyer AS buyer, j.year AS year, j.category AS category, j.contracts AS contracts,
       j.threshold_fen AS threshold_fen, j.supplier AS supplier, j.share AS share, j.currency AS currency,
       CASE WHEN j.is_merged THEN '（名称或代码的写法不同，按同一家合并：' || j.basis || '）' ELSE '' END AS taken,
       CASE WHEN j.is_merged THEN ' (written in more than one way, taken for one: ' || j.basis_en || ')' ELSE '' END AS taken_en
FROM judged j JOIN params p ON 1 = 1
UNION ALL
SELECT 'not_computable', missing, '|' || contract_no, '合同' || contract_no, 'contract:' || contract_no, source_id, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, currency, NULL, NULL
FROM placed WHERE missing IS NOT NULL
