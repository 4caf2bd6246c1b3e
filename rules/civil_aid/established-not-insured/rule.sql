-- One row per person on the established payroll. A unit of whose staff the register knows hardly anyone is not covered by the register.
WITH staff AS (
  SELECT y.citizen_no, coalesce(y.unit_code, y.unit_name, '') AS unit, min(y.unit_name) AS unit_name, min(y.from_on) AS from_on, min(y.citizen_no_born_on) AS born_on,
         max(CASE WHEN y.citizen_no_check = 'valid' THEN 0 ELSE 1 END) AS unreadable, min(y.source_id) AS source_id, qy_first(array_agg(qy_ref('payroll', y.source_id, y.source_sheet, y.source_row)), 10) AS refs
  FROM payroll y JOIN params p ON 1 = 1
  WHERE (y.from_on IS NULL OR y.from_on <= p.as_of) AND (y.to_on IS NULL OR y.to_on > p.as_of) AND NOT qy_matches(coalesce(y.staffing, ''), '退休|离休|临时|公益|村医|聘用|劳务|遗属|合同|编外')
  GROUP BY y.citizen_no, coalesce(y.unit_code, y.unit_name, '')
), insured AS (
  SELECT s.citizen_no, max(CASE WHEN (s.from_on IS NULL OR s.from_on <= p.as_of) AND (s.to_on IS NULL OR s.to_on > p.as_of) THEN 1 ELSE 0 END) AS now_insured, max(s.to_on) AS ended_on
  FROM social_insurance s JOIN params p ON 1 = 1 WHERE NOT qy_matches(coalesce(s.kind, ''), '居民|工伤|失业|医疗|生育') GROUP BY s.citizen_no
), covered AS (
  SELECT t.unit, count(*) AS persons, count(i.citizen_no) AS known FROM staff t LEFT JOIN insured i ON i.citizen_no = t.citizen_no WHERE t.unreadable = 0 GROUP BY t.unit
), judged AS (
  SELECT t.*, i.ended_on, c.persons, c.known,
         CASE WHEN t.unreadable = 1 THEN 'citizen_no' WHEN c.known < c.persons * p.least_coverage THEN 'social_insurance' END AS missing,
         CASE WHEN i.now_insured = 1 THEN NULL WHEN t.from_on > qy_add_days(p.as_of, 0 - p.grace_days) THEN 'recent' WHEN qy_months(t.born_on, p.as_of) >= p.retired_age * 12 THEN 'of_age' END AS clause,
         CASE WHEN i.now_insured = 1 THEN NULL WHEN i.citizen_no IS NULL THEN 'yellow' ELSE 'blue' END AS band
  FROM staff t
  JOIN params p ON 1 = 1
  LEFT JOIN insured i ON i.citizen_no = t.citizen_no
  LEFT JOIN covered c ON c.unit = t.unit
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome FROM judged j
)
SELECT outcome, coalesce(missing, clause, band) AS detail, citizen_no || '|' || unit AS subject_key, coalesce(unit_name, unit) || '，供养人员' || substr(citizen_no, 1, 6) AS subject_label,
       'unit:' || unit AS stack_key, source_id, CAST(NULL AS BIGINT) AS amount_fen, refs AS evidence, coalesce(unit_name, unit) AS unit_label, from_on, persons, known,
       CASE WHEN ended_on IS NULL THEN '没有查到参保登记' ELSE '参保登记止于' || qy_text(ended_on) END AS state_text, CASE WHEN ended_on IS NULL THEN 'no insurance is on record' ELSE 'the insurance ended on ' || qy_text(ended_on) END AS state_text_en
FROM decided
