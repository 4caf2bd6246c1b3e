-- Whose means count for a household on the minimum living allowance.
--
--   shape   one row per household (aided_household) and citizen_no
--   listed  1: on the roll; 0: not on it, but husband or wife of a member by the household register. By the rules a spouse belongs to the
--           family that lives together; others of the register (grown children, brothers) need not, and are left out. Where only one
--           person of the family is covered (单人保) the spouse is rightly not on the roll, so what rests on the spouse alone is blue
-- Read by B01a to B01e, B02.
WITH listed AS (
  SELECT coalesce(e.household_no, e.citizen_no) AS household, e.citizen_no
  FROM benefit_enrollment e JOIN benefit_scheme k ON k.scheme = e.scheme AND k.kind = 'low_income'
  WHERE e.citizen_no_check = 'valid'
), couples AS (
  SELECT h.citizen_no AS head_no, s.citizen_no AS spouse_no
  FROM household_member h JOIN household_member s ON s.household_no = h.household_no
  WHERE h.moved_out_on IS NULL AND s.moved_out_on IS NULL AND qy_matches(h.relation_to_head, '^(本人或)?户主') AND qy_matches(s.relation_to_head, '^(配偶|妻|妻子|夫|丈夫)$')
)
SELECT household, citizen_no, max(listed) AS listed
FROM (
  SELECT household, citizen_no, 1 AS listed FROM listed
  UNION ALL
  SELECT l.household, c.spouse_no, 0 FROM listed l JOIN couples c ON c.head_no = l.citizen_no
  UNION ALL
  SELECT l.household, c.head_no, 0 FROM listed l JOIN couples c ON c.spouse_no = l.citizen_no
) AS members
GROUP BY household, citizen_no
