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
    SELECT c.payer_key, c.payee_key, c.currency, c.amount_fen
    FROM payment_keyed c JOIN payment_repeated r ON r.payee_key = c.payee_key AND r.amount_fen = c.amount_fen
    WHERE c.payer_key IS NOT NULL AND c.invoice_key IS NOT NULL AND c.amount_fen >= 0
    GROUP BY c.payer_key, c.payee_key, c.currency, c.amount_fen
    HAVING min(c.invoice_key) <> max(c.invoice_key)
  ) AS b
  JOIN payment_keyed k ON k.payer_key = b.payer_key AND k.payee_key = b.payee_key AND k.currency = b.currency AND k.amount_fen = b.amount_fen
  WHERE k.invoice_key IS NOT NULL
  GROUP BY b.payer_key, b.payee_key, b.currency, b.amount_fen, k.invoice_key
) AS m
