-- One row per contract. Receipts pay the oldest instalment first, whatever instalment they were booked to.
WITH instalments AS (  -- an instalment paid in parts repeats its due amount
  SELECT contract_no, due_on, max(due_fen) AS due_fen
  FROM lease_receipt, params p WHERE due_on IS NOT NULL AND due_on <= p.as_of
  GROUP BY contract_no, due_on
), contracts AS (
  SELECT r.contract_no, min(r.source_id) AS source_id,
         sum(CASE WHEN r.received_on IS NULL OR r.received_on <= p.as_of THEN coalesce(r.received_fen, 0) ELSE 0 END) AS received_fen,
         count(CASE WHEN r.due_on IS NULL AND r.received_fen IS NULL THEN 1 END) AS undated
  FROM lease_receipt r, params p
  GROUP BY r.contract_no
), running AS (
  SELECT i.contract_no, i.due_on, i.due_fen, c.received_fen, qy_months(i.due_on, p.as_of) AS months,
         sum(coalesce(i.due_fen, 0)) OVER (PARTITION BY i.contract_no ORDER BY i.due_on
                                           ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) - c.received_fen AS open_fen
  FROM instalments i JOIN contracts c ON c.contract_no = i.contract_no JOIN params p ON 1 = 1
), summed AS (
  SELECT s.contract_no, max(s.months) AS longest,
         sum(CASE WHEN s.months >= p.yellow_months THEN s.due_fen END) AS due_fen,
         count(CASE WHEN s.due_fen IS NULL THEN 1 END) AS without_amount,
         count(CASE WHEN s.months >= p.yellow_months AND s.open_fen > 0 THEN 1 END) AS terms,
         min(CASE WHEN s.months >= p.yellow_months AND s.open_fen > 0 THEN s.due_on END) AS oldest_on,
         max(CASE WHEN s.months >= p.yellow_months AND s.open_fen > 0 THEN s.months END) AS months,
         max(CASE WHEN s.months >= p.yellow_months THEN s.open_fen END) AS open_fen
  FROM running s JOIN params p ON 1 = 1
  GROUP BY s.contract_no
), places AS (
  SELECT contract_no, min(asset_no) AS asset_no FROM lease WHERE contract_no IS NOT NULL GROUP BY contract_no
), judged AS (
  SELECT c.contract_no, c.source_id, c.received_fen, s.due_fen, s.terms, s.oldest_on, s.months, s.open_fen, a.asset_no, p.as_of,
         CASE WHEN s.open_fen >= p.min_fen THEN 'hit'
              WHEN s.without_amount > 0 OR c.undated > 0 THEN 'not_computable'
              WHEN s.open_fen > 0 THEN 'excluded'
              ELSE 'clear' END AS outcome,
         CASE WHEN s.without_amount > 0 THEN 'due_fen' ELSE 'due_on' END AS missing,
         CASE WHEN s.months >= p.red_months THEN 'red' ELSE 'yellow' END AS band
  FROM contracts c
  JOIN params p ON 1 = 1
  LEFT JOIN summed s ON s.contract_no = c.contract_no
  LEFT JOIN places a ON a.contract_no = c.contract_no
), proof AS (
  SELECT contract_no, array_agg(ref) AS evidence
  FROM (SELECT r.contract_no, qy_ref('lease_receipt', r.source_id, r.source_sheet, r.source_row) AS ref,
               row_number() OVER (PARTITION BY r.contract_no ORDER BY r.due_on, r.source_id, r.source_row) AS nth
        FROM judged j JOIN lease_receipt r ON r.contract_no = j.contract_no
        JOIN params p ON qy_months(r.due_on, p.as_of) >= p.yellow_months
        WHERE j.outcome = 'hit' AND r.due_on >= j.oldest_on) AS t
  WHERE nth <= 50
  GROUP BY contract_no
)
SELECT j.outcome AS outcome,
       CASE j.outcome WHEN 'hit' THEN j.band WHEN 'excluded' THEN 'small' WHEN 'not_computable' THEN j.missing END AS detail,
       j.contract_no AS subject_key,
       '合同' || j.contract_no || coalesce('，资产' || j.asset_no, '') AS subject_label,
       coalesce('asset:' || j.asset_no, 'contract:' || j.contract_no) AS stack_key,
       j.source_id AS source_id,
       CASE WHEN j.outcome = 'hit' THEN CAST(j.open_fen AS BIGINT) END AS amount_fen,
       CASE WHEN j.outcome = 'hit' THEN e.evidence END AS evidence,
       j.contract_no AS contract_label, j.oldest_on AS oldest_on, j.terms AS terms, j.as_of AS as_of, j.months AS months,
       CAST(j.due_fen AS BIGINT) AS due_fen, CAST(j.received_fen AS BIGINT) AS received_fen
FROM judged j
LEFT JOIN proof e ON e.contract_no = j.contract_no
