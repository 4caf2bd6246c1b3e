-- One row per tender.
WITH points AS (
  SELECT tender_id, max(technical_points) AS points, max(coalesce(category, '') || coalesce(title, '')) AS nature, max(category) AS category,
         min(qy_ref('tender', source_id, source_sheet, source_row)) AS ref
  FROM tender GROUP BY tender_id
), judged AS (
  SELECT m.tender_id, m.source_id, m.title, m.trade, m.method_text, m.estimate_fen, t.points, t.ref,
         CASE WHEN qy_matches(coalesce(t.category, ''), '货物|设备|材料') THEN p.goods_points ELSE p.max_points END AS limit_points,
         CASE WHEN t.points IS NULL AND (m.method_text IS NULL OR m.method_text NOT LIKE '%最低%') THEN 'technical_points' END AS missing,
         CASE WHEN t.points > CASE WHEN qy_matches(coalesce(t.category, ''), '货物|设备|材料') THEN p.goods_points ELSE p.max_points END THEN 1 ELSE 0 END AS is_large,
         CASE WHEN qy_matches(t.nature, '设计|规划|软件|系统开发|研究|方案征集') THEN 'design' END AS clause
  FROM tender_market m JOIN params p ON 1 = 1 JOIN points t ON t.tender_id = m.tender_id
), decided AS (
  SELECT j.*, qy_outcome(j.missing, CASE WHEN j.is_large = 1 THEN j.clause END, CASE WHEN j.is_large = 1 THEN 'yellow' END) AS outcome FROM judged j
)
SELECT d.outcome AS outcome, CASE d.outcome WHEN 'hit' THEN 'yellow' WHEN 'excluded' THEN d.clause WHEN 'not_computable' THEN d.missing END AS detail, d.tender_id AS subject_key,
       '标段' || d.tender_id || coalesce('：' || d.title, '') AS subject_label, 'tender:' || d.tender_id AS stack_key, d.source_id AS source_id,
       CASE WHEN d.outcome = 'hit' THEN d.estimate_fen END AS amount_fen, qy_refs(d.ref) AS evidence, d.tender_id AS tender_id,
       CASE WHEN d.trade = '' THEN '类别未登记' ELSE d.trade END AS trade, d.points AS points, d.limit_points AS limit_points, coalesce(d.method_text, '未登记') AS method
FROM decided d
