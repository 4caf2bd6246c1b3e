-- Which persons' subsidies went to which accounts; payments that came back do not count.
--
--   shape      one row per citizen number and account number
--   unreadable 1 when the account number is not a valid one
--   named      payments that tell the account's holder, asterisks not counted; differing: those where it is not the beneficiary's name, letter by letter
-- Read by A03 and A10.
SELECT citizen_no, account_no, CAST(sum(payments) AS BIGINT) AS payments, max(CASE WHEN account_no_check <> 'valid' THEN 1 ELSE 0 END) AS unreadable,
       CAST(sum(CASE WHEN account_name IS NOT NULL AND account_name NOT LIKE '%*%' THEN payments ELSE 0 END) AS BIGINT) AS named,
       CAST(sum(CASE WHEN name <> account_name AND account_name NOT LIKE '%*%' THEN payments ELSE 0 END) AS BIGINT) AS differing, min(source_id) AS source_id
FROM subsidy_payee
WHERE citizen_no IS NOT NULL AND account_no IS NOT NULL AND payments > 0
GROUP BY citizen_no, account_no
