-- Payments with their keys normalised once: who paid whom, under which invoice number, when.
--
--   shape       one row per row of `payment` that has a date not after the day of the screening and an amount
--   payer_key   code, else normalised name; payee_key the same, NULL when the payee is missing or masked
--   payee_kind  'unit' | 'person' (a bare Chinese personal name: never written out, its key is a digest) | 'masked' | 'missing'
--   invoice_key capitals, digits and Chinese characters only; NULL when missing, masked or without any digit
--   document    payment number, else voucher number: lines of one document are one payment
--   day_no, month_no  whole days since 2000-01-01 and year * 12 + month: for windows and rolling sums
-- Read by the payment rules P01 to P08.
WITH kinds AS (
  SELECT payer_code, payer_name, payee_code, payee_tax_no, payee_name,
         CASE WHEN payee_name IS NULL AND payee_code IS NULL AND payee_tax_no IS NULL THEN 'missing'
              WHEN upper(payee_name) LIKE 'REDACTED%' OR payee_name LIKE '%**%' OR payee_name LIKE '%××%'
                OR payee_name LIKE '%已隐去%' OR payee_name LIKE '%不予公开%' OR payee_name LIKE '%已脱敏%'
                OR payee_name IN ('-', '/', '无', '暂无', '个人', '多人', '不详') THEN 'masked'
              WHEN length(payee_name) BETWEEN 2 AND 4 AND payee_name >= '一' AND payee_name <= '龥'
                AND substr(payee_name, length(payee_name), 1) NOT IN ('厂', '店', '局', '院', '校', '社', '部', '所', '站', '队', '委', '会', '户', '馆', '场', '园',
                  '组', '村', '镇', '乡', '县', '市', '处', '库', '办', '司', '行', '中', '心', '房', '室', '吧', '屋', '坊', '厅', '楼')
              THEN 'person'
              ELSE 'unit' END AS payee_kind,
         "on" AS paid_on, amount_fen, coalesce(currency, 'CNY') AS currency, subject_code, subject_name, department,
         coalesce(payment_no, voucher_no) AS document, invoice_no, source_id, source_sheet, source_row
  FROM payment, params
  WHERE "on" IS NOT NULL AND "on" <= as_of AND amount_fen IS NOT NULL
)
SELECT coalesce(payer_code, qy_code(payer_name)) AS payer_key,
       coalesce(payer_name, payer_code) AS payer_label,
       CASE payee_kind WHEN 'unit' THEN coalesce(payee_code, payee_tax_no, qy_code(payee_name))
                       WHEN 'person' THEN 'N' || substr(md5(coalesce(payee_code, payee_name)), 1, 16) END AS payee_key,
       CASE payee_kind WHEN 'unit' THEN coalesce(payee_name, payee_code, payee_tax_no)
                       WHEN 'person' THEN '某自然人' END AS payee_label,
       payee_kind,
       CASE WHEN invoice_no IS NULL OR upper(invoice_no) LIKE '%REDACTED%' OR invoice_no LIKE '%**%' OR qy_digits(invoice_no) = '' THEN NULL
            ELSE qy_code(invoice_no) END AS invoice_key,
       document, paid_on, qy_year(paid_on) * 12 + qy_month_no(paid_on) AS month_no,
       qy_days(CAST('2000-01-01' AS DATE), paid_on) AS day_no,
       amount_fen, currency, department, coalesce(subject_code, subject_name) AS subject_key, coalesce(subject_name, subject_code) AS subject_label,
       source_id, source_sheet, source_row
FROM kinds
