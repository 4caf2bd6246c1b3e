-- One row per account. A household is counted once; persons whose collector is on record are not counted.
WITH accounts AS (
  SELECT account_no, count(*) AS persons, min(source_id) AS source_id, max(unreadable) AS unreadable FROM subsidy_account GROUP BY account_no
), known AS (  -- from the spellings: a family's own account needs no look at its payments
  SELECT a.account_no, y.citizen_no, max(y.household_no) AS household_no,
         max(CASE WHEN y.account_name LIKE '%委员会%' OR y.account_name LIKE '%合作社%' OR y.account_name LIKE '%经济联合%' OR y.account_name LIKE '%小组%'
                    OR y.account_name LIKE '%敬老院%' OR y.account_name LIKE '%福利院%' OR y.account_name LIKE '%养老%' OR y.account_name LIKE '%卫生院%'
                    OR y.account_name LIKE '%公司%' OR y.account_name LIKE '%财政所%' OR y.account_name LIKE '%学校%' OR y.account_name LIKE '%集体%'
                    OR y.account_name LIKE '%村委%' THEN 1 ELSE 0 END) AS collective
  FROM accounts a JOIN params p ON a.persons >= p.min_households
  JOIN subsidy_payee y ON y.account_no = a.account_no
  WHERE a.unreadable = 0 AND y.citizen_no IS NOT NULL AND y.payments > 0
  GROUP BY a.account_no, y.citizen_no
), several AS (
  SELECT account_no, count(DISTINCT coalesce(household_no, citizen_no)) AS households, max(collective) AS collective FROM known GROUP BY account_no
), shared AS (
  SELECT s.account_no FROM several s JOIN params p ON s.households >= p.min_households WHERE s.collective = 0
), shared_rows AS (  -- one person under a sound and a hidden number is one
  SELECT m.account_no, coalesce(k.citizen_no, m.citizen_no) AS citizen_no, m.citizen_no AS written_no, CASE WHEN k.citizen_no <> m.citizen_no THEN k.basis END AS basis, CASE WHEN k.citizen_no <> m.citizen_no THEN k.basis_en END AS basis_en, m.household_no, m.village_code, m.collected_by_no, m.program_code, m.program_name,
         m.paid_fen, m.paid_on, m.source_id, m.source_sheet, m.source_row,
         row_number() OVER (PARTITION BY m.account_no, coalesce(k.citizen_no, m.citizen_no) ORDER BY m.paid_on DESC, m.source_id, m.source_row) AS nth_of_person
  FROM shared s JOIN subsidy_payment m ON m.account_no = s.account_no
  LEFT JOIN subsidy_known k ON k.source_id = m.source_id AND k.source_sheet IS NOT DISTINCT FROM m.source_sheet AND k.source_row = m.source_row
  WHERE m.citizen_no IS NOT NULL AND (m.status IS NULL OR m.status <> 'returned')
), holders AS (
  SELECT account_no, citizen_no, max(household_no) AS household_no,
         count(*) FILTER (WHERE collected_by_no IS NULL) > 0 AS uncollected
  FROM shared_rows GROUP BY account_no, citizen_no
), written AS (  -- for red: each number by itself
  SELECT account_no, count(DISTINCT household_no) + max(CASE WHEN household_no IS NULL THEN 1 ELSE 0 END) AS households
  FROM (SELECT account_no, max(household_no) AS household_no FROM shared_rows GROUP BY account_no, written_no HAVING count(*) FILTER (WHERE collected_by_no IS NULL) > 0) AS one_number
  GROUP BY account_no
), households AS (
  SELECT account_no, count(*) AS persons, count(DISTINCT coalesce(household_no, citizen_no)) AS households,
         count(DISTINCT household_no) FILTER (WHERE uncollected) AS known,
         count(*) FILTER (WHERE uncollected AND household_no IS NULL) AS unknown
  FROM holders GROUP BY account_no
), totals AS (
  SELECT account_no, sum(paid_fen) AS paid_fen, count(*) AS payments, count(DISTINCT coalesce(program_code, program_name)) AS programs,
         min(paid_on) AS first_on, max(paid_on) AS last_on, min(village_code) AS village_code,
         count(basis) AS known, min(basis) AS basis, min(basis_en) AS basis_en
  FROM shared_rows GROUP BY account_no
), proof AS (  -- one row of each person first
  SELECT account_no, array_agg(qy_ref('subsidy_payment', source_id, source_sheet, source_row)) AS evidence
  FROM (SELECT r.*, row_number() OVER (PARTITION BY account_no ORDER BY nth_of_person, paid_on DESC, source_id, source_row) AS nth FROM shared_rows r) AS t
  WHERE nth <= 50 GROUP BY account_no
), judged AS (
  SELECT s.account_no, h.persons, h.households, t.paid_fen, t.payments, t.programs, t.first_on, t.last_on, t.village_code, t.known, t.basis, t.basis_en, w.households >= p.min_households AS sure,
         CASE WHEN s.collective = 1 THEN 'collective_account'
              WHEN h.known + CASE WHEN h.unknown > 0 THEN 1 ELSE 0 END >= p.min_households THEN 'hit'
              WHEN h.known + h.unknown >= p.min_households THEN 'household_no'
              WHEN coalesce(h.households, s.households) < p.min_households THEN 'same_household' ELSE 'collector_on_record' END AS state
  FROM several s JOIN params p ON 1 = 1
  LEFT JOIN households h ON h.account_no = s.account_no
  LEFT JOIN written w ON w.account_no = s.account_no
  LEFT JOIN totals t ON t.account_no = s.account_no
)
SELECT CASE WHEN a.unreadable = 1 OR j.state = 'household_no' THEN 'not_computable' WHEN j.state IS NULL THEN 'clear'
            WHEN j.state = 'hit' THEN 'hit' ELSE 'excluded' END AS outcome,
       CASE WHEN a.unreadable = 1 THEN 'account_no' WHEN j.state <> 'hit' THEN j.state
            WHEN j.sure AND (j.households >= p.red_from_households OR j.paid_fen >= p.red_from_fen) THEN 'red'
            WHEN j.state = 'hit' THEN 'yellow' END AS detail,
       a.account_no AS subject_key,
       CASE WHEN j.state IS NOT NULL THEN coalesce('村代码' || j.village_code || '，', '') || '收款账户' || substr(a.account_no, 1, 6) END AS subject_label,
       CASE WHEN j.state IS NOT NULL THEN 'account:' || a.account_no END AS stack_key, a.source_id AS source_id,
       CASE WHEN j.state = 'hit' THEN CAST(j.paid_fen AS BIGINT) END AS amount_fen,
       CASE WHEN j.state = 'hit' THEN e.evidence END AS evidence,
       j.persons AS persons, j.households AS households, qy_text(j.payments) || '笔' || qy_taken(j.known, j.basis) AS paid_text, qy_text(j.payments) || ' payments' || qy_taken_en(j.known, j.basis_en) AS paid_text_en, j.programs AS programs, j.first_on AS first_on, j.last_on AS last_on
FROM accounts a
JOIN params p ON 1 = 1
LEFT JOIN judged j ON j.account_no = a.account_no
LEFT JOIN proof e ON e.account_no = a.account_no
UNION ALL
SELECT 'not_computable', 'account_no', 'no account|' || coalesce(program_code, program_name, '') || '|' || coalesce(village_code, ''),
       NULL, NULL, min(source_id), NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
FROM subsidy_payment
WHERE account_no IS NULL AND (status IS NULL OR status <> 'returned')
GROUP BY coalesce(program_code, program_name, ''), coalesce(village_code, '')
