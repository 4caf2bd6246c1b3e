-- Invoice numbers that stand beside another one in their block, which is a payer, a payee, a currency and an amount.
--
--   shape   one row per block and invoice number, in blocks of two numbers or more
--   near    how many payments of this very amount lie within sixty days: many mean rent, fees, a tariff
-- Read by invoice_edits and P02.
SELECT m.*, count(*) OVER (PARTITION BY payer_key, payee_key, currency, amount_fen ORDER BY day_no
                           RANGE BETWEEN 60 PRECEDING AND 60 FOLLOWING) AS near
FROM (
  SELECT b.payer_key, b.payee_key, b.currency, b.amount_fen, k.invoice_key, min(k.day_no) AS day_no, min(k.paid_on) AS paid_on,
         min(k.document) AS document, min(k.source_id) AS source_id
  FROM (
    SELECT payer_key, payee_key, currency, amount_fen
    FROM payment_keyed
    WHERE payee_key IS NOT NULL AND payer_key IS NOT NULL AND invoice_key IS NOT NULL AND amount_fen >= 0
    GROUP BY payer_key, payee_key, currency, amount_fen
    HAVING min(invoice_key) <> max(invoice_key)
  ) AS b
  JOIN payment_keyed k ON k.payer_key = b.payer_key AND k.payee_key = b.payee_key AND k.currency = b.currency AND k.amount_fen = b.amount_fen
  WHERE k.invoice_key IS NOT NULL
  GROUP BY b.payer_key, b.payee_key, b.currency, b.amount_fen, k.invoice_key
) AS m
