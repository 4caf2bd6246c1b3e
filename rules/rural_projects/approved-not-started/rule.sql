-- One row per rural project.
WITH judged AS (
  SELECT r.*, p.as_of, qy_days(r.approved_on, p.as_of) AS days, CASE WHEN r.started_on IS NOT NULL OR r.finished_on IS NOT NULL OR r.contracts > 0 THEN NULL WHEN r.approved_on IS NULL THEN 'approved_on' WHEN r.approved_fen IS NULL THEN 'approved_fen' END AS missing,
         CASE WHEN r.started_on IS NULL AND r.finished_on IS NULL AND r.contracts = 0 AND qy_days(r.approved_on, p.as_of) >= p.wait_days AND r.approved_fen < p.min_fen THEN 'small' END AS clause,
         CASE WHEN r.started_on IS NOT NULL OR r.finished_on IS NOT NULL OR r.contracts > 0 OR qy_days(r.approved_on, p.as_of) < p.wait_days THEN NULL WHEN qy_days(r.approved_on, p.as_of) >= p.red_days THEN 'red' ELSE 'yellow' END AS band
  FROM rural_project r JOIN params p ON 1 = 1 WHERE r.rural = 1
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome FROM judged j
)
SELECT outcome, coalesce(missing, clause, band) AS detail, project_code AS subject_key, '项目' || name AS subject_label, 'project:' || project_code AS stack_key, source_id, CASE WHEN outcome = 'hit' THEN approved_fen END AS amount_fen,
       CASE WHEN outcome = 'hit' THEN qy_refs(ref) END AS evidence, name AS project, owner, approved_on, as_of, days
FROM decided
