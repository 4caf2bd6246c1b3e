-- One row per household on the roll. A member on the state's payroll is often insured as well: the larger pay counts, once.
WITH households AS (
  SELECT a.*, least(coalesce(a.to_on, p.as_of), p.as_of) AS ref_on FROM aided_household a, params p
), work AS (
  SELECT citizen_no, from_on, to_on, monthly_pay_fen AS month_fen, 1 AS public,
         CASE WHEN qy_matches(staffing, '退休|离休|临时|公益|村医|聘用|劳务|遗属') THEN 'not_established' END AS exempt, qy_ref('payroll', source_id, source_sheet, source_row) AS ref
  FROM payroll
  UNION ALL
  SELECT citizen_no, from_on, to_on, base_fen, 0,
         CASE WHEN unit_code IS NULL AND unit_name IS NULL THEN 'flexible'
              WHEN qy_matches(coalesce(kind, '') || coalesce(unit_name, ''), '灵活就业|个体窗口|个人窗口|自由职业|居民') THEN 'flexible'
              WHEN qy_matches(coalesce(kind, '') || coalesce(unit_name, ''), '公益性岗位|公益岗') THEN 'not_established' END, qy_ref('social_insurance', source_id, source_sheet, source_row)
  FROM social_insurance
), posts AS (
  SELECT h.household, f.citizen_no, f.listed, f.basis, f.basis_en, f.ref AS member_ref, w.month_fen, w.from_on, w.public, w.ref,
         CASE WHEN w.exempt IS NOT NULL THEN w.exempt WHEN w.from_on > qy_add_days(h.ref_on, 0 - p.review_days) THEN 'recent' ELSE 'counted' END AS state
  FROM households h
  JOIN params p ON 1 = 1
  JOIN aided_family f ON f.household = h.household
  JOIN work w ON w.citizen_no = f.citizen_no
  WHERE (w.from_on IS NULL OR w.from_on <= h.ref_on) AND (w.to_on IS NULL OR w.to_on > h.ref_on)
), earners AS (
  SELECT household, citizen_no, max(listed) AS listed, max(month_fen) AS month_fen, min(from_on) AS since_on, max(public) AS public
  FROM posts WHERE state = 'counted' GROUP BY household, citizen_no
), totals AS (
  SELECT household, count(*) AS earners, sum(month_fen) AS month_fen, max(listed) AS listed, count(*) FILTER (WHERE listed = 0) AS unlisted,
         count(*) - count(month_fen) AS unpaid, min(since_on) AS since_on, sum(public) AS public, count(*) FILTER (WHERE public = 1 AND listed = 1) AS own_public
  FROM earners GROUP BY household
), excused AS (
  SELECT household, min(state) AS clause FROM posts WHERE state <> 'counted' GROUP BY household
), judged AS (
  SELECT h.*, t.earners, t.public, t.month_fen, t.month_fen / (h.persons + t.unlisted) AS per_person_fen, greatest(t.since_on, h.from_on) AS since_on,
         CASE WHEN t.household IS NULL THEN CASE WHEN h.unreadable = 1 THEN 'citizen_no' END WHEN t.unpaid = t.earners AND t.public = 0 THEN 'base_fen' END AS missing,
         CASE WHEN t.household IS NULL THEN x.clause WHEN t.unpaid = 0 AND t.month_fen / (h.persons + t.unlisted) <= p.line_fen THEN 'within_line' END AS clause,
         CASE WHEN t.household IS NULL THEN NULL WHEN t.listed = 0 THEN 'blue' WHEN t.own_public > 0 AND t.month_fen / (greatest(h.persons, h.written) + t.unlisted) >= 2 * p.line_fen THEN 'red' ELSE 'yellow' END AS band
  FROM households h
  JOIN params p ON 1 = 1
  LEFT JOIN totals t ON t.household = h.household
  LEFT JOIN excused x ON x.household = h.household
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome FROM judged j
), proof AS (
  SELECT t.household, qy_first(array_agg(t.ref), 25) AS refs
  FROM posts t JOIN decided d ON d.household = t.household AND d.outcome = 'hit' WHERE t.state = 'counted' GROUP BY t.household
), taken AS (  -- what counts through a member whose number the roll does not give
  SELECT household, min(basis) AS basis, min(basis_en) AS basis_en, qy_first(array_agg(DISTINCT member_ref), 5) AS refs
  FROM posts WHERE basis IS NOT NULL AND state = 'counted' GROUP BY household
)
SELECT d.outcome AS outcome, coalesce(d.missing, d.clause, CASE WHEN d.band = 'red' AND t.household IS NOT NULL THEN 'yellow' ELSE d.band END) AS detail, d.household AS subject_key, d.label AS subject_label,
       'household:' || d.household AS stack_key, d.source_id AS source_id,
       CASE WHEN d.outcome = 'hit' THEN d.monthly_fen * qy_months(d.since_on, d.ref_on) END AS amount_fen, qy_both(d.refs, CASE WHEN t.refs IS NULL THEN e.refs ELSE qy_both(e.refs, t.refs) END) AS evidence,
       d.persons AS persons, d.from_on AS from_on, d.earners AS earners, d.public AS public, d.since_on AS since_on, d.month_fen AS month_fen,
       d.per_person_fen AS per_person_fen, p.line_fen AS line_fen,
       CASE WHEN t.household IS NOT NULL THEN '（名册上有成员的身份证号不全，按' || t.basis || '认作同一人）' ELSE '' END AS taken,
       CASE WHEN t.household IS NOT NULL THEN ' (on the roll a member has no valid number and is taken for the same person because ' || t.basis_en || ')' ELSE '' END AS taken_en
FROM decided d
JOIN params p ON 1 = 1
LEFT JOIN proof e ON e.household = d.household
LEFT JOIN taken t ON t.household = d.household
