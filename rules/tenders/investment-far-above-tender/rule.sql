-- One row per project with at least one tender on record.
WITH sections AS (
  SELECT tender_id, max(project_code) AS project_code, max(lower(method)) AS method, max(CASE WHEN must_tender THEN 1 WHEN NOT must_tender THEN 0 END) AS must_tender,
         max(coalesce(estimate_fen, control_price_fen)) AS value_fen, min(qy_ref('tender', source_id, source_sheet, source_row)) AS ref
  FROM tender GROUP BY tender_id
), sums AS (
  SELECT project_code, count(*) AS sections, min(tender_id) AS tender_id, max(value_fen) AS value_fen, min(ref) AS ref,
         max(CASE WHEN method LIKE '%招标%' OR method IN ('open', 'selective') THEN 1 WHEN method IS NOT NULL THEN 0 ELSE must_tender END) AS tendered
  FROM sections WHERE project_code IS NOT NULL GROUP BY project_code
), projects AS (
  SELECT p.project_code, max(p.name) AS name, max(p.approved_fen) AS approved_fen, max(coalesce(p.owner_code, qy_code(p.owner_name))) AS owner_key, min(p.source_id) AS source_id
  FROM project p GROUP BY p.project_code
), judged AS (
  SELECT x.*, s.sections, s.tender_id, s.value_fen, s.tendered, s.ref,
         CASE WHEN x.approved_fen IS NULL THEN 'approved_fen' WHEN s.tendered IS NULL THEN 'method' WHEN s.sections = 1 AND s.tendered = 0 AND s.value_fen IS NULL THEN 'estimate_fen' END AS missing,
         CASE WHEN s.sections = 1 AND s.tendered = 0 AND s.value_fen < q.limit_fen AND x.approved_fen - s.value_fen >= q.min_gap_fen AND x.approved_fen * q.works_share >= q.limit_fen
              THEN 'yellow' END AS colour,
         CASE WHEN qy_matches(coalesce(x.name, ''), '征地|拆迁|补偿|设备购置|购置|采购') THEN 'land' END AS clause
  FROM projects x JOIN params q ON 1 = 1 JOIN sums s ON s.project_code = x.project_code
), decided AS (
  SELECT j.*, qy_outcome(j.missing, CASE WHEN j.colour IS NOT NULL THEN j.clause END, j.colour) AS outcome FROM judged j
)
SELECT d.outcome AS outcome, CASE d.outcome WHEN 'hit' THEN d.colour WHEN 'excluded' THEN d.clause WHEN 'not_computable' THEN d.missing END AS detail, d.project_code AS subject_key,
       '项目' || d.project_code || coalesce('：' || d.name, '') AS subject_label, coalesce('unit:' || d.owner_key, 'project:' || d.project_code) AS stack_key, d.source_id AS source_id,
       CASE WHEN d.outcome = 'hit' THEN d.value_fen END AS amount_fen, qy_refs(d.ref) AS evidence, coalesce(d.name, d.project_code) AS project_name, d.approved_fen AS approved_fen,
       d.tender_id AS tender_id, p.limit_fen AS limit_fen, d.approved_fen - d.value_fen AS gap_fen
FROM decided d JOIN params p ON 1 = 1
