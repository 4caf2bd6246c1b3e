-- One row per rebuilding aid: other homes that the household held on that day.
WITH titles AS (  -- joint holders of one home count once
  SELECT g.grant_key, t.registered_on, t.area_m2, max(CASE WHEN f.member_no = g.citizen_no THEN 1 ELSE 0 END) AS own,
         max(t.rural) AS rural, max(t.urban) AS urban, min(t.ref) AS ref
  FROM housing_grant g
  JOIN housing_family f ON f.citizen_no = g.citizen_no
  JOIN home_title t ON t.holder_no = f.member_no
  WHERE g.kind = 'rebuilding'
    AND (t.registered_on IS NULL OR t.registered_on < g.from_on) AND (t.cancelled_on IS NULL OR t.cancelled_on > g.from_on)
  GROUP BY g.grant_key, t.registered_on, t.area_m2
), held AS (  -- the house itself may be registered as a rural homestead: such titles never count
  SELECT grant_key, count(*) FILTER (WHERE rural = 0) AS homes, CAST(sum(area_m2) FILTER (WHERE rural = 0) AS DOUBLE) AS area,
         max(area_m2) FILTER (WHERE rural = 0) AS largest, max(own) FILTER (WHERE rural = 0) AS own, max(urban) AS urban,
         count(*) FILTER (WHERE registered_on IS NULL) AS undated, count(*) FILTER (WHERE area_m2 IS NULL AND rural = 0) AS unmeasured
  FROM titles GROUP BY grant_key
), judged AS (
  SELECT g.*, h.homes, h.area, h.own,
         CASE WHEN g.unreadable = 1 THEN 'citizen_no' WHEN g.from_on IS NULL THEN 'from_on' WHEN h.undated > 0 THEN 'registered_on' WHEN h.unmeasured > 0 THEN 'area_m2' END AS missing,
         CASE WHEN h.homes = 0 THEN 'same_house' WHEN h.largest < p.min_area_m2 THEN 'small' END AS clause,
         CASE WHEN h.grant_key IS NULL THEN NULL WHEN h.own = 0 OR (h.homes = 1 AND h.urban = 0) THEN 'blue' WHEN g.amount_fen >= p.red_from_fen THEN 'red' ELSE 'yellow' END AS band
  FROM housing_grant g
  JOIN params p ON 1 = 1
  LEFT JOIN held h ON h.grant_key = g.grant_key
  WHERE g.kind = 'rebuilding'
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome FROM judged j
), proof AS (
  SELECT r.grant_key, qy_first(array_agg(r.ref), 50) AS evidence
  FROM (SELECT grant_key, ref FROM decided UNION ALL SELECT grant_key, ref FROM titles WHERE rural = 0) AS r
  JOIN decided d ON d.grant_key = r.grant_key AND d.outcome = 'hit'
  GROUP BY r.grant_key
)
SELECT d.outcome AS outcome, coalesce(d.missing, d.clause, d.band) AS detail, d.grant_key AS subject_key, d.label AS subject_label,
       'person:' || d.citizen_no AS stack_key, d.source_id AS source_id,
       CASE WHEN d.outcome = 'hit' THEN d.amount_fen END AS amount_fen, e.evidence AS evidence,
       d.scheme AS scheme, d.from_on AS from_on, d.homes AS homes, d.area AS area,
       CASE WHEN d.own = 1 THEN '补助对象本人' ELSE '同户人员' END AS holder, CASE WHEN d.own = 1 THEN 'the person' ELSE 'others of the household' END AS holder_en
FROM decided d
LEFT JOIN proof e ON e.grant_key = d.grant_key
