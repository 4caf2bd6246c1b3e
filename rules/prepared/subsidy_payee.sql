-- Whom the payment lists name: person, household, account and holder as they are spelt together, once each.
--
--   shape      one row per citizen number, its check, name, household, account number, its check and holder
--   payments, source_id   payments that arrived, and the first source of those; 0 when all came back
-- The lists name the same people month after month: this is a thirtieth of their rows, and spares the rules that ask who stands behind an
-- account a walk through the long texts of all of them. Read by subsidy_account, A03, A05, A10 and A16.
SELECT citizen_no, citizen_no_check, name, household_no, account_no, account_no_check, account_name,
       count(*) FILTER (WHERE status IS NULL OR status <> 'returned') AS payments,
       min(source_id) FILTER (WHERE status IS NULL OR status <> 'returned') AS source_id
FROM subsidy_payment
GROUP BY citizen_no, citizen_no_check, name, household_no, account_no, account_no_check, account_name
