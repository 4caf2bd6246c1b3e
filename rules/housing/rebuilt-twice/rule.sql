-- One row per rebuilding aid: the last one before it in the same household.
WITH rebuilt AS (
  SELECT * FROM housing_grant WHERE kind = 'rebuilding'
), earlier AS (
  SELECT g.grant_key, b.ref AS before_ref, b.citizen_no AS before_no, b.from_on AS before_on, qy_days(b.from_on, g.from_on) AS days,
         row_number() OVER (PARTITION BY g.grant_key ORDER BY b.from_on DESC, b.grant_key) AS nth
  FROM rebuilt g
  JOIN housing_family f ON f.citizen_no = g.citizen_no
  JOIN rebuilt b ON b.citizen_no = f.member_no AND b.from_on < g.from_on
  JOIN params p ON 1 = 1
  WHERE qy_days(b.from_on, g.from_on) > p.part_days OR b.citizen_no = g.citizen_no
), excepted AS (  -- a second rebuilding that was approved as an exception
  SELECT DISTINCT g.grant_key FROM rebuilt g JOIN policy_exception x ON x.subject_citizen_no = g.citizen_no
  WHERE qy_matches(x.matter, '危房|危改|住房|重建') AND (x.from_on IS NULL OR x.from_on <= g.from_on) AND (x.to_on IS NULL OR x.to_on >= g.from_on)
), judged AS (
  SELECT g.*, e.before_ref, e.before_on, e.days, CASE WHEN e.before_no = g.citizen_no THEN 1 ELSE 0 END AS own,
         CASE WHEN g.unreadable = 1 THEN 'citizen_no' WHEN g.from_on IS NULL THEN 'from_on' END AS missing,
         CASE WHEN e.days <= p.part_days THEN 'part_payment' WHEN e.grant_key IS NOT NULL AND x.grant_key IS NOT NULL THEN 'approved'
              WHEN e.grant_key IS NOT NULL AND qy_matches(g.scheme || coalesce(g.category, ''), '灾') THEN 'disaster' END AS clause,
         CASE WHEN e.before_no = g.citizen_no THEN 'yellow' WHEN e.grant_key IS NOT NULL THEN 'blue' END AS band
  FROM rebuilt g
  JOIN params p ON 1 = 1
  LEFT JOIN excepted x ON x.grant_key = g.grant_key
  LEFT JOIN earlier e ON e.grant_key = g.grant_key AND e.nth = 1 AND qy_months(e.before_on, g.from_on) < 12 * p.window_years
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome FROM judged j
), proof AS (
  SELECT r.grant_key, array_agg(r.ref) AS evidence
  FROM (SELECT grant_key, ref FROM decided WHERE outcome = 'hit' UNION ALL SELECT grant_key, before_ref FROM decided WHERE outcome = 'hit') AS r
  GROUP BY r.grant_key
)
SELECT d.outcome AS outcome, coalesce(d.missing, d.clause, d.band) AS detail, d.grant_key AS subject_key, d.label AS subject_label,
       'person:' || d.citizen_no AS stack_key, d.source_id AS source_id,
       CASE WHEN d.outcome = 'hit' THEN d.amount_fen END AS amount_fen, e.evidence AS evidence,
       d.scheme AS scheme, d.from_on AS from_on, d.before_on AS before_on, d.days AS days,
       CASE WHEN d.own = 1 THEN '同一对象' ELSE '同户人员' END AS before_by, CASE WHEN d.own = 1 THEN 'the same person' ELSE 'another of the household' END AS before_by_en
FROM decided d
LEFT JOIN proof e ON e.grant_key = d.grant_key
