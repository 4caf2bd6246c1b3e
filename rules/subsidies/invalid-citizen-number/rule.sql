-- One row per programme, village and number. Numbers that a spreadsheet destroyed have no identity left: they are one row per source file.
WITH unsound AS (
  SELECT coalesce(program_code, program_name, '') AS program, coalesce(village_code, '') AS village, coalesce(citizen_no, '') AS token,
         coalesce(citizen_no_check, 'missing') AS state, program_name, name, account_no, paid_fen, status, source_id, source_sheet, source_row
  FROM subsidy_payment
  WHERE coalesce(citizen_no_check, 'missing') <> 'valid'
), listed AS (
  SELECT program, village, token, state, min(program_name) AS program_name, min(source_id) AS source_id,
         count(*) AS payments, sum(CASE WHEN coalesce(status, 'paid') <> 'returned' THEN paid_fen ELSE 0 END) AS sum_fen
  FROM unsound
  GROUP BY program, village, token, state
), slips AS (  -- elsewhere in the lists the same name draws to the same account under a sound number
  SELECT DISTINCT u.program, u.village, u.token, u.state
  FROM unsound u JOIN subsidy_payee v ON v.account_no = u.account_no AND v.name = u.name
  WHERE u.token <> '' AND v.citizen_no_check = 'valid'
), judged AS (
  SELECT l.*, CASE WHEN l.state IN ('missing', 'placeholder') THEN 'missing' WHEN l.state = 'foreign_document' THEN 'foreign_document' WHEN s.token IS NOT NULL THEN 'typing_slip' ELSE 'hit' END AS kind
  FROM listed l LEFT JOIN slips s ON s.program = l.program AND s.village = l.village AND s.token = l.token AND s.state = l.state
), proof AS (
  SELECT program, village, token, state, array_agg(qy_ref('subsidy_payment', source_id, source_sheet, source_row)) AS evidence
  FROM (SELECT program, village, token, state, source_id, source_sheet, source_row,
               row_number() OVER (PARTITION BY program, village, token, state ORDER BY paid_fen DESC, source_id, source_row) AS nth
        FROM unsound) AS numbered
  WHERE nth <= 50
  GROUP BY program, village, token, state
)
SELECT CASE j.kind WHEN 'hit' THEN 'hit' WHEN 'missing' THEN 'not_computable' ELSE 'excluded' END AS outcome,
       CASE WHEN j.kind = 'missing' THEN 'citizen_no' WHEN j.kind <> 'hit' THEN j.kind
                   ELSE CASE WHEN j.state <> 'damaged' AND j.sum_fen >= p.yellow_from_fen THEN 'yellow' ELSE 'blue' END END AS detail,
       j.program || '|' || j.village || '|' || j.token || '|' || j.state AS subject_key,
       coalesce(j.program_name, j.program) || CASE WHEN j.village <> '' THEN '，村代码' || j.village ELSE '' END
         || CASE WHEN j.token <> '' THEN '，号码' || substr(j.token, 1, 6) ELSE '' END AS subject_label,
       CASE WHEN j.token <> '' THEN 'person:' || j.token ELSE 'village:' || j.village END AS stack_key, j.source_id AS source_id,
       CASE WHEN j.kind = 'hit' THEN CAST(j.sum_fen AS BIGINT) END AS amount_fen, CASE WHEN j.kind = 'hit' THEN e.evidence END AS evidence,
       coalesce(j.program_name, j.program) AS program_name, j.payments AS payments,
       CASE j.state WHEN 'wrong_length' THEN '位数不对' WHEN 'wrong_character' THEN '含有不应出现的字符' WHEN 'wrong_date' THEN '出生日期不存在'
                    WHEN 'wrong_check_digit' THEN '校验码不符' WHEN 'damaged' THEN '被表格软件截断' ELSE j.state END AS reason,
       CASE j.state WHEN 'wrong_length' THEN 'wrong length' WHEN 'wrong_character' THEN 'a character that does not belong' WHEN 'wrong_date' THEN 'no such date of birth'
                    WHEN 'wrong_check_digit' THEN 'wrong check digit' WHEN 'damaged' THEN 'cut off by a spreadsheet' ELSE j.state END AS reason_en
FROM judged j
JOIN params p ON 1 = 1
LEFT JOIN proof e ON e.program = j.program AND e.village = j.village AND e.token = j.token AND e.state = j.state
UNION ALL
SELECT 'clear', NULL, coalesce(program_code, program_name, '') || '|' || coalesce(village_code, ''), NULL, NULL, min(source_id), NULL, NULL, NULL, count(*), NULL, NULL
FROM subsidy_payment WHERE citizen_no_check = 'valid'
GROUP BY coalesce(program_code, program_name, ''), coalesce(village_code, '')
