-- One row per household on the roll.
WITH households AS (
  SELECT a.*, least(coalesce(a.to_on, p.as_of), p.as_of) AS ref_on FROM aided_household a, params p
), held AS (
  SELECT h.household, h.ref_on, f.listed, f.basis, f.basis_en, f.ref AS member_ref, v.registered_on, qy_ref('vehicle_title', v.source_id, v.source_sheet, v.source_row) AS ref,
         CASE WHEN v.model IS NULL AND v.use IS NULL THEN 'model'
              WHEN qy_matches(coalesce(v.use, '') || coalesce(v.model, ''), '残疾|轮椅') THEN 'for_disabled'
              WHEN qy_matches(coalesce(v.model, ''), '摩托|三轮|拖拉机|电动自行车|轻便|农用|农业|低速') THEN 'modest'
              WHEN qy_matches(coalesce(v.use, ''), '营转非|货运|客运|出租|租赁|教练') OR (v.use LIKE '%营运%' AND v.use NOT LIKE '%非营运%')
                OR qy_matches(coalesce(v.model, ''), '货车|牵引|自卸') THEN 'for_work'
              WHEN v.registered_on > qy_add_days(h.ref_on, 0 - p.review_days) THEN 'recent' ELSE 'counted' END AS state
  FROM households h
  JOIN params p ON 1 = 1
  JOIN aided_family f ON f.household = h.household
  JOIN vehicle_title v ON v.holder_no = f.citizen_no
  WHERE (v.registered_on IS NULL OR v.registered_on <= h.ref_on) AND (v.cancelled_on IS NULL OR v.cancelled_on > h.ref_on)
), counted AS (
  SELECT household, count(*) FILTER (WHERE state = 'counted') AS vehicles, max(listed) FILTER (WHERE state = 'counted') AS listed,
         min(registered_on) FILTER (WHERE state = 'counted') AS since_on, max(registered_on) FILTER (WHERE state = 'counted') AS newest_on,
         count(*) FILTER (WHERE state = 'model') AS unknown, min(state) FILTER (WHERE state NOT IN ('counted', 'model')) AS clause
  FROM held GROUP BY household
), judged AS (
  SELECT h.*, c.vehicles, greatest(c.since_on, h.from_on) AS since_on, c.newest_on,
         CASE WHEN coalesce(c.vehicles, 0) = 0 THEN CASE WHEN h.unreadable = 1 THEN 'citizen_no' WHEN c.unknown > 0 THEN 'model' END END AS missing,
         CASE WHEN c.vehicles = 0 THEN c.clause END AS clause,
         CASE WHEN c.vehicles > 0 THEN CASE WHEN c.listed = 0 OR qy_months(c.newest_on, h.ref_on) >= p.old_years * 12 THEN 'blue' WHEN c.vehicles >= 2 THEN 'red' ELSE 'yellow' END END AS band
  FROM households h
  JOIN params p ON 1 = 1
  LEFT JOIN counted c ON c.household = h.household
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome FROM judged j
), proof AS (
  SELECT t.household, qy_first(array_agg(t.ref), 25) AS refs
  FROM held t JOIN decided d ON d.household = t.household AND d.outcome = 'hit' WHERE t.state = 'counted' GROUP BY t.household
), taken AS (  -- what counts through a member whose number the roll does not give
  SELECT household, min(basis) AS basis, min(basis_en) AS basis_en, qy_first(array_agg(DISTINCT member_ref), 5) AS refs
  FROM held WHERE basis IS NOT NULL AND state = 'counted' GROUP BY household
)
SELECT d.outcome AS outcome, coalesce(d.missing, d.clause, CASE WHEN d.band = 'red' AND t.household IS NOT NULL THEN 'yellow' ELSE d.band END) AS detail, d.household AS subject_key, d.label AS subject_label,
       'household:' || d.household AS stack_key, d.source_id AS source_id,
       CASE WHEN d.outcome = 'hit' THEN d.monthly_fen * qy_months(d.since_on, d.ref_on) END AS amount_fen, qy_both(d.refs, CASE WHEN t.refs IS NULL THEN e.refs ELSE qy_both(e.refs, t.refs) END) AS evidence,
       d.persons AS persons, d.from_on AS from_on, d.vehicles AS vehicles, d.newest_on AS newest_on, d.since_on AS since_on,
       CASE WHEN t.household IS NOT NULL THEN '（名册上有成员的身份证号不全，按' || t.basis || '认作同一人）' ELSE '' END AS taken,
       CASE WHEN t.household IS NOT NULL THEN ' (on the roll a member has no valid number and is taken for the same person because ' || t.basis_en || ')' ELSE '' END AS taken_en
FROM decided d
LEFT JOIN proof e ON e.household = d.household
LEFT JOIN taken t ON t.household = d.household
