-- Payees as the ledgers write them, each with the key under which its payments are compared.
--
--   shape       one row per spelling: code, tax number and name as written
--   payee_kind  'unit' | 'person' (a bare Chinese personal name: never written out, its key is a digest) | 'masked' | 'missing'
--   payee_key   code, else tax number, else the name's letters, digits and Chinese characters; NULL when missing or masked
--   payee_label what an officer reads
-- Read by payment_keyed and by the rules that write payees' names.
SELECT payee_code, payee_tax_no, payee_name, payee_kind,
       CASE payee_kind WHEN 'unit' THEN coalesce(payee_code, payee_tax_no, qy_code(payee_name))
                       WHEN 'person' THEN 'N' || substr(md5(coalesce(payee_code, payee_name)), 1, 16) END AS payee_key,
       CASE payee_kind WHEN 'unit' THEN coalesce(payee_name, payee_code, payee_tax_no)
                       WHEN 'person' THEN '某自然人' END AS payee_label
FROM (
  SELECT payee_code, payee_tax_no, payee_name,
         CASE WHEN payee_name IS NULL AND payee_code IS NULL AND payee_tax_no IS NULL THEN 'missing'
              WHEN upper(payee_name) LIKE 'REDACTED%' OR payee_name LIKE '%**%' OR payee_name LIKE '%××%'
                OR payee_name LIKE '%已隐去%' OR payee_name LIKE '%不予公开%' OR payee_name LIKE '%已脱敏%'
                OR payee_name IN ('-', '/', '无', '暂无', '个人', '多人', '不详') THEN 'masked'
              WHEN length(payee_name) BETWEEN 2 AND 4 AND payee_name NOT LIKE '%公司%' AND payee_name >= '一' AND payee_name <= '龥'
                AND substr(payee_name, length(payee_name), 1) NOT IN ('厂', '店', '局', '院', '校', '社', '部', '所', '站', '队', '委', '会', '户', '馆', '场', '园',
                  '组', '村', '镇', '乡', '县', '市', '处', '库', '办', '司', '行', '中', '心', '房', '室', '吧', '屋', '坊', '厅', '楼')
              THEN 'person'
              ELSE 'unit' END AS payee_kind
  FROM (SELECT DISTINCT payee_code, payee_tax_no, payee_name FROM payment) AS spelling
) AS sorted
