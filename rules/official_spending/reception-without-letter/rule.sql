-- One row per unit and year. A unit that never enters a letter keeps none in its system: that says nothing.
WITH receptions AS (
  SELECT r.unit_code, r.year, r.amount_fen, r.letter_key, r.ref, r.source_id,
         CASE WHEN r.letter_key IS NULL AND x.subject_code IS NOT NULL THEN 1 ELSE 0 END AS approved
  FROM expense_row r
  LEFT JOIN (SELECT subject_code, min(coalesce(from_on, CAST('1900-01-01' AS DATE))) AS from_on, max(coalesce(to_on, CAST('9999-12-31' AS DATE))) AS to_on
             FROM policy_exception WHERE kind = 'emergency' OR qy_matches(matter, '公函|接待|工作餐') GROUP BY subject_code) AS x
    ON x.subject_code = r.unit_code AND coalesce(r.from_on, r.claimed_on) >= x.from_on AND coalesce(r.from_on, r.claimed_on) <= x.to_on
  WHERE r.kind = 'reception'
), habits AS (
  SELECT unit_code, count(letter_key) AS letters FROM receptions GROUP BY unit_code
), years AS (
  SELECT unit_code, year, count(*) AS receptions, count(*) FILTER (WHERE letter_key IS NULL) AS bare, count(*) FILTER (WHERE letter_key IS NULL AND approved = 0) AS times,
         CAST(sum(amount_fen) FILTER (WHERE letter_key IS NULL AND approved = 0) AS BIGINT) AS amount_fen, min(source_id) AS source_id
  FROM receptions GROUP BY unit_code, year
), judged AS (
  SELECT y.*, CASE WHEN y.unit_code IS NULL THEN 'unit_code' WHEN h.letters = 0 THEN 'letter_no' END AS missing,
         CASE WHEN y.bare > 0 AND y.times = 0 THEN 'approved' WHEN y.times > 0 AND y.times < p.min_times THEN 'few' END AS clause,
         CASE WHEN y.times >= y.receptions * p.red_share AND y.times > 0 THEN 'red' WHEN y.times > 0 THEN 'yellow' END AS band
  FROM years y JOIN params p ON 1 = 1 JOIN habits h ON h.unit_code IS NOT DISTINCT FROM y.unit_code
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome FROM judged j
), proof AS (
  SELECT unit_code, year, array_agg(ref) AS evidence
  FROM (SELECT r.unit_code, r.year, r.ref, row_number() OVER (PARTITION BY r.unit_code, r.year ORDER BY r.amount_fen DESC, r.ref) AS nth FROM receptions r WHERE r.letter_key IS NULL AND r.approved = 0) AS numbered
  WHERE nth <= 50 GROUP BY unit_code, year
)
SELECT d.outcome AS outcome, coalesce(d.missing, d.clause, d.band) AS detail, coalesce(d.unit_code, '') || '|' || coalesce(qy_text(d.year), '') AS subject_key,
       '单位' || coalesce(d.unit_code, '') || '，' || coalesce(qy_text(d.year), '') || '年' AS subject_label, 'unit:' || coalesce(d.unit_code, '') AS stack_key, d.source_id AS source_id,
       CASE WHEN d.outcome = 'hit' THEN d.amount_fen END AS amount_fen, CASE WHEN d.outcome = 'hit' THEN e.evidence END AS evidence,
       d.unit_code AS unit, d.year AS year, d.receptions AS receptions, d.times AS times
FROM decided d LEFT JOIN proof e ON e.unit_code = d.unit_code AND e.year = d.year
