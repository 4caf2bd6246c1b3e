-- One row per person and programme.
WITH policy AS (  -- a programme is closed when every year that says anything says so
  SELECT coalesce(program_code, name) AS program, min(name) AS program_name,
         max(CASE WHEN payroll_allowed THEN 1 WHEN NOT payroll_allowed THEN 0 END) AS allowed
  FROM subsidy_program GROUP BY coalesce(program_code, name)
), posts AS (
  SELECT citizen_no, name, from_on, coalesce(to_on, CAST('9999-12-31' AS DATE)) AS to_on,
         CASE WHEN staffing LIKE '%退休%' OR staffing LIKE '%离休%' OR staffing LIKE '%临时%' OR staffing LIKE '%公益%' OR staffing LIKE '%村医%'
                OR staffing LIKE '%聘用%' OR staffing LIKE '%劳务%' THEN 1 ELSE 0 END AS exempt
  FROM payroll WHERE citizen_no IS NOT NULL AND coalesce(citizen_no_check, 'valid') = 'valid'
), employed AS (
  SELECT citizen_no, min(name) AS name, min(from_on) AS first_from_on, min(exempt) AS exempt,
         count(*) FILTER (WHERE from_on IS NULL) AS undated FROM posts GROUP BY citizen_no
), paid AS (
  SELECT m.citizen_no, coalesce(m.program_code, m.program_name) AS program, m.program_name, m.village_code, m.paid_on, m.paid_fen,
         m.source_id, m.source_sheet, m.source_row, m.basis, m.basis_en, m.ref, e.exempt, e.undated, w.allowed,
         coalesce(m.status, 'paid') <> 'returned' AS arrived, qy_code(m.name) <> qy_code(e.name) AS other_name,
         coalesce(w.program_name, m.program_name) AS title,
         (SELECT min(s.from_on) FROM posts s, params p
          WHERE s.citizen_no = m.citizen_no AND s.exempt = 0 AND m.paid_on > qy_add_days(s.from_on, p.grace_days) AND m.paid_on <= s.to_on) AS in_post_from
  FROM employed e
  JOIN (SELECT citizen_no, name, program_code, program_name, village_code, paid_on, paid_fen, status, source_id, source_sheet, source_row,
               qy_text(NULL) AS basis, qy_text(NULL) AS basis_en, qy_text(NULL) AS ref
        FROM subsidy_payment
        UNION ALL SELECT citizen_no, name, program_code, program_name, village_code, paid_on, paid_fen, status, source_id, source_sheet, source_row, basis, basis_en, ref
        FROM subsidy_known) AS m ON m.citizen_no = e.citizen_no
  LEFT JOIN policy w ON w.program = coalesce(m.program_code, m.program_name)
), named AS (  -- where all under the number itself has another name, only what has the right one counts
  SELECT paid.*, in_post_from IS NOT NULL AND arrived AND NOT (coalesce(other_name, FALSE)
           AND max(CASE WHEN in_post_from IS NOT NULL AND arrived AND basis IS NULL AND NOT coalesce(other_name, FALSE) THEN 1 ELSE 0 END) OVER (PARTITION BY citizen_no, program) = 0
           AND max(CASE WHEN in_post_from IS NOT NULL AND arrived AND basis IS NOT NULL AND NOT coalesce(other_name, FALSE) THEN 1 ELSE 0 END) OVER (PARTITION BY citizen_no, program) > 0) AS counted
  FROM paid
), marked AS (
  SELECT named.*, row_number() OVER (PARTITION BY citizen_no, program, counted ORDER BY paid_on DESC, source_id, source_row) AS nth
  FROM named
), judged AS (
  SELECT citizen_no, program, min(title) AS program_name, min(village_code) AS village_code, max(allowed) AS allowed,
         min(exempt) AS exempt, max(undated) AS undated, count(*) FILTER (WHERE counted) AS payments,
         coalesce(sum(paid_fen) FILTER (WHERE counted), 0) AS counted_fen, min(in_post_from) AS in_post_from,
         max(paid_on) FILTER (WHERE counted) AS last_paid_on, count(*) FILTER (WHERE counted AND other_name) AS other_name,
         count(*) FILTER (WHERE in_post_from IS NOT NULL AND NOT arrived) AS returned,
         count(*) FILTER (WHERE counted AND basis IS NOT NULL) AS known,
         CASE WHEN count(*) FILTER (WHERE counted AND basis IS NULL AND NOT coalesce(other_name, FALSE)) > 0 THEN sum(paid_fen) FILTER (WHERE counted AND basis IS NULL) ELSE 0 END AS sure_fen,  -- under the number itself
         min(basis) FILTER (WHERE counted) AS basis, min(basis_en) FILTER (WHERE counted) AS basis_en
  FROM marked GROUP BY citizen_no, program
), decided AS (
  SELECT j.*, CASE WHEN j.allowed IS NULL THEN 'no_policy' WHEN j.allowed = 1 THEN 'program_allows' WHEN j.exempt = 1 THEN 'not_established'
                   WHEN j.payments > 0 AND j.other_name = j.payments THEN 'name_mismatch'
                   WHEN j.payments > 0 AND j.counted_fen > 0 THEN 'hit' WHEN j.payments > 0 OR j.returned > 0 THEN 'returned'
                   WHEN j.undated > 0 THEN 'undated' ELSE 'outside_post' END AS state
  FROM judged j
), proof AS (
  SELECT citizen_no, program, array_agg(ref) AS evidence
  FROM (
    SELECT m.citizen_no, m.program, qy_ref('subsidy_payment', m.source_id, m.source_sheet, m.source_row) AS ref FROM marked m WHERE m.counted AND m.nth <= 45
    UNION
    SELECT m.citizen_no, m.program, m.ref FROM marked m WHERE m.counted AND m.nth <= 45 AND m.ref IS NOT NULL
    UNION ALL
    SELECT d.citizen_no, d.program, qy_ref('payroll', y.source_id, y.source_sheet, y.source_row)
    FROM decided d JOIN payroll y ON y.citizen_no = d.citizen_no AND d.state = 'hit'
  ) AS one_row
  GROUP BY citizen_no, program
)
SELECT CASE WHEN e.unsound = 1 OR d.state IN ('no_policy', 'undated') THEN 'not_computable' WHEN d.state IS NULL THEN 'clear' WHEN d.state = 'hit' THEN 'hit' ELSE 'excluded' END AS outcome,
       CASE WHEN e.unsound = 1 THEN 'citizen_no' WHEN d.state = 'no_policy' THEN 'payroll_allowed' WHEN d.state = 'undated' THEN 'from_on' WHEN d.state <> 'hit' THEN d.state
            WHEN d.sure_fen >= p.red_from_fen AND d.known < d.payments THEN 'red' WHEN d.state = 'hit' THEN 'yellow' END AS detail,
       qy_subject(d.state = 'hit', e.citizen_no || '|' || coalesce(e.program, '')) AS subject_key,
       CASE WHEN d.state IS NOT NULL THEN coalesce(d.program_name, d.program) || '，' || coalesce('村代码' || d.village_code || '，', '') || '受益人' || substr(e.citizen_no, 1, 6) END AS subject_label,
       CASE WHEN d.state IS NOT NULL THEN 'person:' || e.citizen_no END AS stack_key, e.source_id AS source_id,
       CASE WHEN d.state = 'hit' THEN CAST(d.counted_fen AS BIGINT) END AS amount_fen, CASE WHEN d.state = 'hit' THEN r.evidence END AS evidence,
       coalesce(d.program_name, d.program) AS program_name, qy_text(d.payments) || '笔' || qy_taken(d.known, d.basis) AS paid_text, qy_text(d.payments) || ' payments' || qy_taken_en(d.known, d.basis_en) AS paid_text_en,
       d.in_post_from AS in_post_from, d.last_paid_on AS last_paid_on
FROM subsidy_enrolled e
JOIN params p ON 1 = 1
LEFT JOIN decided d ON d.citizen_no = e.citizen_no AND d.program IS NOT DISTINCT FROM e.program
LEFT JOIN proof r ON r.citizen_no = e.citizen_no AND r.program IS NOT DISTINCT FROM e.program
