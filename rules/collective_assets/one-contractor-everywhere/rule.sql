-- One row per township (first nine digits of the village), builder and year.
WITH works AS (
  SELECT substr(village_code, 1, 9) AS township, village_code, qy_year(booked_on) AS year, party_key, party_label, amount_fen, source_id, ref FROM village_entry WHERE works = 1 AND direction = 'out'
), parties AS (
  SELECT township, year, party_key, min(party_label) AS party, count(*) AS times, count(DISTINCT village_code) AS villages, CAST(sum(amount_fen) AS BIGINT) AS amount_fen, min(source_id) AS source_id FROM works GROUP BY township, year, party_key
), shared AS (
  SELECT s.*, sum(s.amount_fen) OVER (PARTITION BY s.township, s.year) AS total_fen FROM parties s
), judged AS (
  SELECT s.*, CAST(s.amount_fen AS DOUBLE) / nullif(s.total_fen, 0) AS share, CASE WHEN s.party_key IS NULL THEN 'counterparty' WHEN s.year IS NULL THEN 'on' WHEN length(s.township) < 9 THEN 'village_code' END AS missing,
         CASE WHEN s.villages >= p.min_villages AND s.times >= p.min_times AND s.amount_fen >= s.total_fen * p.min_share AND s.total_fen < p.min_total_fen THEN 'small' END AS clause,
         CASE WHEN s.villages < p.min_villages OR s.times < p.min_times OR s.amount_fen < s.total_fen * p.min_share THEN NULL WHEN s.amount_fen >= s.total_fen * p.red_share THEN 'red' ELSE 'yellow' END AS band
  FROM shared s JOIN params p ON 1 = 1
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome FROM judged j
), refs AS (
  SELECT d.township, d.year, d.party_key, w.ref, row_number() OVER (PARTITION BY d.township, d.year, d.party_key ORDER BY w.amount_fen DESC, w.ref) AS nth
  FROM decided d JOIN works w ON w.township = d.township AND w.year = d.year AND w.party_key = d.party_key WHERE d.outcome = 'hit'
), proof AS (
  SELECT township, year, party_key, array_agg(ref) AS evidence FROM refs WHERE nth <= 50 GROUP BY township, year, party_key
)
SELECT d.outcome AS outcome, coalesce(d.missing, d.clause, d.band) AS detail, d.township || '|' || coalesce(d.party_key, '') || '|' || coalesce(qy_text(d.year), '') AS subject_key, '乡镇' || d.township || '，' || coalesce(d.party, '') || '，' || coalesce(qy_text(d.year), '') || '年' AS subject_label,
       'firm:' || coalesce(d.party_key, '') AS stack_key, d.source_id AS source_id, CASE WHEN d.outcome = 'hit' THEN d.amount_fen END AS amount_fen, e.evidence AS evidence, d.township AS township, d.year AS year, d.party AS party, d.villages AS villages, d.times AS times, d.share AS share
FROM decided d LEFT JOIN proof e ON e.township = d.township AND e.year = d.year AND e.party_key = d.party_key
