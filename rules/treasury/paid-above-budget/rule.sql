-- One row per unit, project and year with a budget: all allotted so far against all paid so far, so that money carried over counts.
WITH dated AS (
  SELECT e.*, CAST(sum(coalesce(e.budget_fen, 0)) OVER (PARTITION BY e.unit_code, e.project_key ORDER BY e.year ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS BIGINT) AS allotted_fen,
         CAST(sum(e.paid_fen) OVER (PARTITION BY e.unit_code, e.project_key ORDER BY e.year ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS BIGINT) AS all_paid_fen,
         min(CASE WHEN e.budget_fen > 0 THEN e.year END) OVER (PARTITION BY e.unit_code) AS first_year
  FROM budget_execution e
), judged AS (
  SELECT d.*, CASE WHEN d.all_paid_fen > d.allotted_fen * (1 + p.over_share) THEN 1 ELSE 0 END AS beyond, CASE WHEN d.all_paid_fen > d.allotted_fen * (1 + p.over_share) THEN d.all_paid_fen - d.allotted_fen ELSE d.paid_fen - d.budget_fen END AS excess_fen, CASE WHEN d.project_key IS NULL THEN 'budget_project' WHEN d.year IS NULL THEN 'year' WHEN d.sheet_fen = 0 THEN 'payment' END AS missing,
         CASE WHEN d.all_paid_fen <= d.allotted_fen * (1 + p.over_share) AND d.paid_fen <= d.budget_fen * (1 + p.over_share) THEN NULL
              WHEN CASE WHEN d.all_paid_fen > d.allotted_fen * (1 + p.over_share) THEN d.all_paid_fen - d.allotted_fen ELSE d.paid_fen - d.budget_fen END < p.min_fen THEN 'small' WHEN d.year = d.first_year THEN 'unknown_carryover' END AS clause,
         CASE WHEN d.all_paid_fen > d.allotted_fen * (1 + p.red_over) THEN 'red' WHEN d.all_paid_fen > d.allotted_fen * (1 + p.over_share) THEN 'yellow' WHEN d.paid_fen > d.budget_fen * (1 + p.over_share) THEN 'blue' END AS band
  FROM dated d JOIN params p ON 1 = 1
  WHERE d.budget_fen > 0
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome FROM judged j
), pieces AS (
  SELECT d.unit_code, d.project_key, d.year, qy_ref('budget_item', b.source_id, b.source_sheet, b.source_row) AS ref, 1 AS place, b.amount_fen
  FROM decided d JOIN budget_item b ON b.unit_code = d.unit_code AND qy_code(b.budget_project) = d.project_key AND b.year <= d.year WHERE d.outcome = 'hit'
  UNION ALL
  SELECT d.unit_code, d.project_key, d.year, qy_ref('payment', m.source_id, m.source_sheet, m.source_row), 2, m.amount_fen
  FROM decided d JOIN payment m ON m.payer_code = d.unit_code AND qy_code(m.budget_project) = d.project_key AND qy_year(m."on") <= d.year WHERE d.outcome = 'hit'
), proof AS (
  SELECT unit_code, project_key, year, array_agg(ref) AS evidence
  FROM (SELECT q.*, row_number() OVER (PARTITION BY q.unit_code, q.project_key, q.year ORDER BY q.place, q.amount_fen DESC, q.ref) AS nth FROM pieces q) AS numbered WHERE nth <= 50 GROUP BY unit_code, project_key, year
)
SELECT d.outcome AS outcome, coalesce(d.missing, d.clause, d.band) AS detail, d.unit_code || '|' || coalesce(d.project_key, '') || '|' || coalesce(qy_text(d.year), '') AS subject_key,
       '单位' || d.unit_code || '，' || coalesce(d.project, '') || '，' || coalesce(qy_text(d.year), '') || '年' AS subject_label, 'unit:' || d.unit_code AS stack_key, d.source_id AS source_id,
       CASE WHEN d.outcome = 'hit' THEN d.excess_fen END AS amount_fen, e.evidence AS evidence,
       d.unit_code AS unit, d.project AS project, d.year AS year, d.allotted_fen AS allotted_fen, d.all_paid_fen AS all_paid_fen, d.budget_fen AS budget_fen, d.paid_fen AS paid_fen,
       CAST(d.excess_fen AS DOUBLE) / nullif(CASE WHEN d.beyond = 1 THEN d.allotted_fen ELSE d.budget_fen END, 0) AS ratio, CASE WHEN d.beyond = 1 THEN '累计超出' ELSE '当年超出而在历年结余之内，' END AS side,
       CASE WHEN d.beyond = 1 THEN 'in all' ELSE 'in the year, within what earlier years had left,' END AS side_en
FROM decided d LEFT JOIN proof e ON e.unit_code = d.unit_code AND e.project_key = d.project_key AND e.year = d.year
