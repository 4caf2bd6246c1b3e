-- One row per tender of which a score is known; a consortium has one.
WITH scores AS (
  SELECT b.tender_id, coalesce('b' || b.bid_id, 'c' || b.consortium, 'f' || coalesce(b.bidder_code, qy_code(b.bidder_name))) AS party, max(b.score) AS score,
         max(b.amount_fen) AS amount_fen, min(qy_firm_label(b.bidder_name, b.bidder_code)) AS firm_label, min(b.source_id) AS source_id, min(coalesce(b.currency, 'CNY')) AS currency,
         min(qy_ref('bid', b.source_id, b.source_sheet, b.source_row)) AS ref
  FROM bid b GROUP BY b.tender_id, coalesce('b' || b.bid_id, 'c' || b.consortium, 'f' || coalesce(b.bidder_code, qy_code(b.bidder_name)))
), ordered AS (
  SELECT s.*, row_number() OVER (PARTITION BY s.tender_id ORDER BY s.score DESC, s.party) AS nth FROM scores s JOIN params p ON s.score > p.min_score
), tenders AS (
  SELECT t.tender_id, t.source_id, o.score, o.amount_fen, o.firm_label, o.currency, x.others, x.mean, x.refs, t.scored
  FROM (SELECT tender_id, min(source_id) AS source_id, count(score) AS scored FROM scores GROUP BY tender_id) AS t
  LEFT JOIN ordered o ON o.tender_id = t.tender_id AND o.nth = 1
  LEFT JOIN (SELECT tender_id, count(CASE WHEN nth > 1 THEN 1 END) AS others, avg(CASE WHEN nth > 1 THEN score END) AS mean, array_agg(ref) FILTER (WHERE nth <= 50) AS refs
             FROM ordered GROUP BY tender_id) AS x ON x.tender_id = t.tender_id
), judged AS (
  SELECT t.*, CASE WHEN t.scored = 0 THEN 'not_computable' WHEN t.others >= p.min_others AND t.score >= p.ratio * t.mean THEN 'hit' ELSE 'clear' END AS outcome
  FROM tenders t JOIN params p ON 1 = 1
)
SELECT j.outcome AS outcome, CASE j.outcome WHEN 'hit' THEN 'yellow' WHEN 'not_computable' THEN 'score' END AS detail, j.tender_id AS subject_key, '标段' || j.tender_id AS subject_label,
       'tender:' || j.tender_id AS stack_key, j.source_id AS source_id, CASE WHEN j.outcome = 'hit' THEN j.amount_fen END AS amount_fen, CASE WHEN j.outcome = 'hit' THEN j.refs END AS evidence,
       j.tender_id AS tender_id, j.firm_label AS firm_name, j.score AS score, j.others AS others, round(j.mean * 10) / 10 AS mean, round(j.score / j.mean * 100) / 100 AS ratio_seen, j.currency AS currency
FROM judged j
