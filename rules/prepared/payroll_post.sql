-- Persons on the public payroll, unit by unit.
--
--   shape        one row per citizen_no and unit (its code, else its name)
--   from_on, to_on   the whole time; 1900-01-01 when the first day is not known, 9999-12-31 while it lasts or the last day is not known
--   dated        1 when the first day is known
--   established  0 for the retired, hired, temporary and seconded without a post of the establishment
--   unreadable   1 when the citizen number failed its check
-- Read by J06, J07a, J07b, M01 to M03, M05, F15.
SELECT citizen_no, coalesce(unit_code, qy_code(unit_name)) AS unit_key, min(unit_code) AS unit_code, coalesce(min(unit_name), min(unit_code)) AS unit, min(post) AS post, min(name) AS name,
       coalesce(min(from_on), CAST('1900-01-01' AS DATE)) AS from_on, CASE WHEN count(*) > count(to_on) THEN CAST('9999-12-31' AS DATE) ELSE max(to_on) END AS to_on, CASE WHEN count(from_on) > 0 THEN 1 ELSE 0 END AS dated,
       min(CASE WHEN qy_matches(staffing, '退休|离休|临时|公益|村医|聘用|劳务|派遣|借调|挂职|实习|遗属') THEN 0 ELSE 1 END) AS established, max(monthly_pay_fen) AS monthly_pay_fen,
       max(CASE WHEN citizen_no_check = 'valid' THEN 0 ELSE 1 END) AS unreadable, min(source_id) AS source_id, min(qy_ref('payroll', source_id, source_sheet, source_row)) AS ref
FROM payroll
WHERE unit_code IS NOT NULL OR unit_name IS NOT NULL
GROUP BY citizen_no, coalesce(unit_code, qy_code(unit_name))
