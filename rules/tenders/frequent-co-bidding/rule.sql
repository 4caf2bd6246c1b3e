-- One row per group of bidders that meet too often, and one per bidder that is in none.
--
-- The base rate: in a market of N tenders, two firms that bid n1 and n2 times independently meet n1 * n2 / N times;
-- the market is the category of the tender, so that specialists are compared with specialists.
WITH entries AS (
  SELECT tender_id, firm_id AS firm_key, min(firm_key) AS written, min(basis) AS basis, min(basis_en) AS basis_en, min(name_key) AS other_key, min(party) AS party, min(firm_label) AS firm_label, max(amount_fen) AS amount_fen,
         max(CASE WHEN status IN ('winner', '中标', '成交', '已中标', '中标人', '第一中标候选人') THEN 1 ELSE 0 END) AS told_winner,
         min(rank) AS rank, min(source_id) AS source_id
  FROM bid_keyed WHERE firm_key IS NOT NULL AND withdrawn = 0
  GROUP BY tender_id, firm_id
), sizes AS (
  SELECT tender_id, count(DISTINCT party) AS parties FROM entries GROUP BY tender_id
), markets AS (
  SELECT s.tender_id, coalesce(min(t.category), '') AS market
  FROM sizes s JOIN params p ON s.parties <= p.max_bidders
  LEFT JOIN tender t ON t.tender_id = s.tender_id
  GROUP BY s.tender_id
), awarded AS (
  SELECT tender_id, supplier_code AS winner_key FROM award WHERE supplier_code IS NOT NULL
  UNION
  SELECT tender_id, qy_code(supplier_name) FROM award WHERE supplier_name IS NOT NULL
), results AS (SELECT DISTINCT tender_id FROM awarded),
bids AS (
  SELECT e.tender_id, e.firm_key, e.written, e.basis, e.basis_en, e.party, e.firm_label, e.amount_fen, m.market,
         CASE WHEN e.told_winner = 1 OR c.winner_key IS NOT NULL OR n.winner_key IS NOT NULL OR (r.tender_id IS NULL AND e.rank = 1) THEN 1 ELSE 0 END AS won,
         -- an award by code alone, to a bidder who wrote another: won, but not for red
         CASE WHEN c.winner_key IS NOT NULL AND e.told_winner = 0 AND n.winner_key IS NULL AND e.firm_key <> e.written THEN 1 ELSE 0 END AS met_by_entity
  FROM entries e
  JOIN markets m ON m.tender_id = e.tender_id
  LEFT JOIN results r ON r.tender_id = e.tender_id
  LEFT JOIN awarded c ON c.tender_id = e.tender_id AND c.winner_key = e.firm_key
  LEFT JOIN awarded n ON n.tender_id = e.tender_id AND n.winner_key = e.other_key
), met AS (
  SELECT a.firm_key AS one, b.firm_key AS other, count(*) AS together
  FROM bids a JOIN bids b ON b.tender_id = a.tender_id AND b.firm_key > a.firm_key AND b.party <> a.party
  GROUP BY a.firm_key, b.firm_key
), candidates AS (
  SELECT m.* FROM met m JOIN params p ON m.together >= p.min_together
), market_size AS (
  SELECT market, count(*) AS tenders FROM markets GROUP BY market
), market_share AS (
  SELECT firm_key, market, count(*) AS n FROM bids GROUP BY firm_key, market
), half AS (  -- grouped before the second join, so that no engine pairs all firms of a market
  SELECT c.one, c.other, x.market, max(CAST(x.n AS DOUBLE) / z.tenders) AS share
  FROM candidates c
  JOIN market_share x ON x.firm_key = c.one
  JOIN market_size z ON z.market = x.market
  GROUP BY c.one, c.other, x.market
), expected AS (
  SELECT h.one, h.other, sum(h.share * y.n) AS expected
  FROM half h JOIN market_share y ON y.firm_key = h.other AND y.market = h.market
  GROUP BY h.one, h.other
), pairs AS (
  SELECT c.one, c.other, c.together, e.expected
  FROM candidates c JOIN expected e ON e.one = c.one AND e.other = c.other
  JOIN params p ON c.together >= p.min_lift * e.expected AND c.together - e.expected >= p.min_z * sqrt(e.expected)
), edges AS (  -- both ways, and every firm to itself
  SELECT one AS a, other AS b FROM pairs UNION SELECT other, one FROM pairs UNION SELECT one, one FROM pairs UNION SELECT other, other FROM pairs
), hop1 AS (SELECT a AS firm_key, min(b) AS anchor FROM edges GROUP BY a),
hop2 AS (SELECT e.a AS firm_key, min(h.anchor) AS anchor FROM edges e JOIN hop1 h ON h.firm_key = e.b GROUP BY e.a),
hop3 AS (SELECT e.a AS firm_key, min(h.anchor) AS anchor FROM edges e JOIN hop2 h ON h.firm_key = e.b GROUP BY e.a),
members AS (SELECT e.a AS firm_key, min(h.anchor) AS anchor FROM edges e JOIN hop3 h ON h.firm_key = e.b GROUP BY e.a),
group_bids AS (
  SELECT g.anchor, b.tender_id, b.firm_key, b.written, b.basis, b.basis_en, b.party, b.firm_label, b.amount_fen, b.won, b.met_by_entity FROM members g JOIN bids b ON b.firm_key = g.firm_key
), group_tenders AS (
  SELECT anchor, tender_id, max(won) AS won FROM group_bids GROUP BY anchor, tender_id HAVING count(DISTINCT party) >= 2
), decided AS (SELECT tender_id FROM bids GROUP BY tender_id HAVING max(won) = 1 UNION SELECT tender_id FROM results),
group_results AS (
  SELECT t.anchor, count(*) AS together, sum(t.won) AS wins, count(d.tender_id) AS decided
  FROM group_tenders t LEFT JOIN decided d ON d.tender_id = t.tender_id GROUP BY t.anchor
), member_wins AS (
  SELECT b.anchor, b.firm_key, CASE WHEN min(b.written) <> max(b.written) OR max(b.met_by_entity) = 1 THEN min(b.basis) END AS basis,
         CASE WHEN min(b.written) <> max(b.written) OR max(b.met_by_entity) = 1 THEN min(b.basis_en) END AS basis_en, min(b.firm_label) AS firm_label, sum(b.won) AS wins, sum(CASE WHEN b.won = 1 THEN b.amount_fen END) AS won_fen
  FROM group_bids b JOIN group_tenders t ON t.anchor = b.anchor AND t.tender_id = b.tender_id
  GROUP BY b.anchor, b.firm_key
), ranked AS (
  SELECT w.*, row_number() OVER (PARTITION BY anchor ORDER BY wins DESC, firm_key) AS nth FROM member_wins w
), group_members AS (
  SELECT r.anchor, min(r.basis) AS basis, min(r.basis_en) AS basis_en, count(*) AS firms, sum(CASE WHEN r.wins >= 1 THEN 1 ELSE 0 END) AS winners,
         sum(CASE WHEN r.wins >= p.min_wins_each THEN 1 ELSE 0 END) AS repeat_winners, sum(r.won_fen) AS won_fen,
         qy_join(array_agg(CASE WHEN r.nth <= 6 THEN r.firm_label END), '、') || CASE WHEN count(*) > 6 THEN '等' ELSE '' END AS firm_names
  FROM ranked r JOIN params p ON 1 = 1 GROUP BY r.anchor
), strongest AS (
  SELECT anchor, together, expected
  FROM (SELECT g.anchor, x.together, x.expected, row_number() OVER (PARTITION BY g.anchor ORDER BY x.together DESC, x.expected, x.one, x.other) AS nth
        FROM pairs x JOIN members g ON g.firm_key = x.one) AS t
  WHERE nth = 1
), judged AS (
  SELECT m.anchor, m.basis, m.basis_en, m.firms, m.winners, m.repeat_winners, m.won_fen, m.firm_names, r.together, r.wins, r.decided,
         s.together AS pair_together, s.expected AS pair_expected,
         CASE WHEN r.decided = 0 THEN 'not_computable'
              WHEN r.wins >= p.min_win_share * r.decided AND r.wins > 0 THEN 'hit' ELSE 'clear' END AS outcome,
         CASE WHEN m.repeat_winners >= 2 AND m.basis IS NULL THEN 'red' ELSE 'yellow' END AS band
  FROM group_members m
  JOIN group_results r ON r.anchor = m.anchor
  JOIN strongest s ON s.anchor = m.anchor
  JOIN params p ON 1 = 1
), proof AS (
  SELECT anchor, array_agg(ref) AS evidence
  FROM (SELECT g.anchor, qy_ref('bid', k.source_id, k.source_sheet, k.source_row) AS ref,
               row_number() OVER (PARTITION BY g.anchor ORDER BY g.won DESC, k.tender_id DESC, k.amount_fen, k.source_id, k.source_row) AS nth
        FROM judged j
        JOIN group_tenders t ON t.anchor = j.anchor
        JOIN group_bids g ON g.anchor = t.anchor AND g.tender_id = t.tender_id
        JOIN bid_keyed k ON k.tender_id = g.tender_id AND k.firm_id = g.firm_key
        WHERE j.outcome = 'hit') AS t
  WHERE nth <= 50
  GROUP BY anchor
), firms AS (
  SELECT e.firm_key, min(e.firm_label) AS firm_label, min(e.source_id) AS source_id, count(m.tender_id) AS counted
  FROM entries e LEFT JOIN markets m ON m.tender_id = e.tender_id GROUP BY e.firm_key
)
SELECT j.outcome AS outcome, CASE j.outcome WHEN 'hit' THEN j.band WHEN 'not_computable' THEN 'status' END AS detail,
       j.anchor AS subject_key, j.firm_names AS subject_label, 'firm:' || j.anchor AS stack_key, f.source_id AS source_id,
       CASE WHEN j.outcome = 'hit' THEN CAST(j.won_fen AS BIGINT) END AS amount_fen,
       CASE WHEN j.outcome = 'hit' THEN e.evidence END AS evidence,
       j.firm_names AS firm_names, j.firms AS firms, j.together AS together, j.pair_together AS pair_together,
       CAST(round(j.pair_expected * 100) / 100 AS DOUBLE) AS pair_expected, j.decided AS decided, CAST(j.wins AS BIGINT) AS wins,
       CAST(j.wins AS DOUBLE) / nullif(j.decided, 0) AS win_share, CAST(j.winners AS BIGINT) AS winners,
       CASE WHEN j.basis IS NOT NULL THEN '（名称或代码的写法不同，按同一家合并：' || j.basis || '）' ELSE '' END AS taken,
       CASE WHEN j.basis_en IS NOT NULL THEN ' (written in more than one way, taken for one: ' || j.basis_en || ')' ELSE '' END AS taken_en
FROM judged j
JOIN firms f ON f.firm_key = j.anchor
LEFT JOIN proof e ON e.anchor = j.anchor
UNION ALL
SELECT CASE WHEN f.counted = 0 THEN 'excluded' ELSE 'clear' END, CASE WHEN f.counted = 0 THEN 'mass' END,
       f.firm_key, f.firm_label, 'firm:' || f.firm_key, f.source_id, NULL, NULL, f.firm_label, 1, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
FROM firms f
WHERE NOT EXISTS (SELECT 1 FROM members m WHERE m.firm_key = f.firm_key)
UNION ALL
SELECT 'not_computable', 'bidder_name', tender_id || '|', '标段' || tender_id, 'tender:' || tender_id, min(source_id),
       NULL, NULL, NULL, count(*), NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
FROM bid_keyed WHERE firm_key IS NULL
GROUP BY tender_id
