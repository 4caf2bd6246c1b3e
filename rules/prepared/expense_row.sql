-- Expense claims in one spelling: one line of one claim.
--
--   shape         one row per row of expense_claim
--   kind          travel, reception, training, meeting, vehicle, other; NULL when not said
--   from_on, to_on   the days of the trip or meal; to_on falls back to from_on
--   claimed_on    day of the claim; year is that of the claim, else of the trip
--   invoice_key   capitals and digits; NULL when missing or without four digits
--   letter_key    NULL when missing or a placeholder (无, 补, /): a letter that names nothing is no letter
-- Read by K08 to K16.
SELECT unit_code, claimant_no,
       CASE WHEN kind IN ('travel', 'reception', 'training', 'meeting', 'vehicle', 'other') THEN kind WHEN kind LIKE '%接待%' OR kind LIKE '%招待%' THEN 'reception' WHEN kind LIKE '%差旅%' OR kind LIKE '%出差%' THEN 'travel'
            WHEN kind LIKE '%培训%' THEN 'training' WHEN kind LIKE '%会议%' THEN 'meeting' WHEN kind LIKE '%车%' THEN 'vehicle' WHEN kind IS NOT NULL THEN 'other' END AS kind,
       qy_time_days(from_at) AS from_on, coalesce(qy_time_days(to_at), qy_time_days(from_at)) AS to_on, place, amount_fen, lodging_fen, "on" AS claimed_on,
       qy_year(coalesce("on", qy_time_days(from_at))) AS year, CASE WHEN length(qy_digits(invoice_no)) >= 4 THEN qy_code(invoice_no) END AS invoice_key,
       CASE WHEN length(qy_code(letter_no)) >= 3 AND NOT qy_matches(letter_no, '^(无|暂无|后补|待补|补|空白)') THEN qy_code(letter_no) END AS letter_key, letter_no,
       source_id, qy_ref('expense_claim', source_id, source_sheet, source_row) AS ref
FROM expense_claim
