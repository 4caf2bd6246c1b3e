-- One row per agency and supplier.
--
-- Expected: over the buyers, awards that the agency handled for the buyer x awards of the supplier from the buyer / all awards of the buyer. So a
-- local firm that meets the local agency at local buyers is expected to.
WITH winners AS (  -- a firm that is written in two ways is one
  SELECT tender_id, firm_id AS firm_key, firm_key AS written_key, label, amount_fen, source_id, ref, basis, basis_en FROM award_winner
), wins AS (
  SELECT m.agency_key, w.firm_key, w.tender_id, min(m.buyer_key) AS buyer_key, max(w.amount_fen) AS amount_fen, min(w.source_id) AS source_id,
         min(w.ref) AS ref, min(m.agency_label) AS agency, min(w.label) AS supplier, min(w.written_key) AS written_key, min(w.basis) AS basis, min(w.basis_en) AS basis_en
  FROM winners w JOIN tender_market m ON m.tender_id = w.tender_id
  WHERE m.agency_key IS NOT NULL
  GROUP BY m.agency_key, w.firm_key, w.tender_id
), pairs AS (
  SELECT agency_key, firm_key, min(written_key) <> max(written_key) AS is_merged, CASE WHEN min(written_key) = max(written_key) THEN min(written_key) ELSE firm_key END AS subject, min(basis) AS basis,
         min(basis_en) AS basis_en, min(agency) AS agency, min(supplier) AS supplier, count(*) AS wins, count(DISTINCT buyer_key) AS buyers,
         CAST(sum(amount_fen) AS BIGINT) AS won_fen, min(source_id) AS source_id
  FROM wins GROUP BY agency_key, firm_key
), per_buyer AS (
  SELECT m.buyer_key, m.agency_key, w.firm_key, count(*) AS n FROM winners w JOIN tender_market m ON m.tender_id = w.tender_id
  WHERE m.agency_key IS NOT NULL GROUP BY m.buyer_key, m.agency_key, w.firm_key
), shares AS (
  SELECT buyer_key, agency_key, firm_key, sum(n) OVER (PARTITION BY buyer_key, agency_key) AS by_agency, sum(n) OVER (PARTITION BY buyer_key, firm_key) AS by_firm,
         sum(n) OVER (PARTITION BY buyer_key) AS by_buyer
  FROM per_buyer
), agencies AS (SELECT agency_key, sum(wins) AS agency_awards FROM pairs GROUP BY agency_key),
expectations AS (
  SELECT t.*, g.agency_awards, x.expected
  FROM pairs t
  JOIN agencies g ON g.agency_key = t.agency_key
  JOIN (SELECT agency_key, firm_key, sum(CAST(by_agency AS DOUBLE) * by_firm / by_buyer) AS expected FROM shares GROUP BY agency_key, firm_key) AS x
    ON x.agency_key = t.agency_key AND x.firm_key = t.firm_key
), judged AS (
  SELECT x.*, CASE WHEN x.wins < p.min_wins OR x.wins < p.min_lift * x.expected OR x.wins - x.expected < p.min_z * sqrt(x.expected) THEN 'clear'
                   WHEN x.buyers < p.min_buyers THEN 'excluded' ELSE 'hit' END AS outcome
  FROM expectations x JOIN params p ON 1 = 1
), proof AS (
  SELECT agency_key, firm_key, array_agg(ref) AS evidence
  FROM (SELECT j.agency_key, j.firm_key, w.ref, row_number() OVER (PARTITION BY j.agency_key, j.firm_key ORDER BY w.amount_fen DESC, w.tender_id) AS nth
        FROM judged j JOIN wins w ON w.agency_key = j.agency_key AND w.firm_key = j.firm_key WHERE j.outcome = 'hit') AS refs
  WHERE nth <= 50 GROUP BY agency_key, firm_key
)
SELECT j.outcome AS outcome, CASE j.outcome WHEN 'hit' THEN 'yellow' WHEN 'excluded' THEN 'one_buyer' END AS detail,
       j.agency_key || '|' || j.subject AS subject_key, j.agency || '：' || j.supplier AS subject_label, 'firm:' || j.subject AS stack_key, j.source_id AS source_id,
       CASE WHEN j.outcome = 'hit' THEN j.won_fen END AS amount_fen, CASE WHEN j.outcome = 'hit' THEN e.evidence END AS evidence, j.agency AS agency,
       j.supplier AS supplier, CAST(j.agency_awards AS BIGINT) AS agency_awards, j.wins AS wins, j.buyers AS buyers, round(j.expected * 10) / 10 AS expected,
       CASE WHEN j.is_merged THEN '（名称或代码的写法不同，按同一家合并：' || j.basis || '）' ELSE '' END AS taken,
       CASE WHEN j.is_merged THEN ' (written in more than one way, taken for one: ' || j.basis_en || ')' ELSE '' END AS taken_en
FROM judged j LEFT JOIN proof e ON e.agency_key = j.agency_key AND e.firm_key = j.firm_key
UNION ALL
SELECT 'not_computable', 'agency_name', w.tender_id || '|', '标段' || w.tender_id, 'tender:' || w.tender_id, min(w.source_id), NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
FROM award_winner w LEFT JOIN tender_market m ON m.tender_id = w.tender_id
WHERE m.agency_key IS NULL
GROUP BY w.tender_id
