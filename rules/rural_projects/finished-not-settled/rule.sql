-- One row per finished project.
WITH settled AS (
  SELECT DISTINCT t.project_code FROM settlement s JOIN contract c ON c.contract_no = s.contract_no JOIN tender t ON t.tender_id = c.tender_id WHERE t.project_code IS NOT NULL
), judged AS (
  SELECT r.*, p.as_of, qy_days(r.finished_on, p.as_of) AS days, CASE WHEN r.contracts = 0 THEN 'contract_no' END AS missing,
         CASE WHEN s.project_code IS NOT NULL THEN NULL WHEN qy_days(r.finished_on, p.as_of) < p.wait_days THEN 'recent' WHEN r.approved_fen < p.min_fen THEN 'small' END AS clause,
         CASE WHEN s.project_code IS NOT NULL THEN NULL WHEN qy_days(r.finished_on, p.as_of) >= p.red_days THEN 'red' ELSE 'yellow' END AS band
  FROM rural_project r JOIN params p ON 1 = 1 LEFT JOIN settled s ON s.project_code = r.project_code
  WHERE r.rural = 1 AND r.finished_on <= p.as_of
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome FROM judged j
)
SELECT outcome, coalesce(missing, clause, band) AS detail, project_code AS subject_key, '项目' || name AS subject_label, 'project:' || project_code AS stack_key, source_id, CASE WHEN outcome = 'hit' THEN approved_fen END AS amount_fen,
       CASE WHEN outcome = 'hit' THEN qy_refs(ref) END AS evidence, name AS project, owner, finished_on, contracts, as_of, days
FROM decided
