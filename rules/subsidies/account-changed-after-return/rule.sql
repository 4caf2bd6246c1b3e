-- One row per person and programme with a payment that came back.
WITH payments AS (
  SELECT citizen_no, citizen_no_check, program_code, program_name, village_code, household_no, account_no, account_no_check, account_name, collected_by_no, paid_fen, paid_on, status,
         source_id, source_sheet, source_row, qy_text(NULL) AS basis, qy_text(NULL) AS basis_en, qy_text(NULL) AS taken_ref
  FROM subsidy_payment
  UNION ALL
  SELECT citizen_no, 'valid', program_code, program_name, village_code, household_no, account_no, account_no_check, account_name, collected_by_no, paid_fen, paid_on, status,
         source_id, source_sheet, source_row, basis, basis_en, ref
  FROM subsidy_known
), back AS (
  SELECT citizen_no, coalesce(program_code, program_name) AS program, min(paid_on) AS returned_on, min(account_no) AS old_account, max(account_no) AS old_account_too,
         min(program_name) AS program_name, min(village_code) AS village_code, min(source_id) AS source_id, min(qy_ref('subsidy_payment', source_id, source_sheet, source_row)) AS ref,
         max(CASE WHEN citizen_no_check IN ('valid', 'foreign_document') THEN 0 ELSE 1 END) AS unsound, count(basis) AS known, min(basis) AS basis, min(basis_en) AS basis_en, min(taken_ref) AS taken_ref
  FROM payments WHERE status = 'returned' AND citizen_no IS NOT NULL
  GROUP BY citizen_no, coalesce(program_code, program_name)
), later AS (
  SELECT b.citizen_no, b.program, m.account_no, m.account_no_check, m.account_name, m.household_no, m.collected_by_no, m.paid_fen, qy_ref('subsidy_payment', m.source_id, m.source_sheet, m.source_row) AS ref, m.basis, m.basis_en, m.taken_ref
  FROM back b JOIN payments m ON m.citizen_no = b.citizen_no AND coalesce(m.program_code, m.program_name) = b.program
  WHERE (m.status IS NULL OR m.status <> 'returned') AND m.paid_on >= b.returned_on AND m.account_no <> b.old_account AND m.account_no <> b.old_account_too
), used AS (  -- the households behind each new account; a number that is one person's under one name and not under another is no more than one
  SELECT account_no, least(count(DISTINCT household), count(DISTINCT written)) AS households
  FROM (SELECT y.account_no, coalesce(y.household_no, y.citizen_no) AS written, coalesce(y.household_no, k.citizen_no, y.citizen_no) AS household
        FROM subsidy_payee y
        LEFT JOIN (SELECT account_no, written_no, name, min(citizen_no) AS citizen_no FROM subsidy_known GROUP BY account_no, written_no, name HAVING min(citizen_no) = max(citizen_no)) AS k
          ON k.account_no = y.account_no AND k.written_no = y.citizen_no AND k.name = y.name
        WHERE y.payments > 0) AS m
  WHERE account_no IN (SELECT account_no FROM later)
  GROUP BY account_no
), moved AS (
  SELECT l.citizen_no, l.program, count(*) AS payments, CAST(sum(l.paid_fen) AS BIGINT) AS paid_fen, max(u.households) - 1 AS others,
         max(CASE WHEN l.account_no_check <> 'valid' THEN 1 ELSE 0 END) AS unreadable, min(CASE WHEN l.collected_by_no IS NOT NULL THEN 1 ELSE 0 END) AS collected,
         max(CASE WHEN qy_matches(l.account_name, '委员会|村委|合作社|经济联合|小组|敬老院|福利院|养老|卫生院|公司|财政所|学校|集体') THEN 1 ELSE 0 END) AS collective,
         count(l.basis) AS known, min(l.basis) AS basis, min(l.basis_en) AS basis_en, min(l.taken_ref) AS taken_ref
  FROM later l JOIN used u ON u.account_no = l.account_no
  GROUP BY l.citizen_no, l.program
), judged AS (
  SELECT b.citizen_no, b.program, b.returned_on, b.program_name, b.village_code, b.source_id, b.ref, coalesce(b.taken_ref, m.taken_ref) AS taken_ref, b.known + coalesce(m.known, 0) AS known,
         coalesce(b.basis, m.basis) AS basis, coalesce(b.basis_en, m.basis_en) AS basis_en, m.payments, m.paid_fen, m.others,
         CASE WHEN b.unsound = 1 THEN 'citizen_no' WHEN b.returned_on IS NULL THEN 'paid_on' WHEN b.old_account IS NULL OR m.unreadable = 1 THEN 'account_no' END AS missing,
         CASE WHEN m.others < p.min_others THEN 'own_account' WHEN m.collective = 1 THEN 'collective_account' WHEN m.collected = 1 THEN 'collector_on_record' END AS clause,
         CASE WHEN m.others >= p.red_others AND b.known + m.known = 0 THEN 'red' WHEN m.others IS NOT NULL THEN 'yellow' END AS band
  FROM back b
  JOIN params p ON 1 = 1
  LEFT JOIN moved m ON m.citizen_no = b.citizen_no AND m.program IS NOT DISTINCT FROM b.program
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome FROM judged j
), proof AS (
  SELECT r.citizen_no, r.program, qy_first(array_agg(DISTINCT r.ref), 50) AS evidence
  FROM (SELECT citizen_no, program, ref FROM decided WHERE outcome = 'hit'
        UNION ALL SELECT citizen_no, program, taken_ref FROM decided WHERE outcome = 'hit' AND taken_ref IS NOT NULL
        UNION ALL SELECT d.citizen_no, d.program, l.ref FROM decided d JOIN later l ON l.citizen_no = d.citizen_no AND l.program = d.program WHERE d.outcome = 'hit') AS r
  GROUP BY r.citizen_no, r.program
)
SELECT d.outcome AS outcome, coalesce(d.missing, d.clause, d.band) AS detail, d.citizen_no || '|' || coalesce(d.program, '') AS subject_key,
       coalesce(d.program_name, d.program) || '，' || coalesce('村代码' || d.village_code || '，', '') || '受益人' || substr(d.citizen_no, 1, 6) AS subject_label,
       'person:' || d.citizen_no AS stack_key, d.source_id AS source_id, CASE WHEN d.outcome = 'hit' THEN d.paid_fen END AS amount_fen, e.evidence AS evidence,
       coalesce(d.program_name, d.program) AS program_name, d.returned_on AS returned_on, d.payments AS payments, d.others AS others,
       CASE WHEN d.known > 0 THEN '（退回或改发的记录身份证号不全，按' || d.basis || '认作同一人）' ELSE '' END AS taken,
       CASE WHEN d.known > 0 THEN ' (returned or later payments are without a valid number, taken for the same person because ' || d.basis_en || ')' ELSE '' END AS taken_en
FROM decided d
LEFT JOIN proof e ON e.citizen_no = d.citizen_no AND e.program = d.program
