-- One row per village: its longest stretch without an entry. The end of the data is the last day on which any village booked something, so that a late delivery accuses nobody.
WITH days AS (
  SELECT village_code, booked_on, count(*) AS entries, min(source_id) AS source_id, min(ref) AS ref FROM village_entry WHERE booked_on IS NOT NULL GROUP BY village_code, booked_on
), latest AS (
  SELECT max(d.booked_on) AS data_to FROM days d JOIN params p ON d.booked_on <= p.as_of
), marks AS (
  SELECT village_code, booked_on, ref FROM days UNION ALL SELECT v.village_code, l.data_to, NULL FROM (SELECT DISTINCT village_code FROM days) AS v JOIN latest l ON 1 = 1
), gaps AS (
  SELECT village_code, booked_on AS gap_to, lag(booked_on) OVER (PARTITION BY village_code ORDER BY booked_on, ref) AS gap_from, lag(ref) OVER (PARTITION BY village_code ORDER BY booked_on, ref) AS before_ref, ref FROM marks
), longest AS (
  SELECT g.*, qy_days(g.gap_from, g.gap_to) AS days, row_number() OVER (PARTITION BY g.village_code ORDER BY qy_days(g.gap_from, g.gap_to) DESC, g.gap_to) AS nth FROM gaps g WHERE g.gap_from IS NOT NULL
), villages AS (
  SELECT village_code, count(*) AS rows_kept, count(booked_on) AS dated, min(booked_on) AS first_on, max(booked_on) AS last_on, min(source_id) AS source_id FROM village_entry GROUP BY village_code
), judged AS (
  SELECT v.*, l.gap_from, l.gap_to, l.days, l.before_ref, l.ref, CASE WHEN v.dated = 0 THEN 'on' END AS missing, CASE WHEN l.days >= p.gap_days AND v.dated < p.min_rows THEN 'few_entries' END AS clause,
         CASE WHEN l.days >= p.red_days THEN 'red' WHEN l.days >= p.gap_days THEN 'yellow' END AS band
  FROM villages v JOIN params p ON 1 = 1 LEFT JOIN longest l ON l.village_code = v.village_code AND l.nth = 1
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome FROM judged j
), proof AS (
  SELECT r.village_code, array_agg(r.piece) AS evidence
  FROM (SELECT village_code, before_ref AS piece FROM decided WHERE outcome = 'hit' AND before_ref IS NOT NULL UNION SELECT village_code, ref FROM decided WHERE outcome = 'hit' AND ref IS NOT NULL) AS r GROUP BY r.village_code
)
SELECT d.outcome AS outcome, coalesce(d.missing, d.clause, d.band) AS detail, d.village_code AS subject_key, '村' || d.village_code || '的日记账' AS subject_label, 'village:' || d.village_code AS stack_key, d.source_id AS source_id, CAST(NULL AS BIGINT) AS amount_fen,
       e.evidence AS evidence, d.village_code AS village, d.gap_from AS gap_from, d.gap_to AS gap_to, d.days AS days, CAST(d.dated AS DOUBLE) * 30.4 / greatest(qy_days(d.first_on, d.last_on) - CASE WHEN d.gap_to <= d.last_on THEN d.days ELSE 0 END, 30) AS monthly
FROM decided d LEFT JOIN proof e ON e.village_code = d.village_code
