-- One row per stretch of public rental aid (a flat or a rent subsidy).
WITH aided AS (
  SELECT g.*, coalesce(g.to_on, p.as_of) AS last_on FROM housing_grant g JOIN params p ON 1 = 1 WHERE g.kind = 'rental'
), sizes AS (
  SELECT citizen_no, count(*) AS persons FROM housing_family GROUP BY citizen_no
), titles AS (  -- homes held during the aid; joint holders of one home count once
  SELECT a.grant_key, t.registered_on, t.area_m2, max(CASE WHEN f.member_no = a.citizen_no THEN 1 ELSE 0 END) AS own,
         max(qy_months(greatest(t.registered_on, a.from_on), least(coalesce(t.cancelled_on, a.last_on), a.last_on))) AS months,
         min(t.ref) AS ref
  FROM aided a
  JOIN housing_family f ON f.citizen_no = a.citizen_no
  JOIN home_title t ON t.holder_no = f.member_no
  WHERE (t.registered_on IS NULL OR t.registered_on <= a.last_on) AND (t.cancelled_on IS NULL OR t.cancelled_on > a.from_on)
  GROUP BY a.grant_key, t.registered_on, t.area_m2
), held AS (
  SELECT grant_key, count(*) AS homes, CAST(sum(area_m2) AS DOUBLE) AS area, max(own) AS own, max(months) AS months, min(registered_on) AS first_on,
         count(*) FILTER (WHERE registered_on IS NULL) AS undated, count(*) FILTER (WHERE area_m2 IS NULL) AS unmeasured
  FROM titles GROUP BY grant_key
), judged AS (
  SELECT a.*, h.homes, h.area, h.own, h.months, h.area / coalesce(a.household_size, s.persons, 1) AS per_person,
         CASE WHEN a.unreadable = 1 THEN 'citizen_no' WHEN a.from_on IS NULL THEN 'from_on' WHEN h.undated > 0 THEN 'registered_on' WHEN h.unmeasured > 0 THEN 'area_m2' END AS missing,
         CASE WHEN h.area / coalesce(a.household_size, s.persons, 1) < p.per_person_m2 THEN 'below_line' WHEN h.months < p.grace_months THEN 'brief' END AS clause,
         CASE WHEN h.own = 0 THEN 'blue' WHEN h.homes >= 2 AND h.first_on <= a.from_on THEN 'red' WHEN h.own = 1 THEN 'yellow' END AS band
  FROM aided a
  JOIN params p ON 1 = 1
  JOIN sizes s ON s.citizen_no = a.citizen_no
  LEFT JOIN held h ON h.grant_key = a.grant_key
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome FROM judged j
), proof AS (
  SELECT r.grant_key, qy_first(array_agg(r.ref), 50) AS evidence
  FROM (SELECT grant_key, ref FROM decided UNION ALL SELECT grant_key, ref FROM titles) AS r
  JOIN decided d ON d.grant_key = r.grant_key AND d.outcome = 'hit'
  GROUP BY r.grant_key
)
SELECT d.outcome AS outcome, coalesce(d.missing, d.clause, d.band) AS detail, d.grant_key AS subject_key, d.label AS subject_label,
       'person:' || d.citizen_no AS stack_key, d.source_id AS source_id,
       CASE WHEN d.outcome = 'hit' THEN d.amount_fen END AS amount_fen, e.evidence AS evidence,
       d.scheme AS scheme, d.from_on AS from_on, d.homes AS homes, d.area AS area, d.per_person AS per_person, d.months AS months,
       CASE WHEN d.own = 1 THEN '保障对象本人' ELSE '同户人员' END AS holder, CASE WHEN d.own = 1 THEN 'the person' ELSE 'others of the household' END AS holder_en
FROM decided d
LEFT JOIN proof e ON e.grant_key = d.grant_key
