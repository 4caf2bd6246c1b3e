-- Payments with their keys normalised once: who paid whom, under which invoice number, when.
--
--   shape        one row per row of `payment` that has a date and an amount
--   payer_key    payer's code, else its name's letters, digits and Chinese characters
--   payee_key    as in payee.sql: NULL when the payee is missing or masked; payee_kind says which
--   invoice_key  capitals, digits and Chinese characters; NULL when missing, masked or without any digit
--   document     payment number, else voucher number: lines of one document are one payment
--   day_no       whole days since 2000-01-01; month_no = year * 12 + month: for windows and rolling sums
--   subject_key  subject's code, else its name
-- Names are left out on purpose (payer.sql, payee.sql have them): the table is held in memory during a run.
-- Read by the payment rules P01 to P08 and by K11.
SELECT coalesce(m.payer_code, qy_code(m.payer_name)) AS payer_key, k.payee_key AS payee_key, k.payee_kind AS payee_kind,
       CASE WHEN upper(m.invoice_no) LIKE '%REDACTED%' OR m.invoice_no LIKE '%**%' OR translate(m.invoice_no, '0123456789', '') = m.invoice_no THEN NULL
            ELSE qy_code(m.invoice_no) END AS invoice_key,
       coalesce(m.payment_no, m.voucher_no) AS document, m."on" AS paid_on,
       qy_year(m."on") * 12 + qy_month_no(m."on") AS month_no, qy_days(CAST('2000-01-01' AS DATE), m."on") AS day_no,
       m.amount_fen AS amount_fen, coalesce(m.currency, 'CNY') AS currency, m.department AS department,
       coalesce(m.subject_code, m.subject_name) AS subject_key,
       m.source_id AS source_id, m.source_sheet AS source_sheet, m.source_row AS source_row
FROM payment m
JOIN payee k ON k.payee_code IS NOT DISTINCT FROM m.payee_code AND k.payee_tax_no IS NOT DISTINCT FROM m.payee_tax_no
            AND k.payee_name IS NOT DISTINCT FROM m.payee_name
WHERE m."on" IS NOT NULL AND m.amount_fen IS NOT NULL
