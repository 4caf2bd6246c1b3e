-- The dead whom the funeral services or the cremation register know.
--
--   shape      one row per citizen number of the dead
--   cremated   1 when a charge names a cremation certificate, a cremation is charged, or the register of cremations holds the death
--   died_on    earliest documented date (death_fused); NULL when no register knows the death
-- Read by B19a, B23.
WITH seen AS (
  SELECT deceased_no AS citizen_no, max(CASE WHEN (cremation_no IS NOT NULL AND cremation_no NOT IN ('无', '/', '-')) OR item LIKE '%火化%' THEN 1 ELSE 0 END) AS cremated
  FROM funeral_charge WHERE deceased_no IS NOT NULL GROUP BY deceased_no
  UNION ALL
  SELECT citizen_no, max(CASE WHEN register = 'cremation' THEN 1 ELSE 0 END) FROM death WHERE citizen_no IS NOT NULL GROUP BY citizen_no
)
SELECT s.citizen_no, max(s.cremated) AS cremated, min(d.died_on) AS died_on
FROM seen s LEFT JOIN death_fused d ON d.citizen_no = s.citizen_no
GROUP BY s.citizen_no
