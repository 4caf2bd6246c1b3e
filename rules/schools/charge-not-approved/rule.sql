-- One row per school, item and year. An item is approved where any school of the county has a price approved for it.
WITH approved AS (
  SELECT DISTINCT item_key FROM school_fee WHERE approved_fen IS NOT NULL
), lists AS (
  SELECT count(*) AS items FROM approved
), charged AS (
  SELECT f.school_code, f.item_key, f.year, min(f.item) AS item, CAST(sum(f.amount_fen) AS BIGINT) AS amount_fen, sum(f.students) AS students, min(f.source_id) AS source_id,
         qy_first(array_agg(f.ref), 50) AS evidence
  FROM school_fee f GROUP BY f.school_code, f.item_key, f.year
), judged AS (
  SELECT c.*, CASE WHEN l.items = 0 THEN 'approved_fen' WHEN a.item_key IS NULL AND c.amount_fen IS NULL THEN 'amount_fen' END AS missing,
         CASE WHEN a.item_key IS NOT NULL THEN NULL WHEN qy_matches(c.item, '代收|代办|代购|保险|体检|校车') THEN 'agency' WHEN c.amount_fen < p.min_fen THEN 'small' END AS clause,
         CASE WHEN a.item_key IS NOT NULL THEN NULL WHEN c.amount_fen >= p.red_from_fen THEN 'red' ELSE 'yellow' END AS band
  FROM charged c
  JOIN params p ON 1 = 1
  JOIN lists l ON 1 = 1
  LEFT JOIN approved a ON a.item_key = c.item_key
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome FROM judged j
)
SELECT outcome, coalesce(missing, clause, band) AS detail, school_code || '|' || item_key || '|' || coalesce(year, '') AS subject_key,
       '学校' || school_code || '，' || item || coalesce('，' || year || '年', '') AS subject_label, 'school:' || school_code AS stack_key, source_id,
       CASE WHEN outcome = 'hit' THEN amount_fen END AS amount_fen, CASE WHEN outcome = 'hit' THEN evidence END AS evidence, school_code AS school, year, item, students
FROM decided
