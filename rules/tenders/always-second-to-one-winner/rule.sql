-- One row per bidder with enough bids in tenders whose winner is known.
WITH entries AS (
  SELECT tender_id, firm_id AS firm_key, min(firm_key) AS written, min(basis) AS basis, min(basis_en) AS basis_en, min(firm_label) AS firm_label, min(party) AS party, min(source_id) AS source_id
  FROM bid_keyed WHERE withdrawn = 0 AND firm_key IS NOT NULL GROUP BY tender_id, firm_id
), sizes AS (
  SELECT tender_id, CAST(count(DISTINCT party) AS DOUBLE) AS parties FROM entries GROUP BY tender_id HAVING count(DISTINCT party) BETWEEN 2 AND 50
), awards AS (
  SELECT tender_id, min(firm_id) AS winner, min(firm_key) AS winner_written, min(basis) AS winner_basis, min(basis_en) AS winner_basis_en, min(label) AS winner_name, max(amount_fen) AS amount_fen FROM award_winner GROUP BY tender_id
), tries AS (
  SELECT e.firm_key, e.written, e.basis, e.basis_en, e.firm_label, e.tender_id, e.source_id, s.parties, a.winner, a.winner_written, a.winner_basis, a.winner_basis_en, a.winner_name, a.amount_fen, CASE WHEN w.firm_id IS NULL THEN 0 ELSE 1 END AS won
  FROM entries e JOIN sizes s ON s.tender_id = e.tender_id
  LEFT JOIN awards a ON a.tender_id = e.tender_id
  LEFT JOIN award_winner w ON w.tender_id = e.tender_id AND w.firm_id = e.firm_key
), firms AS (
  SELECT firm_key, CASE WHEN min(written) = max(written) THEN min(written) ELSE firm_key END AS subject, CASE WHEN min(written) <> max(written) THEN min(basis) END AS basis,
         CASE WHEN min(written) <> max(written) THEN min(basis_en) END AS basis_en, min(firm_label) AS firm_label, min(source_id) AS source_id, count(*) AS all_bids, count(winner) AS bids, sum(CASE WHEN winner IS NOT NULL THEN won ELSE 0 END) AS wins,
         sum(CASE WHEN winner IS NOT NULL THEN qy_ln(1 - 1 / parties) END) AS log_luck
  FROM tries GROUP BY firm_key
), beside AS (
  SELECT firm_key, winner, winner_basis, winner_basis_en, winner_name, beside, beside_fen, row_number() OVER (PARTITION BY firm_key ORDER BY beside DESC, winner) AS nth
  FROM (SELECT firm_key, winner, CASE WHEN min(winner_written) <> max(winner_written) THEN min(winner_basis) END AS winner_basis,
               CASE WHEN min(winner_written) <> max(winner_written) THEN min(winner_basis_en) END AS winner_basis_en, min(winner_name) AS winner_name, count(*) AS beside, CAST(sum(amount_fen) AS BIGINT) AS beside_fen
        FROM tries WHERE winner IS NOT NULL AND won = 0 GROUP BY firm_key, winner) AS each_winner
), shares AS (
  SELECT winner, CAST(count(*) AS DOUBLE) / max(n) AS share FROM (SELECT winner, count(*) OVER () AS n FROM awards) AS all_awards GROUP BY winner
), judged AS (
  SELECT f.firm_key, f.subject, f.firm_label, f.source_id, f.bids, coalesce(f.basis, b.winner_basis) AS basis, coalesce(f.basis_en, b.winner_basis_en) AS basis_en, b.winner, b.winner_name, b.beside, b.beside_fen, exp_luck.luck, s.share,
         CASE WHEN f.all_bids >= p.min_bids AND f.bids < p.min_bids THEN 'not_computable'
              WHEN f.bids < p.min_bids OR f.wins > 0 OR exp_luck.luck > p.max_luck OR b.beside < p.min_beside * f.bids THEN 'clear'
              WHEN s.share > p.max_usual THEN 'excluded' ELSE 'hit' END AS outcome
  FROM firms f JOIN params p ON 1 = 1
  JOIN (SELECT firm_key, exp(log_luck) AS luck FROM firms) AS exp_luck ON exp_luck.firm_key = f.firm_key
  LEFT JOIN beside b ON b.firm_key = f.firm_key AND b.nth = 1
  LEFT JOIN shares s ON s.winner = b.winner
), proof AS (
  SELECT firm_key, array_agg(ref) AS evidence
  FROM (SELECT j.firm_key, qy_ref('bid', k.source_id, k.source_sheet, k.source_row) AS ref,
               row_number() OVER (PARTITION BY j.firm_key ORDER BY k.tender_id, k.source_row) AS nth
        FROM judged j JOIN tries t ON t.firm_key = j.firm_key AND t.winner = j.winner JOIN bid_keyed k ON k.tender_id = t.tender_id AND k.firm_id = j.firm_key
        WHERE j.outcome = 'hit') AS refs
  WHERE nth <= 50 GROUP BY firm_key
)
SELECT j.outcome AS outcome, CASE j.outcome WHEN 'hit' THEN 'yellow' WHEN 'excluded' THEN 'main_firm' WHEN 'not_computable' THEN 'supplier_name' END AS detail,
       j.subject AS subject_key, j.firm_label AS subject_label, 'firm:' || j.subject AS stack_key, j.source_id AS source_id,
       CASE WHEN j.outcome = 'hit' THEN j.beside_fen END AS amount_fen, e.evidence AS evidence, j.firm_label AS firm_name, j.bids AS bids, j.luck AS luck,
       j.beside AS beside, j.winner_name AS winner_name,
       CASE WHEN j.basis IS NOT NULL THEN '（名称或代码的写法不同，按同一家合并：' || j.basis || '）' ELSE '' END AS taken,
       CASE WHEN j.basis_en IS NOT NULL THEN ' (written in more than one way, taken for one: ' || j.basis_en || ')' ELSE '' END AS taken_en
FROM judged j LEFT JOIN proof e ON e.firm_key = j.firm_key
