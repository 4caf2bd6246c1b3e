-- Whom a unit pays: every payer and every paid organisation.
--
--   shape      one row per unit_key and supplier_key, as payment_keyed has them; persons and masked payees are left out
--   has_staff  1 when the unit's payroll is there: without it nobody's ties can be known
--   in_register  1 when the supplier stands in the market register's roles
-- Read by M05b and I08b.
SELECT k.payer_key AS unit_key, k.payee_key AS supplier_key, min(k.source_id) AS source_id, count(*) AS payments,
       max(CASE WHEN u.unit_key IS NULL THEN 0 ELSE 1 END) AS has_staff, max(CASE WHEN r.uscc IS NULL THEN 0 ELSE 1 END) AS in_register
FROM payment_keyed k
LEFT JOIN (SELECT DISTINCT coalesce(unit_code, qy_code(unit_name)) AS unit_key FROM payroll) AS u ON u.unit_key = k.payer_key
LEFT JOIN (SELECT DISTINCT uscc FROM company_role) AS r ON r.uscc = k.payee_key
WHERE k.payee_kind = 'unit' AND k.payee_key IS NOT NULL AND k.payer_key IS NOT NULL AND k.payee_key <> k.payer_key
GROUP BY k.payer_key, k.payee_key
