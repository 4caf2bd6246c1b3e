-- Which payees of payment_keyed are one firm that the ledgers write in several ways.
--
--   shape      one row per payee_key; firm the same, or the code by which it is known (firm_told); then basis, basis_en say why
-- Read by P01 and P03.
SELECT y.payee_key, coalesce(t.firm_id, y.payee_key) AS firm, t.basis, t.basis_en
FROM (SELECT DISTINCT payee_key FROM payee WHERE payee_key IS NOT NULL) AS y
LEFT JOIN firm_told t ON t.firm_key = y.payee_key
