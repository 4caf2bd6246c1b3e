-- One row per run of payments close in time that reach the limit together; one row per village without.
WITH works AS (
  SELECT v.village_code, v.party_key, v.party_label, v.booked_on, v.voucher_no, v.amount_fen, v.source_id, v.ref, qy_days(CAST('2000-01-01' AS DATE), v.booked_on) AS day_no
  FROM village_entry v JOIN params p ON 1 = 1 WHERE v.works = 1 AND v.direction = 'out' AND v.party_key IS NOT NULL AND v.booked_on IS NOT NULL AND v.amount_fen > 0 AND v.amount_fen < p.limit_fen
), gapped AS (
  SELECT w.*, w.day_no - lag(w.day_no) OVER (PARTITION BY w.village_code, w.party_key ORDER BY w.day_no, w.ref) AS gap FROM works w
), numbered AS (
  SELECT g.*, sum(CASE WHEN g.gap IS NULL OR g.gap > p.gap_days THEN 1 ELSE 0 END) OVER (PARTITION BY g.village_code, g.party_key ORDER BY g.day_no, g.ref ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS run FROM gapped g JOIN params p ON 1 = 1
), runs AS (
  SELECT village_code, party_key, run, min(party_label) AS party, count(*) AS times, count(DISTINCT coalesce(voucher_no, ref)) AS vouchers, CAST(sum(amount_fen) AS BIGINT) AS amount_fen, max(amount_fen) AS largest_fen, min(booked_on) AS first_on, max(booked_on) AS last_on,
         min(source_id) AS source_id, array_agg(ref) AS evidence
  FROM numbered GROUP BY village_code, party_key, run
), judged AS (
  SELECT r.*, p.limit_fen, CASE WHEN r.vouchers = 1 THEN 'one_voucher' END AS clause, CASE WHEN r.times >= p.red_times THEN 'red' ELSE 'yellow' END AS band
  FROM runs r JOIN params p ON 1 = 1 WHERE r.times > 1 AND r.amount_fen >= p.limit_fen AND r.largest_fen >= p.limit_fen * p.near_share
), villages AS (
  SELECT village_code, min(source_id) AS source_id, count(party_key) AS parties, count(direction) AS directed, count(summary) AS told FROM village_entry GROUP BY village_code
)
SELECT qy_outcome(NULL, j.clause, j.band) AS outcome, coalesce(j.clause, j.band) AS detail, j.village_code || '|' || j.party_key || '|' || qy_text(j.first_on) AS subject_key, '村' || j.village_code || ' → ' || j.party AS subject_label,
       'village:' || j.village_code AS stack_key, j.source_id AS source_id, CASE WHEN j.clause IS NULL THEN j.amount_fen END AS amount_fen, CASE WHEN j.clause IS NULL THEN qy_first(j.evidence, 50) END AS evidence,
       j.village_code AS village, j.party AS party, j.first_on AS first_on, j.last_on AS last_on, j.times AS times, j.limit_fen AS limit_fen
FROM judged j
UNION ALL
SELECT CASE WHEN v.parties = 0 OR v.directed = 0 OR v.told = 0 THEN 'not_computable' ELSE 'clear' END, CASE WHEN v.parties = 0 THEN 'counterparty' WHEN v.directed = 0 THEN 'direction' WHEN v.told = 0 THEN 'summary' END, v.village_code, NULL, NULL, v.source_id,
       NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
FROM villages v LEFT JOIN (SELECT DISTINCT village_code FROM judged) AS k ON k.village_code = v.village_code WHERE k.village_code IS NULL
