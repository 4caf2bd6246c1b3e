-- One row per buyer, supplier and day of signing.
WITH signed AS (
  SELECT c.*, coalesce(l.limit_fen, p.limit_fen) AS limit_fen, coalesce(t.firm_id, c.supplier_key) AS firm_id, t.basis, t.basis_en
  FROM contract_money c JOIN params p ON 1 = 1
  LEFT JOIN purchase_limit l ON l.kind = 'small' AND c.signed_on BETWEEN l.from_on AND l.to_on
  LEFT JOIN firm_told t ON t.firm_key = c.supplier_key
), groups AS (
  SELECT buyer_key, CASE WHEN min(supplier_key) = max(supplier_key) THEN min(supplier_key) ELSE firm_id END AS supplier_key, min(supplier_key) <> max(supplier_key) AS is_merged, min(basis) AS basis,
         min(basis_en) AS basis_en, signed_on, min(buyer_label) AS buyer, min(supplier_label) AS supplier, min(source_id) AS source_id, min(currency) AS currency, min(c.limit_fen) AS limit_fen,
         count(CASE WHEN c.amount_fen < c.limit_fen THEN 1 END) AS contracts, CAST(sum(CASE WHEN c.amount_fen < c.limit_fen THEN c.amount_fen ELSE 0 END) AS BIGINT) AS total_fen,
         max(CASE WHEN c.amount_fen < c.limit_fen THEN c.amount_fen END) AS largest_fen,
         count(CASE WHEN c.amount_fen < c.limit_fen AND coalesce(c.method, '') NOT LIKE '%招标%' THEN 1 END) AS untendered,
         array_agg(c.ref) FILTER (WHERE c.amount_fen < c.limit_fen) AS refs
  FROM signed c
  WHERE buyer_key IS NOT NULL AND supplier_key IS NOT NULL AND signed_on IS NOT NULL
  GROUP BY buyer_key, firm_id, signed_on
), judged AS (
  SELECT g.*, CASE WHEN g.contracts < p.min_contracts OR g.total_fen < g.limit_fen THEN 'clear' WHEN g.untendered = 0 THEN 'excluded' ELSE 'hit' END AS outcome
  FROM groups g JOIN params p ON 1 = 1
)
SELECT j.outcome AS outcome, CASE j.outcome WHEN 'hit' THEN 'yellow' WHEN 'excluded' THEN 'tendered' END AS detail,
       j.buyer_key || '|' || j.supplier_key || '|' || qy_text(j.signed_on) AS subject_key, j.buyer || '：' || j.supplier AS subject_label, 'unit:' || j.buyer_key AS stack_key,
       j.source_id AS source_id, CASE WHEN j.outcome = 'hit' THEN j.total_fen END AS amount_fen, CASE WHEN j.outcome = 'hit' THEN j.refs END AS evidence, j.buyer AS buyer,
       j.signed_on AS signed_on, j.supplier AS supplier, j.contracts AS contracts, j.largest_fen AS largest_fen, j.limit_fen AS limit_fen, j.currency AS currency,
       CASE WHEN j.is_merged THEN '（名称或代码的写法不同，按同一家合并：' || j.basis || '）' ELSE '' END AS taken,
       CASE WHEN j.is_merged THEN ' (written in more than one way, taken for one: ' || j.basis_en || ')' ELSE '' END AS taken_en
FROM judged j
UNION ALL
SELECT 'not_computable', CASE WHEN signed_on IS NULL THEN 'signed_on' WHEN buyer_key IS NULL THEN 'buyer_name' ELSE 'supplier_name' END, '|' || contract_no, '合同' || contract_no,
       'contract:' || contract_no, source_id, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, currency, NULL, NULL
FROM contract_money WHERE signed_on IS NULL OR buyer_key IS NULL OR supplier_key IS NULL
