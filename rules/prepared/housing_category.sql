-- Housing aids granted on the ground of a civil-aid category, and how near the civil-aid register comes to saying the same.
--
--   shape        one row per grant_key of housing_grant whose category is 低保 or 特困 (formerly 五保), or is missing
--   own_gap, family_gap   days between the start of the aid and the nearest day on which the person, or anyone of the
--                household, stood in that register; 0 when on that day; NULL when never
--   register_from_on      first day the register of that category knows; NULL when there is no such register
-- Read by E02, E05.
WITH claims AS (
  SELECT grant_key, citizen_no, from_on, kind, CASE WHEN qy_matches(category, '特困|五保|供养') THEN 'destitute' WHEN category IS NOT NULL THEN 'minimum' END AS claimed
  FROM housing_grant WHERE category IS NULL OR qy_matches(category, '特困|五保|供养|低保|最低生活')
), register AS (
  SELECT citizen_no, from_on, to_on, CASE WHEN qy_matches(scheme, '特困|五保') THEN 'destitute' ELSE 'minimum' END AS listed_as
  FROM (SELECT citizen_no, from_on, to_on, scheme FROM benefit_enrollment
        UNION ALL SELECT citizen_no, from_on, to_on, scheme FROM aid_known) AS lines  -- a line without a valid number counts for whom another row tells it to be of
  WHERE qy_matches(scheme, '特困|五保|低保|最低生活')
), starts AS (
  SELECT listed_as, min(from_on) AS from_on FROM register GROUP BY listed_as
), gaps AS (
  SELECT c.grant_key, f.member_no = c.citizen_no AS own,
         CASE WHEN r.from_on > c.from_on THEN qy_days(c.from_on, r.from_on) WHEN r.to_on < c.from_on THEN qy_days(r.to_on, c.from_on) ELSE 0 END AS gap
  FROM claims c
  JOIN housing_family f ON f.citizen_no = c.citizen_no
  JOIN register r ON r.citizen_no = f.member_no AND r.listed_as = c.claimed
), nearest AS (
  SELECT grant_key, min(gap) FILTER (WHERE own) AS own_gap, min(gap) AS family_gap FROM gaps GROUP BY grant_key
)
SELECT c.grant_key, c.kind, n.own_gap, n.family_gap, s.from_on AS register_from_on
FROM claims c
LEFT JOIN starts s ON s.listed_as = c.claimed
LEFT JOIN nearest n ON n.grant_key = c.grant_key
