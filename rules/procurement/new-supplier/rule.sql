-- One row per tender and winning firm.
WITH days AS (SELECT tender_id, max(coalesce(decided_on, published_on)) AS on_day FROM award GROUP BY tender_id),
profiles AS (
  SELECT uscc, max(name) AS name, min(founded_on) AS founded_on, max(insured_staff_count) AS staff FROM company GROUP BY uscc
), judged AS (
  SELECT w.tender_id, w.firm_key, w.label, w.amount_fen, w.source_id, w.ref, w.basis, w.basis_en, c.founded_on, c.staff, qy_days(c.founded_on, d.on_day) AS age_days,
         CASE WHEN c.uscc IS NULL THEN 'supplier_code' WHEN d.on_day IS NULL THEN 'decided_on' WHEN w.amount_fen IS NULL THEN 'amount_fen' WHEN c.founded_on IS NULL THEN 'founded_on' END AS missing,
         CASE WHEN w.amount_fen < p.large_fen THEN NULL WHEN qy_days(c.founded_on, d.on_day) < p.new_days AND c.staff = 0 AND w.basis IS NULL THEN 'red'
              WHEN qy_days(c.founded_on, d.on_day) < p.new_days THEN 'yellow' END AS colour,
         CASE WHEN coalesce(c.name, w.label) LIKE '%分公司%' OR coalesce(c.name, w.label) LIKE '%分院%' THEN 'group' END AS clause
  FROM award_winner w JOIN params p ON 1 = 1
  LEFT JOIN days d ON d.tender_id = w.tender_id
  LEFT JOIN profiles c ON c.uscc = w.firm_id
), decided AS (
  SELECT j.*, qy_outcome(j.missing, CASE WHEN j.colour IS NOT NULL THEN j.clause END, j.colour) AS outcome FROM judged j
)
SELECT d.outcome AS outcome, CASE d.outcome WHEN 'hit' THEN d.colour WHEN 'excluded' THEN d.clause WHEN 'not_computable' THEN d.missing END AS detail,
       d.tender_id || '|' || d.firm_key AS subject_key, '标段' || d.tender_id || '：' || d.label AS subject_label, 'tender:' || d.tender_id AS stack_key, d.source_id AS source_id,
       CASE WHEN d.outcome = 'hit' THEN d.amount_fen END AS amount_fen, qy_refs(d.ref) AS evidence, d.label AS supplier, d.founded_on AS founded_on, d.age_days AS age_days,
       coalesce(qy_text(d.staff), '未登记') AS staff, d.tender_id AS tender_id,
       CASE WHEN d.basis IS NOT NULL THEN '（中标结果没有写代码或写法不同，按同一家比对：' || d.basis || '）' ELSE '' END AS taken,
       CASE WHEN d.basis_en IS NOT NULL THEN ' (by name alone or written otherwise in the award, taken for one: ' || d.basis_en || ')' ELSE '' END AS taken_en
FROM decided d
