-- One row per household on the roll. Joint holders of one home, or shop, count once.
WITH households AS (
  SELECT a.*, least(coalesce(a.to_on, p.as_of), p.as_of) AS ref_on FROM aided_household a, params p
), titles AS (
  SELECT holder_no, registered_on, cancelled_on, area_m2, 1 AS is_home, ref FROM home_title
  UNION ALL
  SELECT holder_no, registered_on, cancelled_on, area_m2, 0, qy_ref('property_title', source_id, source_sheet, source_row) FROM property_title
  WHERE qy_matches(use, '商业|商服|商铺|商用|门面|店面|办公') AND NOT qy_matches(use, '车位|车库')
), held AS (
  SELECT h.household, h.ref_on, t.registered_on, t.area_m2, t.is_home, max(f.listed) AS listed, min(t.ref) AS ref,
         CASE WHEN count(f.basis) = count(*) THEN min(f.basis) END AS basis, CASE WHEN count(f.basis) = count(*) THEN min(f.basis_en) END AS basis_en, min(f.ref) AS member_ref,
         row_number() OVER (PARTITION BY h.household, t.is_home ORDER BY t.registered_on, min(t.ref)) AS nth
  FROM households h
  JOIN aided_family f ON f.household = h.household
  JOIN titles t ON t.holder_no = f.citizen_no
  WHERE (t.registered_on IS NULL OR t.registered_on <= h.ref_on) AND (t.cancelled_on IS NULL OR t.cancelled_on > h.ref_on)
  GROUP BY h.household, h.ref_on, t.registered_on, t.area_m2, t.is_home
), counted AS (  -- above the line since the second home, or the first shop
  SELECT household, count(*) FILTER (WHERE is_home = 1) AS homes, count(*) FILTER (WHERE is_home = 0) AS shops,
         count(*) FILTER (WHERE is_home = 1 AND listed = 1) AS own_homes, count(*) FILTER (WHERE is_home = 0 AND listed = 1) AS own_shops,
         CAST(sum(area_m2) FILTER (WHERE is_home = 1) AS DOUBLE) AS area, count(*) FILTER (WHERE is_home = 1 AND area_m2 IS NULL) AS unmeasured,
         min(registered_on) FILTER (WHERE is_home = 0 OR nth = 2) AS above_since
  FROM held GROUP BY household
), judged AS (
  SELECT h.*, c.homes, c.shops, c.area, coalesce(c.area, 0) / h.persons AS per_person, greatest(c.above_since, h.from_on) AS since_on,
         CASE WHEN h.unreadable = 1 AND coalesce(c.homes, 0) < 2 AND coalesce(c.shops, 0) = 0 THEN 'citizen_no'
              WHEN c.homes >= 2 AND c.shops = 0 AND c.unmeasured > 0 THEN 'area_m2' END AS missing,
         CASE WHEN c.homes < 2 AND c.shops = 0 THEN NULL WHEN c.shops = 0 AND c.area / h.persons <= p.per_person_m2 THEN 'below_line'
              WHEN c.above_since > qy_add_days(h.ref_on, 0 - p.review_days) THEN 'recent' END AS clause,
         CASE WHEN c.homes >= 2 OR c.shops > 0 THEN CASE WHEN c.own_homes < 2 AND c.own_shops = 0 THEN 'blue' WHEN c.own_homes + c.own_shops >= 3 AND (c.shops > 0 OR c.area / greatest(h.persons, h.written) > p.per_person_m2) THEN 'red' ELSE 'yellow' END END AS band
  FROM households h
  JOIN params p ON 1 = 1
  LEFT JOIN counted c ON c.household = h.household
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome FROM judged j
), proof AS (
  SELECT t.household, qy_first(array_agg(t.ref), 25) AS refs
  FROM held t JOIN decided d ON d.household = t.household AND d.outcome = 'hit' GROUP BY t.household
), taken AS (  -- what counts through a member whose number the roll does not give
  SELECT household, min(basis) AS basis, min(basis_en) AS basis_en, qy_first(array_agg(DISTINCT member_ref), 5) AS refs
  FROM held WHERE basis IS NOT NULL GROUP BY household
)
SELECT d.outcome AS outcome, coalesce(d.missing, d.clause, CASE WHEN d.band = 'red' AND t.household IS NOT NULL THEN 'yellow' ELSE d.band END) AS detail, d.household AS subject_key, d.label AS subject_label,
       'household:' || d.household AS stack_key, d.source_id AS source_id,
       CASE WHEN d.outcome = 'hit' THEN d.monthly_fen * qy_months(d.since_on, d.ref_on) END AS amount_fen, qy_both(d.refs, CASE WHEN t.refs IS NULL THEN e.refs ELSE qy_both(e.refs, t.refs) END) AS evidence,
       d.persons AS persons, d.from_on AS from_on, d.homes AS homes, d.shops AS shops, d.area AS area, d.per_person AS per_person, d.since_on AS since_on,
       CASE WHEN t.household IS NOT NULL THEN '（名册上有成员的身份证号不全，按' || t.basis || '认作同一人）' ELSE '' END AS taken,
       CASE WHEN t.household IS NOT NULL THEN ' (on the roll a member has no valid number and is taken for the same person because ' || t.basis_en || ')' ELSE '' END AS taken_en
FROM decided d
LEFT JOIN proof e ON e.household = d.household
LEFT JOIN taken t ON t.household = d.household
