-- One row per measure that names a case.
WITH closed AS (
  SELECT case_no, max(decided_on) AS decided_on, max(decision) AS decision, min(qy_ref('enforcement_case', source_id, source_sheet, source_row)) AS case_ref FROM enforcement_case GROUP BY case_no
), held AS (
  SELECT s.*, c.case_no IS NOT NULL AS known, c.decided_on, c.decision, c.case_ref, qy_days(c.decided_on, coalesce(s.to_on, p.as_of)) AS days, p.grace_days, p.red_days, qy_ref('seizure', s.source_id, s.source_sheet, s.source_row) AS ref
  FROM seizure s JOIN params p ON 1 = 1 LEFT JOIN closed c ON c.case_no = s.case_no
), judged AS (
  SELECT h.*, CASE WHEN h.case_no IS NULL OR NOT h.known THEN 'case_no' END AS missing,
         CASE WHEN h.days IS NULL OR h.days <= 0 THEN NULL WHEN qy_matches(h.decision, '没收|销毁|移送|拍卖') THEN 'confiscated' WHEN h.days <= h.grace_days THEN 'grace' END AS clause,
         CASE WHEN h.days IS NULL OR h.days <= 0 THEN NULL WHEN h.to_on IS NOT NULL THEN 'blue' WHEN h.days >= h.red_days THEN 'red' ELSE 'yellow' END AS band
  FROM held h
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome FROM judged j
), proof AS (
  SELECT r.seizure_no, array_agg(r.piece) AS evidence
  FROM (SELECT seizure_no, ref AS piece FROM decided WHERE outcome = 'hit' UNION ALL SELECT seizure_no, case_ref FROM decided WHERE outcome = 'hit') AS r GROUP BY r.seizure_no
)
SELECT d.outcome AS outcome, coalesce(d.missing, d.clause, d.band) AS detail, d.seizure_no AS subject_key, '单位' || coalesce(d.unit_code, '') || '，措施' || d.seizure_no AS subject_label, 'unit:' || coalesce(d.unit_code, '') AS stack_key,
       d.source_id AS source_id, CASE WHEN d.outcome = 'hit' THEN d.value_fen END AS amount_fen, e.evidence AS evidence, d.unit_code AS unit, d.case_no AS case_no, d.decided_on AS decided_on, coalesce(d.decision, '内容未登记') AS decision,
       coalesce(d.kind, '查封扣押') AS kind, d.seizure_no AS seizure, d.days AS days, CASE WHEN d.to_on IS NULL THEN '至今未见解除' ELSE '至' || qy_text(d.to_on) || '才解除' END AS state,
       CASE WHEN d.to_on IS NULL THEN 'is still on' ELSE 'ended only on ' || qy_text(d.to_on) END AS state_en
FROM decided d LEFT JOIN proof e ON e.seizure_no = d.seizure_no
