-- Households on the minimum living allowance (低保), as the roll lists them.
--
--   shape      one row per household: the roll's household number, else the person's own
--   persons    members on the roll, one under two numbers once where it is known (aid_known); written: as the roll writes them, for what is red; from_on the first entry, to_on the last exit (NULL while anyone is still on it)
--   monthly_fen   the largest amount of any line: some rolls repeat the household's amount on every member
--   unreadable 1 when a member's number is not a valid one, and whose it is is not known; refs the lines of the roll
-- Read by aided_family, B01a to B01e, B02.
SELECT coalesce(e.household_no, e.citizen_no) AS household, count(DISTINCT coalesce(w.citizen_no, e.citizen_no)) AS persons, count(DISTINCT e.citizen_no) AS written, min(e.from_on) AS from_on,
       CASE WHEN count(*) = count(e.to_on) THEN max(e.to_on) END AS to_on, max(e.monthly_fen) AS monthly_fen, min(e.village_code) AS village_code,
       max(CASE WHEN e.citizen_no_check = 'valid' OR w.citizen_no IS NOT NULL THEN 0 ELSE 1 END) AS unreadable, min(e.source_id) AS source_id,
       coalesce('村代码' || min(e.village_code) || '，', '') || CASE WHEN max(e.household_no) IS NULL THEN '低保对象' || substr(min(e.citizen_no), 1, 6)
         ELSE '低保户' || substr(max(e.household_no), 1, 18) END AS label,
       qy_first(array_agg(qy_ref('benefit_enrollment', e.source_id, e.source_sheet, e.source_row)), 20) AS refs
FROM benefit_enrollment e
JOIN benefit_scheme k ON k.scheme = e.scheme AND k.kind = 'low_income'
LEFT JOIN aid_known w ON w.source_id = e.source_id AND w.source_sheet IS NOT DISTINCT FROM e.source_sheet AND w.source_row = e.source_row
GROUP BY coalesce(e.household_no, e.citizen_no)
