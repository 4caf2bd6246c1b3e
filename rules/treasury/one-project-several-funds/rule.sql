-- One row per owner and name. Years and document numbers in a name are part of it: a project of another year has another name.
WITH named AS (
  SELECT coalesce(owner_code, qy_code(owner_name)) AS owner_key, coalesce(owner_name, owner_code) AS owner, name, qy_code(name) AS name_key, project_code, approved_fen, fund_source, approval_no, approved_on, source_id,
         qy_ref('project', source_id, source_sheet, source_row) AS ref
  FROM project
), apart AS (
  SELECT owner_key, name_key, project_code, min(owner) AS owner, min(name) AS name, max(approved_fen) AS approved_fen, min(fund_source) AS fund_source, min(qy_code(approval_no)) AS approval_no, min(approved_on) AS approved_on, min(source_id) AS source_id, min(ref) AS ref
  FROM named GROUP BY owner_key, name_key, project_code
), ordered AS (
  SELECT a.*, row_number() OVER (PARTITION BY a.owner_key, a.name_key ORDER BY a.approved_on, a.project_code) AS nth FROM apart a
), grouped AS (
  SELECT owner_key, name_key, min(owner) AS owner, min(name) AS name, count(*) AS projects, count(DISTINCT approval_no) AS approvals, count(DISTINCT fund_source) AS fund_kinds, count(approved_on) AS dated, min(approved_on) AS first_on, max(approved_on) AS last_on,
         CAST(sum(approved_fen) FILTER (WHERE nth > 1) AS BIGINT) AS later_fen, qy_join(array_agg(coalesce(fund_source, '未填写')), '、') AS funds, min(source_id) AS source_id, array_agg(ref) FILTER (WHERE nth <= 50) AS evidence
  FROM ordered GROUP BY owner_key, name_key
), judged AS (
  SELECT g.*, CASE WHEN g.name_key IS NULL THEN 'name' WHEN g.owner_key IS NULL THEN 'owner_name' WHEN g.projects > 1 AND g.dated < g.projects THEN 'approved_on' END AS missing,
         CASE WHEN g.projects = 1 OR length(g.name_key) < p.min_name OR qy_months(g.first_on, g.last_on) >= 12 * p.window_years THEN NULL
              WHEN qy_matches(g.name, '[一二三四五六七八九十0-9]+(期|标段|批|段)|续建|维护|维修养护|年度|[0-9]{4}年') THEN 'phases' WHEN g.approvals = 1 THEN 'one_approval' END AS clause,
         CASE WHEN g.projects = 1 OR length(g.name_key) < p.min_name OR qy_months(g.first_on, g.last_on) >= 12 * p.window_years THEN NULL WHEN g.fund_kinds < 2 THEN 'blue'
              WHEN g.later_fen >= p.red_from_fen THEN 'red' ELSE 'yellow' END AS band
  FROM grouped g JOIN params p ON 1 = 1
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome FROM judged j
)
SELECT d.outcome AS outcome, coalesce(d.missing, d.clause, d.band) AS detail, coalesce(d.owner_key, '') || '|' || coalesce(d.name_key, '') AS subject_key, coalesce(d.owner, '') || '，' || coalesce(d.name, '') AS subject_label,
       'unit:' || coalesce(d.owner_key, '') AS stack_key, d.source_id AS source_id, CASE WHEN d.outcome = 'hit' THEN d.later_fen END AS amount_fen, CASE WHEN d.outcome = 'hit' THEN d.evidence END AS evidence,
       d.owner AS owner, d.name AS name, d.projects AS projects, d.first_on AS first_on, d.last_on AS last_on, d.funds AS funds
FROM decided d
