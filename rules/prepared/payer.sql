-- Paying units: one row per key of payment_keyed, with the name that an officer reads. Read by the payment rules.
SELECT coalesce(payer_code, qy_code(payer_name)) AS payer_key, min(coalesce(payer_name, payer_code)) AS payer_label
FROM payment
WHERE payer_code IS NOT NULL OR payer_name IS NOT NULL
GROUP BY coalesce(payer_code, qy_code(payer_name))
