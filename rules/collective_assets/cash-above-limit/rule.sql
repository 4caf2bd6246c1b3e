-- One row per village and year.
WITH marked AS (
  SELECT v.village_code, qy_year(v.booked_on) AS year, v.kind, v.direction, v.amount_fen, v.source_id, v.ref, v.kind = 'cash' AND v.direction = 'out' AND v.amount_fen > p.limit_fen AND NOT qy_matches(coalesce(v.summary, ''), '存现|缴存|存入银行|存银行') AS large,
         qy_matches(coalesce(v.summary, ''), '务工|用工|误工|慰问|补偿|分红|征地|青苗|救灾|救助|农户|村民') AS villagers
  FROM village_entry v JOIN params p ON 1 = 1
), years AS (
  SELECT village_code, year, count(kind) AS told, count(direction) AS directed, count(*) FILTER (WHERE large) AS large, count(*) FILTER (WHERE large AND NOT villagers) AS times, CAST(sum(amount_fen) FILTER (WHERE large AND NOT villagers) AS BIGINT) AS amount_fen,
         max(amount_fen) FILTER (WHERE large AND NOT villagers) AS largest_fen, min(source_id) AS source_id
  FROM marked GROUP BY village_code, year
), judged AS (
  SELECT y.*, p.limit_fen, CASE WHEN y.told = 0 THEN 'kind' WHEN y.directed = 0 THEN 'direction' WHEN y.year IS NULL THEN 'on' END AS missing,
         CASE WHEN y.large > 0 AND y.times = 0 THEN 'to_villagers' WHEN y.times > 0 AND y.times < p.min_times THEN 'few' END AS clause, CASE WHEN y.amount_fen >= p.red_from_fen THEN 'red' WHEN y.times > 0 THEN 'yellow' END AS band
  FROM years y JOIN params p ON 1 = 1
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome FROM judged j
), proof AS (
  SELECT village_code, year, array_agg(ref) AS evidence
  FROM (SELECT m.village_code, m.year, m.ref, row_number() OVER (PARTITION BY m.village_code, m.year ORDER BY m.amount_fen DESC, m.ref) AS nth FROM marked m WHERE m.large AND NOT m.villagers) AS numbered WHERE nth <= 50 GROUP BY village_code, year
)
SELECT d.outcome AS outcome, coalesce(d.missing, d.clause, d.band) AS detail, d.village_code || '|' || coalesce(qy_text(d.year), '') AS subject_key, '村' || d.village_code || '，' || coalesce(qy_text(d.year), '') || '年' AS subject_label, 'village:' || d.village_code AS stack_key,
       d.source_id AS source_id, CASE WHEN d.outcome = 'hit' THEN d.amount_fen END AS amount_fen, CASE WHEN d.outcome = 'hit' THEN e.evidence END AS evidence, d.village_code AS village, d.year AS year, d.times AS times, d.limit_fen AS limit_fen, d.largest_fen AS largest_fen
FROM decided d LEFT JOIN proof e ON e.village_code = d.village_code AND e.year = d.year
