-- Whose a record without a valid number is, as far as rows tell that pack civil_aid may read: subsidy_told for the rolls. No row of the payment lists.
--
--   shape       one row per person_key (qy_person_key of a row)
--   person_no   the valid number; basis, basis_en why; ref the row under that number
-- Read by aid_known.
SELECT person_key, min(person_no) AS person_no, min(basis) AS basis, min(basis_en) AS basis_en, min(qy_ref(edge_table, source_id, source_sheet, source_row)) AS ref
FROM person_entity WHERE edge_table IN ('benefit_enrollment', 'household_member')
GROUP BY person_key
