-- One row per owner and day.
WITH done AS (
  SELECT coalesce(owner_code, qy_code(owner_name)) AS owner_key, coalesce(owner_name, owner_code) AS owner, project_code, max(finished_on) AS finished_on, min(started_on) AS started_on, max(approved_fen) AS approved_fen, min(approval_no) AS approval_no,
         min(source_id) AS source_id, min(qy_ref('project', source_id, source_sheet, source_row)) AS ref
  FROM project WHERE finished_on IS NOT NULL GROUP BY coalesce(owner_code, qy_code(owner_name)), coalesce(owner_name, owner_code), project_code
), numbered AS (
  SELECT d.*, row_number() OVER (PARTITION BY owner_key, finished_on ORDER BY ref) AS nth FROM done d
), days AS (
  SELECT owner_key, finished_on, min(owner) AS owner, count(*) AS projects, count(DISTINCT started_on) AS starts, count(DISTINCT approval_no) AS approvals, count(approval_no) AS approved, CAST(sum(approved_fen) AS BIGINT) AS amount_fen, min(source_id) AS source_id,
         array_agg(ref) FILTER (WHERE nth <= 50) AS evidence
  FROM numbered GROUP BY owner_key, finished_on
), judged AS (
  SELECT d.*, CASE WHEN d.owner_key IS NULL THEN 'owner_name' END AS missing,
         CASE WHEN d.projects < p.min_projects THEN NULL WHEN d.approvals = 1 AND d.approved = d.projects THEN 'one_batch' WHEN substr(qy_text(d.finished_on), 6, 5) = '12-31' THEN 'deadline' END AS clause,
         CASE WHEN d.projects >= p.red_projects THEN 'red' WHEN d.projects >= p.min_projects THEN 'yellow' END AS band
  FROM days d JOIN params p ON 1 = 1
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome FROM judged j
)
SELECT outcome, coalesce(missing, clause, band) AS detail, coalesce(owner_key, '') || '|' || qy_text(finished_on) AS subject_key, coalesce(owner, '') || '，' || qy_text(finished_on) || '验收' AS subject_label, 'unit:' || coalesce(owner_key, '') AS stack_key, source_id,
       CASE WHEN outcome = 'hit' THEN amount_fen END AS amount_fen, CASE WHEN outcome = 'hit' THEN evidence END AS evidence, owner, finished_on, projects, starts
FROM decided
