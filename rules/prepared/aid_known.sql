-- Lines of the rolls under a number that is left out, hidden or wrong, whose person another row tells (person_entity; docs/who-is-who.md).
--
--   shape       one row per such row of benefit_enrollment, under its columns' own names, so that it stands beside those with a number
--   citizen_no  the valid number of the person; written_no the number as the roll has it
--   basis, basis_en   why; ref the row under the valid number, of a table that packs civil_aid and housing may read
-- Read by aided_household, aided_family, housing_category, B02 and B13b.
SELECT e.person_no AS citizen_no, b.citizen_no AS written_no, b.scheme, b.name, b.household_no, b.village_code, b.from_on, b.to_on, b.monthly_fen, b.source_id, b.source_sheet, b.source_row,
       e.basis, e.basis_en, e.ref
FROM benefit_enrollment b
JOIN aid_told e ON e.person_key = qy_person_key(b.citizen_no, b.name, b.village_code, NULL, b.household_no)
WHERE coalesce(b.citizen_no_check, 'missing') <> 'valid'
