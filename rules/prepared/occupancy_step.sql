-- How many lie in each house from day to day: one row per house and stretch of days on which the number does not change.
--
--   kind      'hospital' (stays) or 'care_home' (residents); place its code
--   from_on, to_on   the stretch, to_on not included; NULL for the last one of a care home where people still live
--   present   persons present. A patient's bed is free again on the day of discharge, a resident's on the day after leaving
-- Read by C03, B14a.
WITH moves AS (
  SELECT 'hospital' AS kind, hospital_code AS place, admitted_on AS moved_on, 1 AS step FROM hospital_stay WHERE hospital_code IS NOT NULL AND admitted_on IS NOT NULL AND discharged_on >= admitted_on
  UNION ALL
  SELECT 'hospital', hospital_code, discharged_on, -1 FROM hospital_stay WHERE hospital_code IS NOT NULL AND admitted_on IS NOT NULL AND discharged_on >= admitted_on
  UNION ALL
  SELECT 'care_home', home_code, from_on, 1 FROM care_resident WHERE from_on IS NOT NULL
  UNION ALL
  SELECT 'care_home', home_code, qy_add_days(to_on, 1), -1 FROM care_resident WHERE from_on IS NOT NULL AND to_on IS NOT NULL
), daily AS (
  SELECT kind, place, moved_on, sum(step) AS change FROM moves GROUP BY kind, place, moved_on
)
SELECT kind, place, moved_on AS from_on, lead(moved_on) OVER (PARTITION BY kind, place ORDER BY moved_on) AS to_on,
       CAST(sum(change) OVER (PARTITION BY kind, place ORDER BY moved_on ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS BIGINT) AS present
FROM daily
