-- One row per tender and account that deposits were paid from; bids without a known account make one row per tender.
WITH users AS (  -- how many firms use an account over all tenders
  SELECT account, count(DISTINCT firm_key) AS firms FROM bid_keyed WHERE account IS NOT NULL GROUP BY account
), stakes AS (
  SELECT tender_id, min(amount_fen) AS lowest_fen FROM bid_keyed WHERE amount_fen > 0 GROUP BY tender_id
), shared AS (
  SELECT tender_id, account, count(DISTINCT firm_key) AS firms, count(DISTINCT party) AS parties,
         qy_join(array_agg(firm_label), '、') AS firm_names, min(deposit_on) AS first_on, max(deposit_on) AS last_on,
         max(CASE WHEN deposit_bank LIKE '%保函%' OR deposit_bank LIKE '%保险%' OR deposit_bank LIKE '%担保%' THEN 1 ELSE 0 END) AS guaranteed,
         min(currency) AS currency, min(source_id) AS source_id
  FROM bid_keyed
  GROUP BY tender_id, account
), judged AS (
  SELECT s.*, k.lowest_fen,
         CASE WHEN s.account IS NULL THEN 'not_computable'
              WHEN s.firms < 2 THEN 'clear'
              WHEN s.parties < 2 THEN 'excluded'
              WHEN s.guaranteed = 1 OR u.firms >= p.many_firms THEN 'excluded'
              ELSE 'hit' END AS outcome,
         CASE WHEN s.parties < 2 THEN 'consortium' ELSE 'guarantor' END AS clause
  FROM shared s
  JOIN params p ON 1 = 1
  LEFT JOIN users u ON u.account = s.account
  LEFT JOIN stakes k ON k.tender_id = s.tender_id
), proof AS (
  SELECT tender_id, account, array_agg(ref) AS evidence
  FROM (SELECT b.tender_id, b.account, qy_ref('bid', b.source_id, b.source_sheet, b.source_row) AS ref,
               row_number() OVER (PARTITION BY b.tender_id, b.account ORDER BY b.amount_fen DESC, b.source_id, b.source_row) AS nth
        FROM judged j JOIN bid_keyed b ON b.tender_id = j.tender_id AND b.account = j.account WHERE j.outcome = 'hit') AS t
  WHERE nth <= 50
  GROUP BY tender_id, account
)
SELECT j.outcome AS outcome,
       CASE j.outcome WHEN 'hit' THEN 'red' WHEN 'excluded' THEN j.clause WHEN 'not_computable' THEN 'deposit_account' END AS detail,
       j.tender_id || '|' || coalesce(j.account, '') AS subject_key,
       '标段' || j.tender_id || CASE WHEN j.outcome = 'hit' THEN '：' || j.firm_names ELSE '' END AS subject_label,
       'tender:' || j.tender_id AS stack_key, j.source_id AS source_id,
       CASE WHEN j.outcome = 'hit' THEN j.lowest_fen END AS amount_fen,
       CASE WHEN j.outcome = 'hit' THEN e.evidence END AS evidence,
       j.tender_id AS tender_id, j.firms AS firms, j.firm_names AS firm_names, j.first_on AS first_on, j.last_on AS last_on, j.currency AS currency
FROM judged j
LEFT JOIN proof e ON e.tender_id = j.tender_id AND e.account = j.account
