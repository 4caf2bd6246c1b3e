-- Subsidised purchases in one spelling: one item, one claim.
--
--   shape       one row per claim_no of subsidised_purchase
--   applicant   the citizen's token, else the credit code; personal 1 for a citizen
--   serial_key, old_serial_key   capitals and digits; NULL when missing, or so short that they name nothing
--   year        of the claim, else of the invoice
-- Read by A19 to A23d.
SELECT claim_no, max(program_name) AS program_name, coalesce(max(applicant_no), max(applicant_code)) AS applicant, max(CASE WHEN applicant_no IS NOT NULL THEN 1 ELSE 0 END) AS personal,
       max(CASE WHEN applicant_no_check <> 'valid' THEN 1 ELSE 0 END) AS unreadable, max(applicant_code) AS applicant_code, max(applicant_name) AS applicant_name, max(dealer_code) AS dealer_code, max(dealer_name) AS dealer_name,
       max(item) AS item, max(CASE WHEN length(qy_code(serial_no)) >= 5 THEN qy_code(serial_no) END) AS serial_key, max(CASE WHEN length(qy_code(old_serial_no)) >= 5 THEN qy_code(old_serial_no) END) AS old_serial_key,
       max(subsidy_fen) AS subsidy_fen, max(invoice_no) AS invoice_no, max(invoice_on) AS invoice_on, max(invoice_buyer) AS invoice_buyer, max(phone) AS phone, max(address) AS address, max(applied_on) AS applied_on,
       qy_year(max(coalesce(applied_on, invoice_on))) AS year, min(source_id) AS source_id, min(qy_ref('subsidised_purchase', source_id, source_sheet, source_row)) AS ref
FROM subsidised_purchase
GROUP BY claim_no
