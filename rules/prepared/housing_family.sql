-- Whose means count for a housing aid: the person on the list, and whoever the register puts in the same household today.
-- The household is the person's own in the register, or the one that the aid names: a tenant who died is no longer in the register.
--
--   shape      one row per citizen_no of housing_grant and member_no; the person is a member of his own family
--   The register knows households, not families: a grown brother who never moved out counts here. Findings that rest on a
--   member alone are therefore blue.
-- Read by housing_category and the rules of pack housing.
SELECT DISTINCT citizen_no, citizen_no AS member_no FROM housing_grant
UNION
SELECT a.citizen_no, m.citizen_no AS member_no
FROM (SELECT DISTINCT citizen_no FROM housing_grant) AS a
JOIN household_member h ON h.citizen_no = a.citizen_no AND h.moved_out_on IS NULL
JOIN household_member m ON m.household_no = h.household_no AND m.moved_out_on IS NULL
UNION
SELECT g.citizen_no, m.citizen_no AS member_no
FROM housing_grant g JOIN household_member m ON m.household_no = g.household_no AND m.moved_out_on IS NULL
