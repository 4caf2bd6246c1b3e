-- Whose means count for a household on the minimum living allowance.
--
--   shape   one row per household (aided_household) and citizen_no
--   listed  1: on the roll; 0: only in the same household of the register today. The register knows households, not who lives and
--           eats together: findings that rest on such a member alone are blue
-- Read by B01a to B01e, B02.
SELECT household, citizen_no, max(listed) AS listed
FROM (
  SELECT coalesce(e.household_no, e.citizen_no) AS household, e.citizen_no, 1 AS listed
  FROM benefit_enrollment e JOIN benefit_scheme k ON k.scheme = e.scheme AND k.kind = 'low_income'
  WHERE e.citizen_no_check = 'valid'
  UNION ALL
  SELECT a.household, m.citizen_no, 0 AS listed
  FROM aided_household a JOIN household_member m ON m.household_no = a.household AND m.moved_out_on IS NULL
) AS members
GROUP BY household, citizen_no
