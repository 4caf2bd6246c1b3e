-- A contract from signing to the last payment: what was agreed, changed, settled and paid.
--
--   shape      one row per contract_no
--   changes, change_fen   changes, and their sum (savings are negative); NULL sum when no change gives an amount
--   audited_fen, settled_on   of the last settlement
--   payments, paid_fen, first_paid_on, last_paid_on   of payments that name the contract
--   buyer_key, supplier_key   code, else normalised name; labels as an officer reads them
--   ref        the contract's first row
-- Read by H27 to H29, I01, I02, I09 and I10.
WITH agreed AS (
  SELECT contract_no, min(tender_id) AS tender_id, min(title) AS title, min(coalesce(buyer_code, qy_code(buyer_name))) AS buyer_key,
         min(coalesce(buyer_name, buyer_code)) AS buyer_label, min(coalesce(supplier_code, qy_code(supplier_name))) AS supplier_key,
         min(qy_code(supplier_name)) AS supplier_name_key, count(DISTINCT coalesce(supplier_code, qy_code(supplier_name))) AS suppliers,
         min(qy_firm_label(supplier_name, supplier_code)) AS supplier_label, max(amount_fen) AS amount_fen, min(coalesce(currency, 'CNY')) AS currency,
         min(signed_on) AS signed_on, min(from_on) AS from_on, max(to_on) AS to_on, min(procurement_method) AS method, min(category) AS category,
         min(source_id) AS source_id, min(qy_ref('contract', source_id, source_sheet, source_row)) AS ref
  FROM contract GROUP BY contract_no
), changed AS (
  SELECT contract_no, count(*) AS changes, CAST(sum(amount_fen) AS BIGINT) AS change_fen FROM contract_change GROUP BY contract_no
), settled AS (
  SELECT contract_no, audited_fen, submitted_fen, settled_on
  FROM (SELECT s.*, row_number() OVER (PARTITION BY contract_no ORDER BY settled_on DESC, audited_fen DESC) AS nth FROM settlement s) AS ordered
  WHERE nth = 1
), paid AS (
  SELECT contract_no, count(*) AS payments, CAST(sum(amount_fen) AS BIGINT) AS paid_fen, min(CASE WHEN amount_fen > 0 THEN "on" END) AS first_paid_on, max("on") AS last_paid_on
  FROM payment WHERE contract_no IS NOT NULL GROUP BY contract_no
)
SELECT a.*, coalesce(c.changes, 0) AS changes, c.change_fen, s.audited_fen, s.submitted_fen, s.settled_on, coalesce(p.payments, 0) AS payments, p.paid_fen,
       p.first_paid_on, p.last_paid_on
FROM agreed a
LEFT JOIN changed c ON c.contract_no = a.contract_no
LEFT JOIN settled s ON s.contract_no = a.contract_no
LEFT JOIN paid p ON p.contract_no = a.contract_no
