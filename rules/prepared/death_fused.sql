-- One row per dead person: four registers (health, cremation, police, insurance) seldom agree, so the earliest documented date is taken.
--
--   died_on      earliest date of death over the registers; where a register gives none, the day it recorded the death;
--                NULL when no register gives any date
--   latest_on    latest of those dates: payments between the two are a matter for the registers first
--   agreed_on    with three registers and more the second earliest date: one that stands alone months before the others is more likely a slip;
--                else died_on
--   registers    how many registers know of the death
--   name         the name in the registers, to notice a number recorded for somebody else
-- Read by A01, E07, B18, benefit_after_death.
WITH dated AS (
  SELECT citizen_no, register, min(coalesce(died_on, recorded_on)) AS first_on, max(coalesce(died_on, recorded_on)) AS last_on, min(name) AS name
  FROM death
  WHERE citizen_no IS NOT NULL AND coalesce(citizen_no_check, 'valid') = 'valid'
  GROUP BY citizen_no, register
), ordered AS (
  SELECT d.*, row_number() OVER (PARTITION BY d.citizen_no ORDER BY coalesce(d.first_on, CAST('9999-12-31' AS DATE)), d.register) AS nth FROM dated d
)
SELECT citizen_no, min(first_on) AS died_on, max(last_on) AS latest_on, CASE WHEN count(register) >= 3 THEN min(CASE WHEN nth = 2 THEN first_on END) ELSE min(first_on) END AS agreed_on,
       count(register) AS registers, min(name) AS name
FROM ordered
GROUP BY citizen_no
