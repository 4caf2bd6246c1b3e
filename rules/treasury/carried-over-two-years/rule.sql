-- One row per unit, project and year of a budget at least that old. Allotments of later years to the same project are spent last: payments are taken to use the oldest money first.
WITH dated AS (
  SELECT e.*, sum(e.budget_fen) OVER (PARTITION BY e.unit_code, e.project_key ORDER BY e.year ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS allotted_fen,
         sum(e.paid_fen) OVER (PARTITION BY e.unit_code, e.project_key) AS all_paid_fen, sum(e.sheet_fen) OVER (PARTITION BY e.unit_code) AS unit_fen
  FROM budget_execution e
), left_over AS (
  SELECT d.*, CAST(greatest(least(d.budget_fen, d.allotted_fen - d.all_paid_fen), 0) AS BIGINT) AS left_fen, p.as_of, p.years, p.min_share, p.min_fen, p.red_from_fen
  FROM dated d JOIN params p ON 1 = 1
  WHERE d.budget_fen > 0 AND (d.year IS NULL OR qy_year(p.as_of) - d.year > p.years)
), judged AS (
  SELECT l.*, CASE WHEN l.project_key IS NULL THEN 'budget_project' WHEN l.year IS NULL THEN 'year' WHEN l.unit_fen = 0 THEN 'payment' END AS missing,
         CASE WHEN l.left_fen > 0 AND l.all_paid_fen = 0 AND qy_matches(l.project, '保障金|养老金|补贴|津贴|低保|特困|救助|优抚|抚恤|扶助|生活补助|助学|资助|高龄|待遇|公益林|退耕|生态效益') THEN 'paid_to_people' WHEN l.left_fen > 0 AND (l.left_fen < l.min_fen OR l.left_fen < l.budget_fen * l.min_share) THEN 'small' END AS clause,
         CASE WHEN l.left_fen >= l.red_from_fen THEN 'red' WHEN l.left_fen > 0 THEN 'yellow' END AS band
  FROM left_over l
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome FROM judged j
), proof AS (
  SELECT d.unit_code, d.project_key, d.year, array_agg(qy_ref('budget_item', b.source_id, b.source_sheet, b.source_row)) AS evidence
  FROM decided d JOIN budget_item b ON b.unit_code = d.unit_code AND qy_code(b.budget_project) = d.project_key AND b.year = d.year
  WHERE d.outcome = 'hit' GROUP BY d.unit_code, d.project_key, d.year
)
SELECT d.outcome AS outcome, coalesce(d.missing, d.clause, d.band) AS detail, d.unit_code || '|' || coalesce(d.project_key, '') || '|' || coalesce(qy_text(d.year), '') AS subject_key,
       '单位' || d.unit_code || '，' || coalesce(d.project, '') || '，' || coalesce(qy_text(d.year), '') || '年' AS subject_label, 'unit:' || d.unit_code AS stack_key, d.source_id AS source_id,
       CASE WHEN d.outcome = 'hit' THEN d.left_fen END AS amount_fen, e.evidence AS evidence,
       d.unit_code AS unit, d.project AS project, d.year AS year, d.budget_fen AS budget_fen, d.budget_fen - d.left_fen AS paid_fen, d.as_of AS as_of, d.years AS years
FROM decided d LEFT JOIN proof e ON e.unit_code = d.unit_code AND e.project_key = d.project_key AND e.year = d.year
