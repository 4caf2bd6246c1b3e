-- One row per survivor and scheme. Whether somebody draws as a child is what the roll's category says.
WITH survivors AS (
  SELECT e.citizen_no, e.scheme, e.source_id, e.unreadable, e.born_on, e.last_month, qy_month_index(NULL, e.born_on) + 12 * p.adult_years AS adult_month, r.category, r.ref
  FROM benefit_person e
  JOIN params p ON 1 = 1
  LEFT JOIN (SELECT citizen_no, scheme, min(category) AS category, min(qy_ref('benefit_enrollment', source_id, source_sheet, source_row)) AS ref FROM benefit_enrollment GROUP BY citizen_no, scheme) AS r
    ON r.citizen_no = e.citizen_no AND r.scheme = e.scheme
  WHERE e.kind = 'survivor'
), late AS (
  SELECT s.citizen_no, s.scheme, m.paid_fen, qy_month_index(m.month, m.paid_on) - s.adult_month AS months_over, qy_ref('benefit_payment', m.source_id, m.source_sheet, m.source_row) AS ref,
         row_number() OVER (PARTITION BY s.citizen_no, s.scheme ORDER BY qy_month_index(m.month, m.paid_on) DESC, m.source_id, m.source_row) AS nth
  FROM survivors s JOIN benefit_payment m ON m.citizen_no = s.citizen_no AND m.scheme = s.scheme
  WHERE s.unreadable = 0 AND s.last_month > s.adult_month AND qy_month_index(m.month, m.paid_on) > s.adult_month
), summed AS (
  SELECT citizen_no, scheme, count(*) AS payments, sum(paid_fen) AS paid_fen, max(months_over) AS months_over, array_agg(ref) FILTER (WHERE nth <= 45) AS refs
  FROM late GROUP BY citizen_no, scheme
), judged AS (
  SELECT s.citizen_no, s.scheme, s.source_id, s.category, s.ref, qy_year(s.born_on) AS born_year, x.payments, x.paid_fen, x.months_over, x.refs,
         CASE WHEN s.unreadable = 1 OR s.born_on IS NULL THEN 'citizen_no' WHEN x.citizen_no IS NOT NULL AND s.category IS NULL AND x.months_over <= 12 * p.child_span_years THEN 'category' END AS missing,
         CASE WHEN x.citizen_no IS NULL OR NOT qy_matches(coalesce(s.category, ''), '子|女|孙|弟|妹|未成年') THEN NULL WHEN qy_matches(s.category, '残|精神|丧失劳动|无劳动') THEN 'disabled'
              WHEN qy_matches(s.category, '在读|在校|学生|全日制') THEN 'at_school' WHEN x.paid_fen <= 0 THEN 'returned' END AS clause,
         CASE WHEN x.citizen_no IS NULL OR NOT qy_matches(coalesce(s.category, ''), '子|女|孙|弟|妹|未成年') THEN NULL WHEN x.months_over <= p.blue_to_months THEN 'blue'
              WHEN x.months_over >= p.red_from_months THEN 'red' ELSE 'yellow' END AS band
  FROM survivors s
  JOIN params p ON 1 = 1
  LEFT JOIN summed x ON x.citizen_no = s.citizen_no AND x.scheme = s.scheme
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome FROM judged j
)
SELECT d.outcome AS outcome, coalesce(d.missing, d.clause, d.band) AS detail, d.citizen_no || '|' || d.scheme AS subject_key, d.scheme || '，遗属' || substr(d.citizen_no, 1, 6) AS subject_label,
       'person:' || d.citizen_no AS stack_key, d.source_id AS source_id, CASE WHEN d.outcome = 'hit' THEN CAST(d.paid_fen AS BIGINT) END AS amount_fen, qy_both(qy_refs(d.ref), d.refs) AS evidence,
       d.scheme AS scheme, d.category AS category, d.born_year AS born_year, d.payments AS payments, d.months_over AS months_over, p.adult_years AS adult_years
FROM decided d
JOIN params p ON 1 = 1
