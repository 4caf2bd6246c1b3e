-- One row per dead person: four registers (health, cremation, police, insurance) seldom agree, so the earliest documented date is taken.
--
--   died_on      earliest date of death over the registers; where a register gives none, the day it recorded the death;
--                NULL when no register gives any date
--   latest_on    latest of those dates: payments between the two are a matter for the registers first
--   registers    how many registers know of the death
--   name         the name in the registers, to notice a number recorded for somebody else
-- Read by A01, E07, B18, benefit_after_death.
SELECT citizen_no, min(coalesce(died_on, recorded_on)) AS died_on, max(coalesce(died_on, recorded_on)) AS latest_on,
       count(DISTINCT register) AS registers, min(name) AS name
FROM death
WHERE citizen_no IS NOT NULL AND coalesce(citizen_no_check, 'valid') = 'valid'
GROUP BY citizen_no
