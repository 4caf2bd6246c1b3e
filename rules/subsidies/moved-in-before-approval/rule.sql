-- One row per listed person, programme and year. The official himself is no matter of this rule; who is nobody's kin is counted at the end.
WITH programs AS (
  SELECT program_code, min(name) AS name, max(CASE WHEN qy_matches(unit, '亩|公顷|头|只|台|吨|平方米|立方') THEN 1 ELSE 0 END) AS by_area FROM subsidy_program GROUP BY program_code
), close AS (
  SELECT citizen_no, min(tie) AS tie, min(from_on) AS from_on, max(to_on) AS to_on, min(declared_on) AS declared_on FROM village_kin WHERE tie <> 'official' GROUP BY citizen_no
), listed AS (
  SELECT l.citizen_no, l.program, l.program_year, l.approved_on, l.village_code, l.list_source_id AS source_id, l.unreadable
  FROM subsidy_person l JOIN close c ON c.citizen_no = l.citizen_no
  WHERE l.listed = 1
), led AS (  -- households with a village official in them
  SELECT DISTINCT h.household_no FROM village_official o JOIN household_member h ON h.citizen_no = o.citizen_no WHERE h.moved_out_on IS NULL
), moves AS (  -- the last move before the approval
  SELECT l.citizen_no, l.program, l.program_year, h.household_no, h.moved_in_on, h.relation_to_head, h.born_on, qy_months(h.moved_in_on, l.approved_on) AS months,
         qy_ref('household_member', h.source_id, h.source_sheet, h.source_row) AS ref,
         row_number() OVER (PARTITION BY l.citizen_no, l.program, l.program_year ORDER BY h.moved_in_on DESC, h.household_no) AS nth
  FROM listed l
  JOIN household_member h ON h.citizen_no = l.citizen_no AND h.moved_in_on <= l.approved_on
), judged AS (
  SELECT l.*, c.tie, c.declared_on, m.moved_in_on, m.months, m.ref AS move_ref,
         CASE WHEN l.unreadable = 1 THEN 'citizen_no' WHEN l.approved_on IS NULL THEN 'approved_on' END AS missing,
         CASE WHEN m.months IS NULL OR m.months >= p.months OR l.approved_on NOT BETWEEN c.from_on AND c.to_on THEN NULL WHEN g.by_area = 1 THEN 'by_area' WHEN q.household_no IS NOT NULL THEN 'with_official'
              WHEN qy_matches(m.relation_to_head, '配偶|妻|夫|媳|婿') THEN 'marriage' WHEN qy_months(m.born_on, m.moved_in_on) < 12 THEN 'birth' END AS clause,
         CASE WHEN m.months IS NULL OR m.months >= p.months OR l.approved_on NOT BETWEEN c.from_on AND c.to_on THEN NULL WHEN c.declared_on <= l.approved_on THEN 'blue'
              WHEN m.months < p.red_months THEN 'red' ELSE 'yellow' END AS band
  FROM listed l
  JOIN params p ON 1 = 1
  JOIN close c ON c.citizen_no = l.citizen_no
  LEFT JOIN moves m ON m.citizen_no = l.citizen_no AND m.program IS NOT DISTINCT FROM l.program AND m.program_year IS NOT DISTINCT FROM l.program_year AND m.nth = 1
  LEFT JOIN led q ON q.household_no = m.household_no
  LEFT JOIN programs g ON g.program_code = l.program
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome FROM judged j
), lines AS (  -- the line first approved, which the months are counted to; one under a valid number before one that is known to be the person's
  SELECT citizen_no, program, program_year, piece, basis, basis_en, ref
  FROM (
    SELECT d.citizen_no, d.program, d.program_year, qy_ref('subsidy_eligibility', l.source_id, l.source_sheet, l.source_row) AS piece, l.basis, l.basis_en, l.ref,
           row_number() OVER (PARTITION BY d.citizen_no, d.program, d.program_year
                              ORDER BY CASE WHEN l.approved_on IS NULL THEN 1 ELSE 0 END, l.approved_on, CASE WHEN l.basis IS NULL THEN 0 ELSE 1 END, qy_ref('subsidy_eligibility', l.source_id, l.source_sheet, l.source_row)) AS nth
    FROM decided d
    JOIN (SELECT citizen_no, program_code, year, approved_on, source_id, source_sheet, source_row, qy_text(NULL) AS basis, qy_text(NULL) AS basis_en, qy_text(NULL) AS ref FROM subsidy_eligibility
          UNION ALL SELECT citizen_no, program_code, year, approved_on, source_id, source_sheet, source_row, basis, basis_en, ref FROM subsidy_list_known) AS l
      ON l.citizen_no = d.citizen_no AND l.program_code IS NOT DISTINCT FROM d.program AND l.year IS NOT DISTINCT FROM d.program_year
    WHERE d.outcome = 'hit'
  ) AS ordered
  WHERE nth = 1
), proof AS (
  SELECT r.citizen_no, r.program, r.program_year, array_agg(r.ref) AS evidence
  FROM (
    SELECT citizen_no, program, program_year, piece AS ref FROM lines
    UNION
    SELECT citizen_no, program, program_year, ref FROM lines WHERE ref IS NOT NULL
    UNION
    SELECT citizen_no, program, program_year, move_ref FROM decided WHERE outcome = 'hit'
  ) AS r
  GROUP BY r.citizen_no, r.program, r.program_year
)
SELECT d.outcome AS outcome, coalesce(d.missing, d.clause, CASE WHEN d.band = 'red' AND t.basis IS NOT NULL THEN 'yellow' ELSE d.band END) AS detail, d.citizen_no || '|' || coalesce(d.program, '') || '|' || coalesce(qy_text(d.program_year), '') AS subject_key,
       CASE WHEN d.outcome <> 'clear' THEN coalesce(g.name, d.program, '') || '，' || coalesce(qy_text(d.program_year) || '年，', '') || coalesce('村代码' || d.village_code || '，', '') || '对象' || substr(d.citizen_no, 1, 6) END AS subject_label,
       CASE WHEN d.outcome <> 'clear' THEN 'person:' || d.citizen_no END AS stack_key, d.source_id AS source_id, CAST(NULL AS BIGINT) AS amount_fen, e.evidence AS evidence,
       coalesce(g.name, d.program) AS program_name, d.program_year AS year, d.approved_on AS approved_on, d.moved_in_on AS moved_in_on, d.months AS months,
       CASE d.tie WHEN 'declared' THEN '是村干部报备的近亲属' ELSE '与在任村干部登记在（过）同一户' END AS tie,
       CASE d.tie WHEN 'declared' THEN 'is a declared relative of a village official' ELSE 'is or was registered in a serving village official''s household' END AS tie_en,
       CASE WHEN d.declared_on <= d.approved_on THEN '认定前已报备' ELSE '认定前未见报备' END AS declared, CASE WHEN d.declared_on <= d.approved_on THEN 'declared before' ELSE 'not declared before' END AS declared_en,
       CASE WHEN t.basis IS NOT NULL THEN '（名单上的身份证号不全，按' || t.basis || '认作同一人）' ELSE '' END AS taken,
       CASE WHEN t.basis IS NOT NULL THEN ' (on the list without a valid number, taken for the same person because ' || t.basis_en || ')' ELSE '' END AS taken_en
FROM decided d
LEFT JOIN programs g ON g.program_code = d.program
LEFT JOIN lines t ON t.citizen_no = d.citizen_no AND t.program IS NOT DISTINCT FROM d.program AND t.program_year IS NOT DISTINCT FROM d.program_year
LEFT JOIN proof e ON e.citizen_no = d.citizen_no AND e.program IS NOT DISTINCT FROM d.program AND e.program_year IS NOT DISTINCT FROM d.program_year
UNION ALL
SELECT CASE WHEN l.unreadable = 1 THEN 'not_computable' ELSE 'clear' END, CASE WHEN l.unreadable = 1 THEN 'citizen_no' END,
       qy_subject(FALSE, l.citizen_no || '|' || coalesce(l.program, '') || '|' || coalesce(qy_text(l.program_year), '')), NULL, NULL, l.list_source_id, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
FROM subsidy_person l LEFT JOIN close c ON c.citizen_no = l.citizen_no
WHERE l.listed = 1 AND c.citizen_no IS NULL
