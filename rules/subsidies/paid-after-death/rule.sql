-- One row per person and programme.
WITH deceased AS (  -- payments up to the end of the month of death, and the reporting lag after it, are nobody's mistake
  SELECT f.citizen_no, f.name, f.died_on, f.registers,
         qy_add_days(qy_add_months(CAST(qy_month(f.died_on) || '-01' AS DATE), 1), p.grace_days - 1) AS grace_to,
         qy_add_days(qy_add_months(CAST(qy_month(f.latest_on) || '-01' AS DATE), 1), p.grace_days - 1) AS latest_grace_to
  FROM death_fused f, params p
), paid AS (
  SELECT citizen_no, name, program_code, program_name, village_code, year, period, paid_on, paid_fen, status, source_id, source_sheet, source_row,
         qy_text(NULL) AS basis, qy_text(NULL) AS basis_en, qy_text(NULL) AS ref
  FROM subsidy_payment
  UNION ALL
  SELECT citizen_no, name, program_code, program_name, village_code, year, period, paid_on, paid_fen, status, source_id, source_sheet, source_row, basis, basis_en, ref
  FROM subsidy_known
), later AS (
  SELECT m.citizen_no, m.basis, m.basis_en, m.ref, coalesce(m.program_code, m.program_name) AS program, m.program_name, m.village_code, m.paid_on, m.paid_fen,
         m.source_id, m.source_sheet, m.source_row, d.died_on, d.registers, d.grace_to, d.latest_grace_to,
         coalesce(m.status, 'paid') <> 'returned' AS arrived,
         qy_code(m.name) <> qy_code(d.name) AS other_name,
         -- a month as 2024-03 or 202403 in the period says what the payment was for; else the year does
         CASE WHEN m.period LIKE '20__-__' THEN m.period <= qy_month(d.died_on)
              WHEN m.period LIKE '20____' AND length(m.period) = 6 THEN m.period <= replace(qy_month(d.died_on), '-', '')
              ELSE coalesce(m.year < qy_year(d.died_on), FALSE) END AS earned_before
  FROM deceased d JOIN paid m ON m.citizen_no = d.citizen_no
  WHERE d.died_on IS NULL OR m.paid_on IS NULL OR m.paid_on > d.died_on
), named AS (  -- where all under the number itself has another name, only what has the right one counts
  SELECT later.*, arrived AND paid_on > grace_to AND NOT earned_before AND NOT (coalesce(other_name, FALSE)
           AND max(CASE WHEN arrived AND paid_on > grace_to AND NOT earned_before AND basis IS NULL AND NOT coalesce(other_name, FALSE) THEN 1 ELSE 0 END) OVER (PARTITION BY citizen_no, program) = 0
           AND max(CASE WHEN arrived AND paid_on > grace_to AND NOT earned_before AND basis IS NOT NULL AND NOT coalesce(other_name, FALSE) THEN 1 ELSE 0 END) OVER (PARTITION BY citizen_no, program) > 0) AS counted
  FROM later
), marked AS (
  SELECT named.*, row_number() OVER (PARTITION BY citizen_no, program, counted ORDER BY paid_on DESC, source_id, source_row) AS nth
  FROM named
), judged AS (
  SELECT citizen_no, program, min(program_name) AS program_name, min(village_code) AS village_code,
         min(died_on) AS died_on, min(registers) AS registers,
         count(*) FILTER (WHERE counted) AS payments, sum(paid_fen) FILTER (WHERE counted) AS late_fen,
         count(*) FILTER (WHERE counted AND paid_on > latest_grace_to) AS after_all_registers,
         max(paid_on) FILTER (WHERE counted) AS last_paid_on,
         count(*) FILTER (WHERE paid_on > grace_to AND NOT earned_before AND NOT arrived) AS returned,
         count(*) FILTER (WHERE paid_on > grace_to AND earned_before) AS earned_before,
         count(*) FILTER (WHERE paid_on IS NULL) AS undated,
         count(*) FILTER (WHERE counted AND other_name) AS other_name,
         count(*) FILTER (WHERE counted AND basis IS NOT NULL) AS known,
         -- red is asked of what is paid under the number itself
         count(*) FILTER (WHERE counted AND basis IS NULL AND NOT coalesce(other_name, FALSE)) AS sure_named,
         count(*) FILTER (WHERE counted AND basis IS NULL AND paid_on > latest_grace_to) AS sure_after,
         sum(paid_fen) FILTER (WHERE counted AND basis IS NULL) AS sure_fen, max(paid_on) FILTER (WHERE counted AND basis IS NULL) AS sure_last_on,
         min(basis) FILTER (WHERE counted) AS basis, min(basis_en) FILTER (WHERE counted) AS basis_en
  FROM marked GROUP BY citizen_no, program
), decided AS (
  SELECT j.*,
         CASE WHEN j.died_on IS NULL THEN 'no_date' WHEN j.payments > 0 AND j.other_name = j.payments THEN 'name_mismatch'
              WHEN j.payments > 0 AND j.late_fen > 0 THEN 'hit' WHEN j.payments > 0 OR j.returned > 0 THEN 'returned'
              WHEN j.earned_before > 0 THEN 'earned_before' WHEN j.undated > 0 THEN 'undated' ELSE 'within_grace' END AS state
  FROM judged j
), proof AS (
  SELECT citizen_no, program, array_agg(ref) AS evidence
  FROM (
    SELECT m.citizen_no, m.program, qy_ref('subsidy_payment', m.source_id, m.source_sheet, m.source_row) AS ref FROM marked m WHERE m.counted AND m.nth <= 45
    UNION
    SELECT m.citizen_no, m.program, m.ref FROM marked m WHERE m.counted AND m.nth <= 45 AND m.ref IS NOT NULL
    UNION ALL
    SELECT h.citizen_no, h.program, qy_ref('death', d.source_id, d.source_sheet, d.source_row)
    FROM death d JOIN decided h ON h.citizen_no = d.citizen_no AND h.state = 'hit'
  ) AS one_row
  GROUP BY citizen_no, program
)
SELECT CASE WHEN e.unsound = 1 OR j.state IN ('no_date', 'undated') THEN 'not_computable'
            WHEN j.state IS NULL THEN 'clear' WHEN j.state = 'hit' THEN 'hit' ELSE 'excluded' END AS outcome,
       CASE WHEN e.unsound = 1 THEN 'citizen_no' WHEN j.state = 'no_date' THEN 'died_on' WHEN j.state = 'undated' THEN 'paid_on'
            WHEN j.state <> 'hit' THEN j.state
            WHEN j.after_all_registers = 0 THEN 'blue'
            WHEN j.sure_named = 0 OR j.sure_after = 0 THEN 'yellow'
            WHEN qy_months(j.died_on, j.sure_last_on) >= p.red_from_months OR j.sure_fen >= p.red_from_fen THEN 'red'
            WHEN j.state = 'hit' THEN 'yellow' END AS detail,
       qy_subject(j.state = 'hit', e.citizen_no || '|' || coalesce(e.program, '')) AS subject_key,
       CASE WHEN j.state IS NOT NULL THEN coalesce(j.program_name, j.program) || '，' || coalesce('村代码' || j.village_code || '，', '') || '受益人' || substr(j.citizen_no, 1, 6) END AS subject_label,
       CASE WHEN j.state IS NOT NULL THEN 'person:' || e.citizen_no END AS stack_key,
       e.source_id AS source_id,
       CASE WHEN j.state = 'hit' THEN CAST(j.late_fen AS BIGINT) END AS amount_fen,
       CASE WHEN j.state = 'hit' THEN r.evidence END AS evidence,
       qy_text(j.payments) || '笔补贴发放' || qy_taken(j.known, j.basis) AS paid_text, qy_text(j.payments) || ' payments' || qy_taken_en(j.known, j.basis_en) AS paid_text_en,
       j.died_on AS died_on, j.registers AS registers, j.payments AS payments, j.last_paid_on AS last_paid_on
FROM subsidy_enrolled e
JOIN params p ON 1 = 1
LEFT JOIN decided j ON j.citizen_no = e.citizen_no AND j.program IS NOT DISTINCT FROM e.program
LEFT JOIN proof r ON r.citizen_no = e.citizen_no AND r.program IS NOT DISTINCT FROM e.program
