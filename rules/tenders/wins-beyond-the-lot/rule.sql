-- One row per bidder in tenders decided by lot. The wins are a sum of independent chances 1 / number of bids.
WITH lots AS (
  SELECT tender_id, max(number_of_tenderers) AS told FROM tender
  WHERE qy_matches(coalesce(evaluation_method, '') || coalesce(award_criteria, ''), '摇号|抽签|抽取中标|随机抽取')
  GROUP BY tender_id
), sizes AS (
  SELECT b.tender_id, CAST(greatest(count(DISTINCT b.party), coalesce(max(l.told), 0)) AS DOUBLE) AS n
  FROM lots l JOIN bid_keyed b ON b.tender_id = l.tender_id AND b.withdrawn = 0 GROUP BY b.tender_id
), decided_lots AS (SELECT DISTINCT tender_id FROM award_winner),
tries AS (
  SELECT b.firm_id AS firm_key, min(b.firm_key) AS written, min(b.basis) AS basis, min(b.basis_en) AS basis_en, b.tender_id, min(b.firm_label) AS firm_label, min(b.source_id) AS source_id, min(s.n) AS n,
         max(CASE WHEN d.tender_id IS NULL THEN 0 ELSE 1 END) AS decided, max(CASE WHEN w.firm_id IS NULL THEN 0 ELSE 1 END) AS won, max(w.amount_fen) AS won_fen, min(w.ref) AS ref
  FROM bid_keyed b JOIN sizes s ON s.tender_id = b.tender_id
  LEFT JOIN decided_lots d ON d.tender_id = b.tender_id
  LEFT JOIN award_winner w ON w.tender_id = b.tender_id AND w.firm_id = b.firm_id
  WHERE b.withdrawn = 0 AND b.firm_key IS NOT NULL
  GROUP BY b.firm_id, b.tender_id
), firms AS (
  SELECT firm_key, CASE WHEN min(written) = max(written) THEN min(written) ELSE firm_key END AS subject, min(written) <> max(written) AS is_merged, min(basis) AS basis, min(basis_en) AS basis_en,
         min(firm_label) AS firm_label, min(source_id) AS source_id, sum(decided) AS tries, sum(won) AS wins, CAST(sum(won_fen) AS BIGINT) AS won_fen,
         sum(CASE WHEN decided = 1 THEN 1 / n END) AS expected, sum(CASE WHEN decided = 1 THEN 1 / n * (1 - 1 / n) END) AS variance,
         array_agg(ref) FILTER (WHERE ref IS NOT NULL) AS evidence
  FROM tries GROUP BY firm_key
), judged AS (
  SELECT f.*, CASE WHEN f.variance > 0 THEN (f.wins - f.expected) / sqrt(f.variance) END AS z,
         CASE WHEN f.tries = 0 THEN 'not_computable'
              WHEN f.wins >= p.min_wins AND f.wins >= p.min_lift * f.expected AND f.wins - f.expected >= p.min_z * sqrt(f.variance) THEN 'hit' ELSE 'clear' END AS outcome
  FROM firms f JOIN params p ON 1 = 1
)
SELECT j.outcome AS outcome, CASE j.outcome WHEN 'hit' THEN 'yellow' WHEN 'not_computable' THEN 'supplier_name' END AS detail, j.subject AS subject_key,
       j.firm_label AS subject_label, 'firm:' || j.subject AS stack_key, j.source_id AS source_id, CASE WHEN j.outcome = 'hit' THEN j.won_fen END AS amount_fen,
       CASE WHEN j.outcome = 'hit' THEN j.evidence END AS evidence, j.firm_label AS firm_name, j.tries AS tries, j.wins AS wins,
       round(j.expected * 100) / 100 AS expected, round(j.z * 10) / 10 AS z,
       CASE WHEN j.is_merged THEN '（名称或代码的写法不同，按同一家合并：' || j.basis || '）' ELSE '' END AS taken,
       CASE WHEN j.is_merged THEN ' (written in more than one way, taken for one: ' || j.basis_en || ')' ELSE '' END AS taken_en
FROM judged j
