-- Lines of the lists of approval under a number that is left out, hidden or wrong, whose person another row tells: subsidy_known for subsidy_eligibility.
--
--   shape       one row per such row, under its columns' own names; citizen_no the person's valid number, written_no as the list has it
-- Read by subsidy_person and by the subsidy rules on persons.
SELECT e.person_no AS citizen_no, m.citizen_no AS written_no, m.name, m.household_no, m.village_code, m.program_code, m.year, m.quantity, m.unit, m.approved_on, m.source_id, m.source_sheet,
       m.source_row, e.basis, e.basis_en, e.ref
FROM subsidy_eligibility m
JOIN subsidy_told e ON e.person_key = qy_person_key(m.citizen_no, m.name, m.village_code, NULL, m.household_no)
WHERE coalesce(m.citizen_no_check, 'missing') <> 'valid'
