-- One row per fined case.
WITH owed AS (
  SELECT c.case_no, c.unit_code, coalesce(c.unit_name, c.unit_code) AS unit, c.fine_fen, coalesce(c.paid_fen, 0) AS paid_fen, coalesce(c.due_on, qy_add_days(c.decided_on, p.pay_days)) AS due_on, coalesce(c.decision, '') || '|' || coalesce(c.reviewed, '') AS words,
         CASE WHEN c.paid_fen IS NULL AND c.paid_on IS NOT NULL THEN 1 ELSE 0 END AS paid_unknown, qy_days(coalesce(c.due_on, qy_add_days(c.decided_on, p.pay_days)), p.as_of) AS days, p.over_days, p.min_fen, p.red_from_fen,
         c.source_id, qy_ref('enforcement_case', c.source_id, c.source_sheet, c.source_row) AS ref
  FROM enforcement_case c JOIN params p ON 1 = 1 WHERE c.fine_fen > 0
), everywhere AS (
  SELECT count(paid_fen) + count(paid_on) AS told FROM enforcement_case
), judged AS (
  SELECT o.*, o.fine_fen - o.paid_fen AS open_fen, CASE WHEN o.due_on IS NULL THEN 'decided_on' WHEN w.told = 0 OR o.paid_unknown = 1 THEN 'paid_fen' END AS missing,
         CASE WHEN o.days < o.over_days OR o.paid_fen >= o.fine_fen THEN NULL WHEN qy_matches(o.words, '分期|延期|暂缓|减免|免予') THEN 'instalments' WHEN qy_matches(o.words, '复议中|诉讼中|审理中|强制执行|执行中|破产|撤销') THEN 'under_review'
              WHEN o.fine_fen - o.paid_fen < o.min_fen THEN 'small' END AS clause,
         CASE WHEN o.days < o.over_days OR o.paid_fen >= o.fine_fen THEN NULL WHEN o.fine_fen - o.paid_fen >= o.red_from_fen THEN 'red' ELSE 'yellow' END AS band
  FROM owed o JOIN everywhere w ON 1 = 1
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome FROM judged j
)
SELECT outcome, coalesce(missing, clause, band) AS detail, case_no AS subject_key, coalesce(unit, '') || '，案件' || case_no AS subject_label, 'unit:' || coalesce(unit_code, '') AS stack_key, source_id, CASE WHEN outcome = 'hit' THEN open_fen END AS amount_fen,
       CASE WHEN outcome = 'hit' THEN qy_refs(ref) END AS evidence, unit, case_no, fine_fen, due_on, paid_fen, days
FROM decided
