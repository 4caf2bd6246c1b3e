-- One row per payer, earmarked project and year. Refunds take back what was paid.
WITH special AS (  -- each spelling is tried once: by what min() gives, or an engine would try it on every row
  SELECT n.budget_project FROM (SELECT budget_project, min(budget_project) AS spelt FROM payment WHERE budget_project IS NOT NULL GROUP BY budget_project) AS n JOIN params p ON 1 = 1
  WHERE qy_matches(n.spelt, p.special) AND NOT qy_matches(n.spelt, '人员经费|公用经费|工资|培训|管理费|工作经费|追加|现场会|会议|活动|赛事|普查|选举')
), spent AS (
  SELECT coalesce(m.payer_code, qy_code(m.payer_name)) AS payer_key, coalesce(m.payer_name, m.payer_code) AS payer, m.budget_project AS project, qy_year(m."on") AS year, m.amount_fen, m.summary, m.subject_name, m.source_id,
         qy_ref('payment', m.source_id, m.source_sheet, m.source_row) AS ref,
         qy_matches(coalesce(m.summary, '') || '|' || coalesce(m.subject_name, ''), '招待|接待费|办公费|办公用品|加油|公务车|公务用车|话费|通讯费|奖金|津贴|过节|慰问金|加班费|水电费|物业|取暖费|出国|因公出境|差旅费|会议费')
           AND NOT qy_matches(coalesce(m.summary, ''), '学生|农户|农民|群众|困难|村民|老人|儿童|项目管理费|监理|设计|施工|受灾|救助对象') AS other_use
  FROM payment m JOIN special s ON s.budget_project = m.budget_project
  WHERE m."on" IS NOT NULL AND (m.payer_code IS NOT NULL OR m.payer_name IS NOT NULL)
), years AS (
  SELECT payer_key, project, year, min(payer) AS payer, min(source_id) AS source_id, CAST(sum(amount_fen) AS BIGINT) AS all_fen, count(*) FILTER (WHERE other_use AND amount_fen > 0) AS payments,
         CAST(sum(amount_fen) FILTER (WHERE other_use) AS BIGINT) AS other_fen, count(summary) + count(subject_name) AS told
  FROM spent GROUP BY payer_key, project, year
), numbered AS (
  SELECT s.payer_key, s.project, s.year, s.ref, coalesce(s.summary, s.subject_name) AS words, row_number() OVER (PARTITION BY s.payer_key, s.project, s.year ORDER BY s.amount_fen DESC, s.ref) AS nth FROM spent s WHERE s.other_use AND s.amount_fen > 0
), proof AS (
  SELECT payer_key, project, year, array_agg(ref) AS evidence, max(CASE WHEN nth = 1 THEN words END) AS example FROM numbered WHERE nth <= 50 GROUP BY payer_key, project, year
), judged AS (
  SELECT y.*, CAST(y.other_fen AS DOUBLE) / nullif(y.all_fen, 0) AS share, CASE WHEN y.told = 0 THEN 'summary' END AS missing,
         CASE WHEN y.payments = 0 THEN NULL WHEN y.other_fen <= y.all_fen * p.management_share THEN 'management_share' WHEN y.other_fen < p.min_fen THEN 'small' END AS clause,
         CASE WHEN y.other_fen >= p.red_from_fen THEN 'red' WHEN y.payments > 0 THEN 'yellow' END AS band
  FROM years y JOIN params p ON 1 = 1
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome FROM judged j
)
SELECT d.outcome AS outcome, coalesce(d.missing, d.clause, d.band) AS detail, d.payer_key || '|' || d.project || '|' || qy_text(d.year) AS subject_key, d.payer || '，' || d.project || '，' || qy_text(d.year) || '年' AS subject_label,
       'unit:' || d.payer_key AS stack_key, d.source_id AS source_id, CASE WHEN d.outcome = 'hit' THEN d.other_fen END AS amount_fen, CASE WHEN d.outcome = 'hit' THEN e.evidence END AS evidence,
       d.payer AS payer, d.project AS project, d.year AS year, d.payments AS payments, e.example AS example, d.share AS share
FROM decided d LEFT JOIN proof e ON e.payer_key = d.payer_key AND e.project = d.project AND e.year = d.year
