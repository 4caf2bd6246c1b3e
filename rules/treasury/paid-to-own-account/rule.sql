-- One row per payer and year. Own account: the payee is the payer by code or name, or the money went to an account registered to it.
WITH own AS (
  SELECT DISTINCT unit_code, account_no FROM unit_account
), paid AS (
  SELECT coalesce(m.payer_code, qy_code(m.payer_name)) AS payer_key, coalesce(m.payer_name, m.payer_code) AS payer, qy_year(m."on") AS year, m.amount_fen, m.source_id, m.payee_code, m.payee_name, m.payee_account,
         CASE WHEN m.payee_code = m.payer_code OR m.payee_name = m.payer_name THEN 1 WHEN o.account_no IS NOT NULL THEN 2 ELSE 0 END AS own,
         coalesce(m.summary, '') || '|' || coalesce(m.subject_name, '') AS words, m.source_sheet, m.source_row
  FROM payment m LEFT JOIN own o ON o.unit_code = m.payer_code AND o.account_no = m.payee_account
  WHERE m."on" IS NOT NULL AND (m.payer_code IS NOT NULL OR m.payer_name IS NOT NULL)
), years AS (
  SELECT payer_key, year, min(payer) AS payer, min(source_id) AS source_id, count(payee_name) + count(payee_code) + count(payee_account) AS told FROM paid GROUP BY payer_key, year
), kept AS (
  SELECT payer_key, year, own, amount_fen, qy_ref('payment', source_id, source_sheet, source_row) AS ref FROM paid
  WHERE CASE WHEN own = 0 THEN TRUE ELSE qy_matches(words, '工资|薪|社保|保险|公积金|年金|工会|个人所得税|代扣|公务卡|党费|退回|退付|更正|村账|代管|食堂|往来') END = FALSE
), sums AS (
  SELECT payer_key, year, count(*) FILTER (WHERE amount_fen > 0) AS payments, CAST(sum(amount_fen) AS BIGINT) AS own_fen, min(own) AS how FROM kept GROUP BY payer_key, year
), judged AS (
  SELECT y.*, s.payments, s.own_fen, s.how, CASE WHEN y.told = 0 THEN 'payee_name' END AS missing, CASE WHEN s.own_fen < p.min_fen THEN 'small' END AS clause,
         CASE WHEN s.own_fen >= p.red_from_fen THEN 'red' WHEN s.payments > 0 THEN 'yellow' END AS band
  FROM years y JOIN params p ON 1 = 1 LEFT JOIN sums s ON s.payer_key = y.payer_key AND s.year = y.year
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome FROM judged j
), proof AS (
  SELECT payer_key, year, array_agg(ref) AS evidence
  FROM (SELECT k.payer_key, k.year, k.ref, row_number() OVER (PARTITION BY k.payer_key, k.year ORDER BY k.amount_fen DESC, k.ref) AS nth FROM kept k) AS numbered WHERE nth <= 50 GROUP BY payer_key, year
)
SELECT d.outcome AS outcome, coalesce(d.missing, d.clause, d.band) AS detail, d.payer_key || '|' || qy_text(d.year) AS subject_key, d.payer || '，' || qy_text(d.year) || '年' AS subject_label, 'unit:' || d.payer_key AS stack_key,
       d.source_id AS source_id, CASE WHEN d.outcome = 'hit' THEN d.own_fen END AS amount_fen, CASE WHEN d.outcome = 'hit' THEN e.evidence END AS evidence,
       d.payer AS payer, d.year AS year, d.payments AS payments, CASE WHEN d.how = 1 THEN '收款人即付款单位' ELSE '收款账户登记在本单位名下' END AS how, CASE WHEN d.how = 1 THEN 'the payee is the payer' ELSE 'the account is registered to it' END AS how_en
FROM decided d LEFT JOIN proof e ON e.payer_key = d.payer_key AND e.year = d.year
