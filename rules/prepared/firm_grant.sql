-- Subsidies and awards that public units paid to firms.
--
--   shape        one row per row of `payment` to a firm on the commercial register whose subject, project or summary says subsidy, award or support
--   project_key  the project's letters, digits and Chinese characters without years and instalments, so that a project is itself next year
-- Read by A25a, A25b.
SELECT m.payee_code AS firm, coalesce(m.payer_code, qy_code(m.payer_name)) AS payer_key, coalesce(m.payer_name, m.payer_code) AS payer, m.amount_fen, m."on" AS paid_on, qy_year(m."on") AS year,
       m.budget_project AS project, replace(replace(replace(qy_code(m.budget_project), substr(qy_text(m."on"), 1, 4) || '年度', ''), substr(qy_text(m."on"), 1, 4) || '年', ''), substr(qy_text(m."on"), 1, 4), '') AS project_key,
       m.source_id, qy_ref('payment', m.source_id, m.source_sheet, m.source_row) AS ref
FROM payment m
WHERE m."on" IS NOT NULL AND m.amount_fen > 0 AND m.payee_code IN (SELECT uscc FROM company)
  AND qy_matches(coalesce(m.subject_name, '') || coalesce(m.budget_project, '') || coalesce(m.summary, ''), '补贴|补助|奖补|奖励|扶持|贴息|专项资金')
  AND NOT qy_matches(coalesce(m.subject_name, '') || coalesce(m.summary, ''), '工程款|货款|服务费|租金|采购')
