-- One row per person; of several pairs of units the one that overlaps longest.
WITH pairs AS (
  SELECT a.citizen_no, a.unit, b.unit AS other_unit, a.ref, b.ref AS other_ref, greatest(a.from_on, b.from_on) AS both_from, least(a.to_on, b.to_on, p.as_of) AS both_to,
         qy_days(greatest(a.from_on, b.from_on), least(a.to_on, b.to_on, p.as_of)) AS days, least(a.established, b.established) AS established, least(a.dated, b.dated) AS dated, least(a.monthly_pay_fen, b.monthly_pay_fen) AS pay_fen
  FROM payroll_post a JOIN payroll_post b ON b.citizen_no = a.citizen_no AND b.unit_key > a.unit_key JOIN params p ON 1 = 1
), longest AS (
  SELECT q.*, row_number() OVER (PARTITION BY citizen_no ORDER BY established DESC, days DESC, ref) AS nth FROM pairs q WHERE days > 0
), excepted AS (
  SELECT DISTINCT subject_citizen_no AS citizen_no FROM policy_exception WHERE kind = 'concurrent_post' AND subject_citizen_no IS NOT NULL
), persons AS (
  SELECT citizen_no, max(unreadable) AS unreadable, min(source_id) AS source_id FROM payroll_post GROUP BY citizen_no
), judged AS (
  SELECT s.citizen_no, s.source_id, l.unit, l.other_unit, l.ref, l.other_ref, l.both_from, l.both_to, l.days, l.pay_fen,
         CASE WHEN l.citizen_no IS NULL THEN NULL WHEN s.unreadable = 1 THEN 'citizen_no' WHEN l.dated = 0 THEN 'from_on' END AS missing,
         CASE WHEN l.established = 0 THEN 'not_established' WHEN l.days <= p.grace_days THEN 'handover' WHEN l.citizen_no IS NOT NULL AND x.citizen_no IS NOT NULL THEN 'approved' END AS clause,
         CASE WHEN l.days >= p.red_days THEN 'red' WHEN l.days > 0 THEN 'yellow' END AS band
  FROM persons s JOIN params p ON 1 = 1 LEFT JOIN longest l ON l.citizen_no = s.citizen_no AND l.nth = 1 LEFT JOIN excepted x ON x.citizen_no = s.citizen_no
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome FROM judged j
), proof AS (
  SELECT r.citizen_no, array_agg(r.piece) AS evidence
  FROM (SELECT citizen_no, ref AS piece FROM decided WHERE outcome = 'hit' UNION ALL SELECT citizen_no, other_ref FROM decided WHERE outcome = 'hit') AS r GROUP BY r.citizen_no
)
SELECT d.outcome AS outcome, coalesce(d.missing, d.clause, d.band) AS detail, d.citizen_no AS subject_key, CASE WHEN d.outcome <> 'clear' THEN d.unit || '、' || d.other_unit || '，供养人员' || substr(d.citizen_no, 1, 6) END AS subject_label,
       'person:' || d.citizen_no AS stack_key, d.source_id AS source_id, CASE WHEN d.outcome = 'hit' THEN CAST(round(CAST(d.pay_fen AS DOUBLE) * d.days / 30.4) AS BIGINT) END AS amount_fen, e.evidence AS evidence,
       d.unit AS unit, d.other_unit AS other_unit, d.both_from AS both_from, d.both_to AS both_to, d.days AS days
FROM decided d LEFT JOIN proof e ON e.citizen_no = d.citizen_no
