-- One row per village that received such money. Received: old enough; distributed: any time.
WITH land AS (
  SELECT v.village_code, v.booked_on, v.direction, v.amount_fen, v.source_id, v.ref, CASE WHEN v.direction = 'in' AND qy_days(v.booked_on, p.as_of) >= p.wait_days THEN 'received' WHEN v.direction = 'out' AND v.booked_on <= p.as_of THEN 'paid' END AS move
  FROM village_entry v JOIN params p ON 1 = 1
  WHERE qy_matches(v.summary, '征地|征收|征迁|土地补偿|安置补助|青苗|占地补偿|拆迁补偿') AND NOT qy_matches(v.summary, '工作经费|征收费|征收税|农业税|水费征收|保险费征收')
), villages AS (
  SELECT village_code, min(source_id) AS source_id, count(direction) AS directed, count(booked_on) AS dated, min(booked_on) FILTER (WHERE move = 'received') AS first_on, CAST(coalesce(sum(amount_fen) FILTER (WHERE move = 'received'), 0) AS BIGINT) AS in_fen,
         CAST(coalesce(sum(amount_fen) FILTER (WHERE move = 'paid'), 0) AS BIGINT) AS out_fen
  FROM land GROUP BY village_code
), judged AS (
  SELECT v.*, p.wait_days, v.in_fen - v.out_fen AS left_fen, CASE WHEN v.directed = 0 THEN 'direction' WHEN v.dated = 0 THEN 'on' END AS missing,
         CASE WHEN v.in_fen <= v.out_fen THEN NULL WHEN v.in_fen - v.out_fen < p.min_fen THEN 'small' WHEN v.in_fen - v.out_fen <= v.in_fen * p.kept_share THEN 'kept' END AS clause,
         CASE WHEN v.in_fen <= v.out_fen THEN NULL WHEN v.in_fen - v.out_fen >= p.red_from_fen THEN 'red' ELSE 'yellow' END AS band
  FROM villages v JOIN params p ON 1 = 1
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome FROM judged j
), proof AS (
  SELECT village_code, array_agg(ref) AS evidence FROM (SELECT l.village_code, l.ref, row_number() OVER (PARTITION BY l.village_code ORDER BY l.amount_fen DESC, l.ref) AS nth FROM land l WHERE l.move IS NOT NULL) AS numbered WHERE nth <= 50 GROUP BY village_code
)
SELECT d.outcome AS outcome, coalesce(d.missing, d.clause, d.band) AS detail, d.village_code AS subject_key, '村' || d.village_code || '的征地补偿款' AS subject_label, 'village:' || d.village_code AS stack_key, d.source_id AS source_id,
       CASE WHEN d.outcome = 'hit' THEN d.left_fen END AS amount_fen, CASE WHEN d.outcome = 'hit' THEN e.evidence END AS evidence, d.village_code AS village, d.in_fen AS in_fen, d.first_on AS first_on, d.wait_days AS wait_days, d.out_fen AS out_fen,
       CAST(d.left_fen AS DOUBLE) / nullif(d.in_fen, 0) AS share
FROM decided d LEFT JOIN proof e ON e.village_code = d.village_code
