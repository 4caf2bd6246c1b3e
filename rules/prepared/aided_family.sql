-- Whose means count for a household on the minimum living allowance.
--
--   shape   one row per household (aided_household) and citizen_no
--   listed  1: on the roll; 0: not on it, but husband or wife of a member by the household register. By the rules a spouse belongs to the
--           family that lives together; others of the register (grown children, brothers) need not, and are left out. Where only one
--           person of the family is covered (单人保) the spouse is rightly not on the roll, so what rests on the spouse alone is blue
--   basis, basis_en, ref   why somebody is taken for the member whose number the roll leaves out, hides or has wrong (aid_known), and the row that
--           says so; NULL where the number is ground enough
-- Read by B01a to B01e, B02.
WITH listed AS (
  SELECT coalesce(e.household_no, e.citizen_no) AS household, e.citizen_no, qy_text(NULL) AS basis, qy_text(NULL) AS basis_en, qy_text(NULL) AS ref
  FROM benefit_enrollment e JOIN benefit_scheme k ON k.scheme = e.scheme AND k.kind = 'low_income'
  WHERE e.citizen_no_check = 'valid'
  UNION ALL
  SELECT coalesce(e.household_no, e.written_no), e.citizen_no, e.basis, e.basis_en, e.ref
  FROM aid_known e JOIN benefit_scheme k ON k.scheme = e.scheme AND k.kind = 'low_income'
), couples AS (
  SELECT h.citizen_no AS head_no, s.citizen_no AS spouse_no
  FROM household_member h JOIN household_member s ON s.household_no = h.household_no
  WHERE h.moved_out_on IS NULL AND s.moved_out_on IS NULL AND qy_matches(h.relation_to_head, '^(本人或)?户主') AND qy_matches(s.relation_to_head, '^(配偶|妻|妻子|夫|丈夫)$')
), members AS (  -- the surest ground first: on the roll before the register, a number before what is known of one
  SELECT household, citizen_no, 1 AS listed, basis, basis_en, ref FROM listed
  UNION ALL
  SELECT l.household, c.spouse_no, 0, l.basis, l.basis_en, l.ref FROM listed l JOIN couples c ON c.head_no = l.citizen_no
  UNION ALL
  SELECT l.household, c.head_no, 0, l.basis, l.basis_en, l.ref FROM listed l JOIN couples c ON c.spouse_no = l.citizen_no
)
SELECT household, citizen_no, listed, basis, basis_en, ref
FROM (SELECT m.*, row_number() OVER (PARTITION BY household, citizen_no ORDER BY listed DESC, CASE WHEN basis IS NULL THEN 0 ELSE 1 END, ref) AS nth FROM members m) AS ordered
WHERE nth = 1
