-- One row per village, crop and year. The township is the first nine digits of the village's code.
WITH villages AS (
  SELECT village_code, substr(village_code, 1, 9) AS township, crop_key, min(crop) AS crop, year, count(*) FILTER (WHERE paid_fen > 0) AS claims, CAST(coalesce(sum(paid_fen), 0) AS BIGINT) AS paid_fen, min(source_id) AS source_id
  FROM crop_claim WHERE village_code IS NOT NULL AND crop_key IS NOT NULL AND year IS NOT NULL
  GROUP BY village_code, substr(village_code, 1, 9), crop_key, year
), townships AS (
  SELECT township, crop_key, year, sum(paid_fen) AS paid_fen FROM villages GROUP BY township, crop_key, year
), land AS (
  SELECT village_code, substr(village_code, 1, 9) AS township, CAST(sum(area_mu) AS DOUBLE) AS area FROM land_right WHERE village_code IS NOT NULL GROUP BY village_code, substr(village_code, 1, 9)
), neighbours AS (  -- villages of the township with contracted land; without that register, those that ever claimed for the crop
  SELECT c.township, c.crop_key, greatest(c.villages, coalesce(l.villages, 0)) AS villages, l.area
  FROM (SELECT township, crop_key, count(DISTINCT village_code) AS villages FROM villages GROUP BY township, crop_key) AS c
  LEFT JOIN (SELECT township, count(*) AS villages, sum(area) AS area FROM land GROUP BY township) AS l ON l.township = c.township
), judged AS (
  SELECT v.*, n.villages, CAST(v.paid_fen AS DOUBLE) / nullif(t.paid_fen, 0) AS share, CASE WHEN length(v.village_code) < 12 THEN 'village_code' END AS missing,
         CASE WHEN n.villages >= p.min_villages AND v.paid_fen >= p.min_fen AND v.paid_fen >= p.share * t.paid_fen AND g.area >= p.share * n.area THEN 'most_of_the_land' END AS clause,
         CASE WHEN n.villages < p.min_villages OR v.paid_fen < p.min_fen OR v.paid_fen < p.share * t.paid_fen THEN NULL WHEN v.paid_fen >= p.red_fen THEN 'red' ELSE 'yellow' END AS band
  FROM villages v
  JOIN params p ON 1 = 1
  JOIN townships t ON t.township = v.township AND t.crop_key = v.crop_key AND t.year = v.year
  JOIN neighbours n ON n.township = v.township AND n.crop_key = v.crop_key
  LEFT JOIN land g ON g.village_code = v.village_code
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome FROM judged j
), proof AS (
  SELECT village_code, crop_key, year, array_agg(ref) AS evidence
  FROM (SELECT village_code, crop_key, year, ref, row_number() OVER (PARTITION BY village_code, crop_key, year ORDER BY paid_fen DESC, ref) AS nth FROM crop_claim WHERE paid_fen > 0) AS numbered
  WHERE nth <= 50 GROUP BY village_code, crop_key, year
)
SELECT d.outcome AS outcome, coalesce(d.missing, d.clause, d.band) AS detail, d.village_code || '|' || d.crop_key || '|' || qy_text(d.year) AS subject_key,
       '村代码' || d.village_code || '，' || d.crop || '，' || qy_text(d.year) || '年' AS subject_label, 'village:' || d.village_code AS stack_key, d.source_id AS source_id,
       CASE WHEN d.outcome = 'hit' THEN d.paid_fen END AS amount_fen, CASE WHEN d.outcome = 'hit' THEN e.evidence END AS evidence,
       d.village_code AS village, d.year AS year, d.crop AS crop, d.claims AS claims, d.villages AS villages, d.share AS share
FROM decided d
LEFT JOIN proof e ON e.village_code = d.village_code AND e.crop_key = d.crop_key AND e.year = d.year
