-- Amounts that a payee got more than once under an invoice number, from whomever: only there can two numbers be one invoice.
--
--   shape   one row per payee and amount
-- Read by invoice_member and P02.
SELECT payee_key, amount_fen
FROM payment_keyed
WHERE payee_key IS NOT NULL AND payer_key IS NOT NULL AND invoice_key IS NOT NULL
GROUP BY payee_key, amount_fen
HAVING count(*) > 1
