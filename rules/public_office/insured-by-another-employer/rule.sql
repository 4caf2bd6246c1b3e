-- One row per person on the payroll and employer that insures him. Restricted: run only for an approved purpose.
WITH insured AS (
  SELECT citizen_no, coalesce(unit_code, qy_code(unit_name), '') AS employer_key, min(unit_code) AS employer_code, coalesce(min(unit_name), min(unit_code)) AS employer, min(from_on) AS from_on,
         CASE WHEN count(*) > count(to_on) THEN CAST('9999-12-31' AS DATE) ELSE max(to_on) END AS to_on, min(source_id) AS source_id, min(qy_ref('social_insurance', source_id, source_sheet, source_row)) AS ref
  FROM social_insurance WHERE kind IS NULL OR NOT qy_matches(kind, '居民') GROUP BY citizen_no, coalesce(unit_code, qy_code(unit_name), '')
), excepted AS (
  SELECT DISTINCT subject_citizen_no AS citizen_no FROM policy_exception WHERE kind = 'concurrent_post' AND subject_citizen_no IS NOT NULL
), own AS (  -- several posts: an employer that is one of them is no other employer
  SELECT i.ref, s.ref AS post_ref, s.unit, s.unreadable, s.dated, s.established, greatest(i.from_on, s.from_on) AS both_from, least(i.to_on, s.to_on, p.as_of) AS both_to, qy_days(greatest(i.from_on, s.from_on), least(i.to_on, s.to_on, p.as_of)) AS days,
         CASE WHEN i.employer_code = s.unit_code OR qy_code(i.employer) = qy_code(s.unit) THEN 1 ELSE 0 END AS same_unit
  FROM insured i JOIN payroll_post s ON s.citizen_no = i.citizen_no JOIN params p ON 1 = 1
), best AS (
  SELECT o.*, row_number() OVER (PARTITION BY ref ORDER BY same_unit DESC, days DESC, post_ref) AS nth FROM own o
), judged AS (
  SELECT i.*, b.unit, b.post_ref, b.both_from, b.both_to, b.days, CASE WHEN b.unreadable = 1 THEN 'citizen_no' WHEN i.employer_key = '' THEN 'unit_name' WHEN i.from_on IS NULL OR b.dated = 0 THEN 'from_on' END AS missing,
         CASE WHEN b.days <= 0 THEN NULL WHEN b.same_unit = 1 THEN 'same_unit' WHEN b.established = 0 THEN 'not_established' WHEN qy_matches(i.employer, '灵活就业|个人窗口|人才交流|代理|自由职业') THEN 'flexible' WHEN b.days <= p.grace_days THEN 'handover'
              WHEN x.citizen_no IS NOT NULL THEN 'approved' END AS clause,
         CASE WHEN b.days <= 0 THEN NULL WHEN b.days >= p.red_days THEN 'red' ELSE 'yellow' END AS band
  FROM insured i JOIN best b ON b.ref = i.ref AND b.nth = 1 JOIN params p ON 1 = 1 LEFT JOIN excepted x ON x.citizen_no = i.citizen_no
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome FROM judged j
), proof AS (
  SELECT r.ref, array_agg(r.piece) AS evidence
  FROM (SELECT ref, ref AS piece FROM decided WHERE outcome = 'hit' UNION ALL SELECT ref, post_ref FROM decided WHERE outcome = 'hit') AS r GROUP BY r.ref
)
SELECT d.outcome AS outcome, coalesce(d.missing, d.clause, d.band) AS detail, d.citizen_no || '|' || d.employer_key AS subject_key, CASE WHEN d.outcome <> 'clear' THEN d.unit || '在编人员，参保单位' || coalesce(d.employer, '') END AS subject_label,
       'person:' || d.citizen_no AS stack_key, d.source_id AS source_id, CAST(NULL AS BIGINT) AS amount_fen, e.evidence AS evidence, d.unit AS unit, d.employer AS employer, d.both_from AS both_from, d.both_to AS both_to, d.days AS days
FROM decided d LEFT JOIN proof e ON e.ref = d.ref
