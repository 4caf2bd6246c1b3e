-- One row per project of such funds. A register on which no asset names a project cannot be compared.
WITH linked AS (
  SELECT DISTINCT project_code FROM asset WHERE project_code IS NOT NULL
), register AS (
  SELECT count(*) AS projects FROM linked
), built AS (
  SELECT project_code, min(name) AS name, min(fund_source) AS fund, max(approved_fen) AS approved_fen, max(finished_on) AS finished_on, min(source_id) AS source_id, min(qy_ref('project', source_id, source_sheet, source_row)) AS ref FROM project GROUP BY project_code
), judged AS (
  SELECT b.*, p.as_of, qy_days(b.finished_on, p.as_of) AS days, CASE WHEN r.projects = 0 THEN 'project_code' END AS missing,
         CASE WHEN l.project_code IS NOT NULL OR b.finished_on IS NULL THEN NULL WHEN qy_matches(b.name, '到户|培训|贴息|奖补|保险|补贴|慰问|公益性岗位|雨露|危房|厕|劳务') THEN 'no_asset' WHEN qy_days(b.finished_on, p.as_of) < p.wait_days THEN 'recent' END AS clause,
         CASE WHEN l.project_code IS NOT NULL OR b.finished_on IS NULL THEN NULL WHEN b.approved_fen >= p.red_from_fen THEN 'red' ELSE 'yellow' END AS band
  FROM built b JOIN params p ON 1 = 1 JOIN register r ON 1 = 1 LEFT JOIN linked l ON l.project_code = b.project_code
  WHERE qy_matches(coalesce(b.fund, '') || coalesce(b.name, ''), p.funds) AND (b.finished_on IS NULL OR b.finished_on <= p.as_of)
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome FROM judged j
)
SELECT outcome, coalesce(missing, clause, band) AS detail, project_code AS subject_key, '项目' || coalesce(name, project_code) AS subject_label, 'project:' || project_code AS stack_key, source_id, CASE WHEN outcome = 'hit' THEN approved_fen END AS amount_fen,
       CASE WHEN outcome = 'hit' THEN qy_refs(ref) END AS evidence, coalesce(name, project_code) AS project, coalesce(fund, '资金来源未登记') AS fund, finished_on, as_of, days
FROM decided
