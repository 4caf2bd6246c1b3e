-- One row per finished works project. Settled late is told apart from not settled.
WITH settled AS (
  SELECT t.project_code, min(s.settled_on) AS settled_on, min(qy_ref('settlement', s.source_id, s.source_sheet, s.source_row)) AS settlement_ref FROM settlement s JOIN contract c ON c.contract_no = s.contract_no JOIN tender t ON t.tender_id = c.tender_id WHERE t.project_code IS NOT NULL GROUP BY t.project_code
), judged AS (
  SELECT r.*, p.as_of, s.project_code IS NOT NULL AS done, s.settled_on, s.settlement_ref, qy_days(r.finished_on, coalesce(s.settled_on, p.as_of)) AS days, CASE WHEN r.contracts = 0 THEN 'contract_no' END AS missing,
         CASE WHEN s.project_code IS NULL AND qy_days(r.finished_on, p.as_of) < p.wait_days THEN 'recent' WHEN (s.project_code IS NULL OR qy_days(r.finished_on, s.settled_on) >= p.late_days) AND r.approved_fen < p.min_fen THEN 'small' END AS clause,
         CASE WHEN s.project_code IS NOT NULL THEN CASE WHEN qy_days(r.finished_on, s.settled_on) >= p.late_days THEN 'blue' END WHEN qy_days(r.finished_on, p.as_of) >= p.red_days THEN 'red' ELSE 'yellow' END AS band
  FROM rural_project r JOIN params p ON 1 = 1 LEFT JOIN settled s ON s.project_code = r.project_code
  WHERE r.works = 1 AND r.finished_on <= p.as_of
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome FROM judged j
), proof AS (
  SELECT r.project_code, array_agg(r.piece) AS evidence
  FROM (SELECT project_code, ref AS piece FROM decided WHERE outcome = 'hit' UNION ALL SELECT project_code, settlement_ref FROM decided WHERE outcome = 'hit' AND settlement_ref IS NOT NULL) AS r GROUP BY r.project_code
)
SELECT d.outcome AS outcome, coalesce(d.missing, d.clause, d.band) AS detail, d.project_code AS subject_key, '项目' || d.name AS subject_label, 'project:' || d.project_code AS stack_key, d.source_id AS source_id, CASE WHEN d.outcome = 'hit' THEN d.approved_fen END AS amount_fen,
       e.evidence AS evidence, d.name AS project, d.owner AS owner, d.finished_on AS finished_on, d.contracts AS contracts, d.days AS days,
       CASE WHEN d.done THEN '至' || qy_text(d.settled_on) || '才有结算审定记录' ELSE '至' || qy_text(d.as_of) || '没有结算审定记录' END AS state,
       CASE WHEN d.done THEN 'was settled only on ' || qy_text(d.settled_on) ELSE 'is not settled on ' || qy_text(d.as_of) END AS state_en
FROM decided d LEFT JOIN proof e ON e.project_code = d.project_code
