-- Payments under a number that is left out, hidden or wrong, whose person another row tells (person_entity; docs/who-is-who.md).
--
--   shape       one row per such row of subsidy_payment, under its columns' own names, so that it stands beside those with a number
--   citizen_no  the valid number of the person; written_no the number as the list has it
--   basis, basis_en   why; ref the row under the valid number, of a table that pack subsidies may read
-- A few hundred rows where the lists hold millions. Read by subsidy_person and by the subsidy rules on persons.
SELECT e.person_no AS citizen_no, m.citizen_no AS written_no, m.name, m.household_no, m.village_code, m.program_code, m.program_name, m.year, m.period, m.batch_no, m.operator, m.quantity,
       m.standard_fen, m.due_fen, m.paid_fen, m.paid_on, m.status, m.account_no, m.account_no_check, m.account_name, m.collected_by_no, m.source_id, m.source_sheet, m.source_row,
       e.basis, e.basis_en, e.ref
FROM subsidy_payment m
JOIN subsidy_told e ON e.person_key = qy_person_key(m.citizen_no, m.name, m.village_code, m.account_no, m.household_no)
WHERE coalesce(m.citizen_no_check, 'missing') <> 'valid'
