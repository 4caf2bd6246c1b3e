-- One row per firm, project and year; projects without a telling name are not computable.
WITH projects AS (
  SELECT firm, project_key, year, min(project) AS project, count(*) AS grants, count(DISTINCT payer_key) AS payers, CAST(sum(amount_fen) AS BIGINT) AS amount_fen, min(source_id) AS source_id, qy_first(array_agg(ref), 50) AS evidence
  FROM firm_grant GROUP BY firm, project_key, year
), names AS (
  SELECT uscc, min(name) AS name FROM company GROUP BY uscc
), judged AS (
  SELECT j.*, n.name, CASE WHEN j.project_key IS NULL OR length(j.project_key) < p.least_length THEN 'budget_project' END AS missing,
         CASE WHEN j.payers > 1 AND j.amount_fen >= p.min_fen AND j.project LIKE '%配套%' THEN 'matching' END AS clause,
         CASE WHEN j.payers < 2 OR j.amount_fen < p.min_fen THEN NULL WHEN j.amount_fen >= p.red_from_fen THEN 'red' ELSE 'yellow' END AS band
  FROM projects j
  JOIN params p ON 1 = 1
  LEFT JOIN names n ON n.uscc = j.firm
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome FROM judged j
)
SELECT outcome, coalesce(missing, clause, band) AS detail, firm || '|' || coalesce(project_key, '') || '|' || qy_text(year) AS subject_key, '企业' || coalesce(name, firm) || coalesce('，' || project, '') || '，' || qy_text(year) || '年' AS subject_label,
       'firm:' || firm AS stack_key, source_id, CASE WHEN outcome = 'hit' THEN amount_fen END AS amount_fen, CASE WHEN outcome = 'hit' THEN evidence END AS evidence,
       coalesce(name, firm) AS firm_label, project, year, payers, grants
FROM decided
