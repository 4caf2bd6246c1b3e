-- One row per person and unit.
WITH held AS (
  SELECT s.citizen_no, s.unit_key, c.from_on AS custody_from, least(s.to_on, coalesce(c.to_on, p.as_of), p.as_of) AS listed_to, qy_days(greatest(c.from_on, s.from_on), least(s.to_on, coalesce(c.to_on, p.as_of), p.as_of)) AS days,
         CASE WHEN qy_matches(c.kind, '服刑|有期|无期|拘役|监狱|徒刑') THEN 1 ELSE 0 END AS sentenced, qy_ref('custody', c.source_id, c.source_sheet, c.source_row) AS ref,
         CASE WHEN c.from_on IS NULL THEN 1 ELSE 0 END AS undated
  FROM payroll_post s JOIN custody c ON c.citizen_no = s.citizen_no JOIN params p ON 1 = 1
), longest AS (
  SELECT h.*, row_number() OVER (PARTITION BY citizen_no, unit_key ORDER BY sentenced DESC, days DESC, ref) AS nth FROM held h WHERE undated = 1 OR days > 0
), judged AS (
  SELECT s.citizen_no, s.unit_key, s.unit, s.monthly_pay_fen, s.source_id, s.ref AS post_ref, l.ref AS custody_ref, l.custody_from, l.listed_to, l.days, l.sentenced,
         CASE WHEN s.unreadable = 1 THEN 'citizen_no' WHEN l.undated = 1 THEN 'from_on' END AS missing, CASE WHEN l.days <= p.grace_days THEN 'within_grace' END AS clause,
         CASE WHEN l.days IS NULL THEN NULL WHEN l.sentenced = 0 THEN 'blue' WHEN l.days >= p.red_days THEN 'red' ELSE 'yellow' END AS band
  FROM payroll_post s JOIN params p ON 1 = 1 LEFT JOIN longest l ON l.citizen_no = s.citizen_no AND l.unit_key = s.unit_key AND l.nth = 1
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome FROM judged j
), proof AS (
  SELECT r.citizen_no, r.unit_key, array_agg(r.ref) AS evidence
  FROM (SELECT citizen_no, unit_key, post_ref AS ref FROM decided WHERE outcome = 'hit' UNION ALL SELECT citizen_no, unit_key, custody_ref FROM decided WHERE outcome = 'hit') AS r GROUP BY r.citizen_no, r.unit_key
)
SELECT d.outcome AS outcome, coalesce(d.missing, d.clause, d.band) AS detail, d.citizen_no || '|' || d.unit_key AS subject_key, CASE WHEN d.outcome <> 'clear' THEN d.unit || '，供养人员' || substr(d.citizen_no, 1, 6) END AS subject_label,
       'person:' || d.citizen_no AS stack_key, d.source_id AS source_id, CASE WHEN d.outcome = 'hit' THEN CAST(round(CAST(d.monthly_pay_fen AS DOUBLE) * d.days / 30.4) AS BIGINT) END AS amount_fen, e.evidence AS evidence,
       d.unit AS unit, d.custody_from AS custody_from, d.listed_to AS listed_to, d.days AS days, CASE WHEN d.sentenced = 1 THEN '服刑' ELSE '羁押' END AS kind
FROM decided d LEFT JOIN proof e ON e.citizen_no = d.citizen_no AND e.unit_key = d.unit_key
