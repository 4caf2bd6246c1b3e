-- One row per listed person, programme and year that was paid.
WITH matched AS (
  SELECT citizen_no, program, program_year, approved_on, village_code, unreadable, list_source_id AS source_id, paid_fen, first_paid_on, qy_days(first_paid_on, approved_on) AS days
  FROM subsidy_person WHERE listed = 1 AND payments > 0
), before AS (  -- of those paid early, who stood on the list of the year before
  SELECT m.citizen_no, m.program, m.program_year
  FROM matched m JOIN params p ON m.days > p.grace_days
  JOIN subsidy_person l ON l.listed = 1 AND l.citizen_no = m.citizen_no AND l.program = m.program AND l.program_year = m.program_year - 1
), touched AS (  -- persons to whom who is who adds a record: of these, what stands under the number itself
  SELECT citizen_no FROM subsidy_known UNION SELECT citizen_no FROM subsidy_list_known
), own_paid AS (
  SELECT citizen_no, coalesce(program_code, program_name) AS program, coalesce(year, qy_year(paid_on)) AS program_year, count(paid_fen) AS payments, min(paid_on) AS first_paid_on
  FROM subsidy_payment
  WHERE citizen_no IN (SELECT citizen_no FROM touched) AND (status IS NULL OR status <> 'returned')
  GROUP BY citizen_no, coalesce(program_code, program_name), coalesce(year, qy_year(paid_on))
), own_lines AS (
  SELECT citizen_no, program_code, year, min(approved_on) AS approved_on FROM subsidy_eligibility WHERE citizen_no IN (SELECT citizen_no FROM touched) GROUP BY citizen_no, program_code, year
), of_each AS (
  SELECT m.program, m.program_year, m.days, CASE WHEN t.citizen_no IS NULL THEN m.days ELSE qy_days(o.first_paid_on, l.approved_on) END AS own_days,
         CASE WHEN t.citizen_no IS NULL OR (o.payments > 0 AND l.citizen_no IS NOT NULL) THEN 1 END AS own
  FROM matched m
  LEFT JOIN touched t ON t.citizen_no = m.citizen_no
  LEFT JOIN own_paid o ON o.citizen_no = m.citizen_no AND o.program = m.program AND o.program_year = m.program_year
  LEFT JOIN own_lines l ON l.citizen_no = m.citizen_no AND l.program_code = m.program AND l.year = m.program_year
), shares AS (  -- a list excuses all with or without who is who: what is known of one makes nobody else a question
  SELECT e.program, e.program_year, avg(CASE WHEN e.days > p.grace_days THEN 1.0 ELSE 0.0 END) AS share, count(*) AS persons,
         avg(CASE WHEN e.own = 1 THEN CASE WHEN e.own_days > p.grace_days THEN 1.0 ELSE 0.0 END END) AS own_share, count(e.own) AS own_persons
  FROM of_each e JOIN params p ON 1 = 1 GROUP BY e.program, e.program_year
), in_doubt AS (
  SELECT m.* FROM matched m JOIN params p ON m.days > p.grace_days OR m.unreadable = 1 OR m.approved_on IS NULL OR m.first_paid_on IS NULL
), judged AS (
  SELECT m.*, CASE WHEN m.unreadable = 1 THEN 'citizen_no' WHEN m.approved_on IS NULL THEN 'approved_on' WHEN m.first_paid_on IS NULL THEN 'paid_on' END AS missing,
         CASE WHEN m.days <= p.grace_days THEN NULL WHEN (s.share >= p.list_share AND s.persons >= 10) OR (s.own_share >= p.list_share AND s.own_persons >= 10) THEN 'list_wide' WHEN b.citizen_no IS NOT NULL THEN 'listed_last_year' END AS clause,
         CASE WHEN m.days > p.red_days THEN 'red' WHEN m.days > p.grace_days THEN 'yellow' END AS band
  FROM in_doubt m
  JOIN params p ON 1 = 1
  JOIN shares s ON s.program = m.program AND s.program_year = m.program_year
  LEFT JOIN before b ON b.citizen_no = m.citizen_no AND b.program = m.program AND b.program_year = m.program_year
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome FROM judged j
), lines AS (  -- the first line of each; one under a valid number before one that is known to be the person's
  SELECT l.*, row_number() OVER (PARTITION BY citizen_no, program_code, year ORDER BY CASE WHEN basis IS NULL THEN 0 ELSE 1 END, source_id, source_row) AS nth
  FROM (SELECT citizen_no, program_code, year, source_id, source_sheet, source_row, qy_text(NULL) AS basis, qy_text(NULL) AS basis_en, qy_text(NULL) AS ref
        FROM subsidy_eligibility WHERE citizen_no IN (SELECT citizen_no FROM decided WHERE outcome = 'hit')
        UNION ALL SELECT citizen_no, program_code, year, source_id, source_sheet, source_row, basis, basis_en, ref FROM subsidy_list_known) AS l
), proof AS (
  SELECT r.citizen_no, r.program, r.program_year, qy_first(array_agg(DISTINCT r.ref) FILTER (WHERE r.ref IS NOT NULL), 50) AS evidence, min(r.program_name) AS program_name, count(r.basis) AS known, min(r.basis) AS basis, min(r.basis_en) AS basis_en
  FROM (
    SELECT d.citizen_no, d.program, d.program_year, qy_ref('subsidy_eligibility', l.source_id, l.source_sheet, l.source_row) AS ref, qy_text(NULL) AS program_name, l.basis, l.basis_en
    FROM decided d JOIN lines l ON l.citizen_no = d.citizen_no AND l.program_code = d.program AND l.year = d.program_year AND l.nth = 1
    WHERE d.outcome = 'hit'
    UNION ALL
    SELECT d.citizen_no, d.program, d.program_year, l.ref, NULL, NULL, NULL
    FROM decided d JOIN lines l ON l.citizen_no = d.citizen_no AND l.program_code = d.program AND l.year = d.program_year AND l.nth = 1
    WHERE d.outcome = 'hit'
    UNION ALL
    SELECT d.citizen_no, d.program, d.program_year, qy_ref('subsidy_payment', m.source_id, m.source_sheet, m.source_row), m.program_name, qy_text(NULL), qy_text(NULL)
    FROM decided d
    JOIN subsidy_payment m ON m.citizen_no = d.citizen_no AND coalesce(m.program_code, m.program_name) = d.program AND coalesce(m.year, qy_year(m.paid_on)) = d.program_year
    WHERE d.outcome = 'hit' AND m.paid_on < d.approved_on AND (m.status IS NULL OR m.status <> 'returned')
    UNION ALL
    SELECT d.citizen_no, d.program, d.program_year, qy_ref('subsidy_payment', m.source_id, m.source_sheet, m.source_row), m.program_name, m.basis, m.basis_en
    FROM decided d
    JOIN subsidy_known m ON m.citizen_no = d.citizen_no AND coalesce(m.program_code, m.program_name) = d.program AND coalesce(m.year, qy_year(m.paid_on)) = d.program_year
    WHERE d.outcome = 'hit' AND m.paid_on < d.approved_on AND (m.status IS NULL OR m.status <> 'returned')
    UNION ALL
    SELECT d.citizen_no, d.program, d.program_year, m.ref, NULL, NULL, NULL
    FROM decided d
    JOIN subsidy_known m ON m.citizen_no = d.citizen_no AND coalesce(m.program_code, m.program_name) = d.program AND coalesce(m.year, qy_year(m.paid_on)) = d.program_year
    WHERE d.outcome = 'hit' AND m.paid_on < d.approved_on AND (m.status IS NULL OR m.status <> 'returned')
  ) AS r
  GROUP BY r.citizen_no, r.program, r.program_year
)
SELECT d.outcome AS outcome, coalesce(d.missing, d.clause, CASE WHEN e.known > 0 THEN 'yellow' END, d.band) AS detail, d.citizen_no || '|' || d.program || '|' || qy_text(d.program_year) AS subject_key,
       CASE WHEN d.outcome <> 'clear' THEN coalesce(e.program_name, d.program) || '，' || qy_text(d.program_year) || '年，' || coalesce('村代码' || d.village_code || '，', '') || '受益人' || substr(d.citizen_no, 1, 6) END AS subject_label,
       CASE WHEN d.outcome <> 'clear' THEN 'person:' || d.citizen_no END AS stack_key, d.source_id AS source_id, CASE WHEN d.outcome = 'hit' THEN CAST(d.paid_fen AS BIGINT) END AS amount_fen,
       e.evidence AS evidence, coalesce(e.program_name, d.program) AS program_name, d.program_year AS year, d.first_paid_on AS first_paid_on, d.approved_on AS approved_on, d.days AS days,
       CASE WHEN e.known > 0 THEN '（名单或发放中有身份证号不全的记录，按' || e.basis || '认作同一人）' ELSE '' END AS taken,
       CASE WHEN e.known > 0 THEN ' (list or payments hold records without a valid number, taken for the same person because ' || e.basis_en || ')' ELSE '' END AS taken_en
FROM decided d
LEFT JOIN proof e ON e.citizen_no = d.citizen_no AND e.program = d.program AND e.program_year = d.program_year
UNION ALL
SELECT 'clear', NULL, qy_subject(FALSE, m.citizen_no || '|' || m.program || '|' || qy_text(m.program_year)), NULL, NULL, m.source_id, NULL, NULL, m.program, m.program_year, m.first_paid_on, m.approved_on, m.days, NULL, NULL
FROM matched m JOIN params p ON m.days <= p.grace_days
WHERE m.unreadable = 0 AND m.program IS NOT NULL AND m.program_year IS NOT NULL
