-- One row per unit, project and year that was allotted money.
WITH paced AS (  -- a grant should move within three months, a unit's own named project within half a year; a head of the budget is no project at all
  SELECT e.*, CASE WHEN e.first_paid_on IS NULL OR qy_matches(e.project, '补助|专项|资金|批') THEN p.wait_days ELSE p.red_days END AS limit_days,
         CASE WHEN e.first_paid_on IS NOT NULL AND qy_matches(e.project_key, '^(单位)?(项目|基本|一般性?)(支出|经费)$|^(日常)?(公用|办公|运转|业务|人员)(经费|支出)$') THEN 1 ELSE 0 END AS is_head
  FROM budget_execution e JOIN params p ON 1 = 1
), judged AS (
  SELECT e.*, qy_days(e.first_issued_on, coalesce(e.first_paid_on, p.as_of)) AS days,
         CASE WHEN e.project_key IS NULL THEN 'budget_project' WHEN e.first_issued_on IS NULL THEN 'issued_on' WHEN e.first_paid_on IS NULL AND e.sheet_fen = 0 THEN 'payment' END AS missing,
         CASE WHEN e.first_paid_on IS NULL AND qy_days(e.first_issued_on, p.as_of) < p.wait_days THEN 'recent'
              WHEN e.first_paid_on IS NULL AND qy_matches(e.project, '保障金|养老金|补贴|津贴|低保|特困|救助|优抚|抚恤|扶助|生活补助|助学|资助|高龄|待遇|公益林|退耕|生态效益') THEN 'paid_to_people'
              WHEN qy_days(e.first_issued_on, coalesce(e.first_paid_on, p.as_of)) >= e.limit_days AND e.budget_fen < p.min_fen THEN 'small'
              WHEN e.is_head = 1 AND qy_days(e.first_issued_on, e.first_paid_on) >= e.limit_days THEN 'budget_head' END AS clause,
         CASE WHEN qy_days(e.first_issued_on, coalesce(e.first_paid_on, p.as_of)) < p.wait_days THEN NULL
              WHEN e.first_paid_on IS NOT NULL THEN CASE WHEN qy_days(e.first_issued_on, e.first_paid_on) >= e.limit_days THEN 'blue' END
              WHEN qy_days(e.first_issued_on, p.as_of) >= p.red_days THEN 'red' ELSE 'yellow' END AS band
  FROM paced e JOIN params p ON 1 = 1
  WHERE e.budget_fen > 0
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome FROM judged j
), proof AS (
  SELECT d.unit_code, d.project_key, d.year, array_agg(qy_ref('budget_item', b.source_id, b.source_sheet, b.source_row)) AS evidence
  FROM decided d JOIN budget_item b ON b.unit_code = d.unit_code AND qy_code(b.budget_project) = d.project_key AND b.year = d.year
  WHERE d.outcome = 'hit' GROUP BY d.unit_code, d.project_key, d.year
)
SELECT d.outcome AS outcome, coalesce(d.missing, d.clause, d.band) AS detail, d.unit_code || '|' || coalesce(d.project_key, '') || '|' || coalesce(qy_text(d.year), '') AS subject_key,
       '单位' || d.unit_code || '，' || coalesce(d.project, '') || '，' || coalesce(qy_text(d.year), '') || '年' AS subject_label, 'unit:' || d.unit_code AS stack_key, d.source_id AS source_id,
       CASE WHEN d.outcome = 'hit' THEN d.budget_fen END AS amount_fen, e.evidence AS evidence,
       d.unit_code AS unit, d.project AS project, d.year AS year, d.first_issued_on AS first_issued_on, d.days AS days,
       CASE WHEN d.first_paid_on IS NULL THEN '至今未见支付' ELSE '至首笔支付' || qy_text(d.first_paid_on) END AS state, CASE WHEN d.first_paid_on IS NULL THEN 'nothing was paid since' ELSE 'the first payment was on ' || qy_text(d.first_paid_on) END AS state_en
FROM decided d LEFT JOIN proof e ON e.unit_code = d.unit_code AND e.project_key = d.project_key AND e.year = d.year
