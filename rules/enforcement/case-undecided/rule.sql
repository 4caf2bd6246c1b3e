-- One row per case. Decided late is blue, still undecided is worse.
WITH timed AS (
  SELECT c.case_no, c.unit_code, coalesce(c.unit_name, c.unit_code) AS unit, c.matter, c.filed_on, c.decided_on, c.decision, c.source_id, qy_ref('enforcement_case', c.source_id, c.source_sheet, c.source_row) AS ref,
         qy_days(c.filed_on, coalesce(c.decided_on, p.as_of)) AS days, p.days AS limit_days, p.red_days
  FROM enforcement_case c JOIN params p ON 1 = 1
), judged AS (
  SELECT t.*, CASE WHEN t.filed_on IS NULL THEN 'filed_on' WHEN t.decided_on < t.filed_on THEN 'decided_on' END AS missing, CASE WHEN t.days > t.limit_days AND qy_matches(t.decision, '中止|延期|延长|移送|销案|撤案|终止|听证') THEN 'suspended' END AS clause,
         CASE WHEN t.days <= t.limit_days THEN NULL WHEN t.decided_on IS NOT NULL THEN 'blue' WHEN t.days >= t.red_days THEN 'red' ELSE 'yellow' END AS band
  FROM timed t
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome FROM judged j
)
SELECT outcome, coalesce(missing, clause, band) AS detail, case_no AS subject_key, coalesce(unit, '') || '，案件' || case_no AS subject_label, 'unit:' || coalesce(unit_code, '') AS stack_key, source_id, CAST(NULL AS BIGINT) AS amount_fen,
       CASE WHEN outcome = 'hit' THEN qy_refs(ref) END AS evidence, unit, case_no, coalesce(matter, '案由未登记') AS matter, filed_on, days,
       CASE WHEN decided_on IS NULL THEN '至今未见决定' ELSE '至' || qy_text(decided_on) || '才作出决定' END AS state, CASE WHEN decided_on IS NULL THEN 'no decision is on record' ELSE 'it was decided only on ' || qy_text(decided_on) END AS state_en
FROM decided
