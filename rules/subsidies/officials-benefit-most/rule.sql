-- One row per village, programme and year. A beneficiary's village is where the register has him.
WITH residents AS (
  SELECT citizen_no, min(village_code) AS village_code FROM household_member WHERE moved_out_on IS NULL AND village_code IS NOT NULL GROUP BY citizen_no
), known_sums AS (
  SELECT citizen_no, coalesce(program_code, program_name) AS program, coalesce(year, qy_year(paid_on)) AS program_year, sum(paid_fen) AS paid_fen
  FROM subsidy_known WHERE status IS NULL OR status <> 'returned' GROUP BY citizen_no, coalesce(program_code, program_name), coalesce(year, qy_year(paid_on))
), paid AS (  -- sure_fen: under the number itself, for what is red
  SELECT r.village_code, s.program, s.program_year, s.citizen_no, s.paid_fen, s.paid_fen - coalesce(t.paid_fen, 0) AS sure_fen, s.source_id, k.citizen_no IS NOT NULL AS close, k.declared_on
  FROM subsidy_person s
  JOIN residents r ON r.citizen_no = s.citizen_no
  LEFT JOIN village_kin k ON k.citizen_no = s.citizen_no AND k.village_code = r.village_code AND qy_year(k.from_on) <= s.program_year AND qy_year(k.to_on) >= s.program_year
  LEFT JOIN known_sums t ON t.citizen_no = s.citizen_no AND t.program = s.program AND t.program_year = s.program_year
  WHERE s.payments > 0 AND s.paid_fen > 0 AND s.unsound = 0
), villages AS (
  SELECT village_code, program, program_year, min(source_id) AS source_id, count(*) AS persons, qy_quantile(paid_fen, 0.5) AS median_fen,
         count(CASE WHEN sure_fen > 0 THEN 1 END) AS sure_persons, qy_quantile(CASE WHEN sure_fen > 0 THEN sure_fen END, 0.5) AS sure_median_fen, count(*) FILTER (WHERE close) AS kin,
         CAST(avg(paid_fen) FILTER (WHERE close) AS DOUBLE) AS kin_fen, count(*) FILTER (WHERE close AND declared_on IS NULL) AS undeclared
  FROM paid GROUP BY village_code, program, program_year
), officials AS (
  SELECT DISTINCT village_code FROM village_kin
), programs AS (
  SELECT program_code, min(name) AS name, max(unit) AS unit FROM subsidy_program GROUP BY program_code
), judged AS (
  SELECT v.*, g.name AS program_name, v.kin_fen / v.median_fen AS times, CAST(round((v.kin_fen - v.median_fen) * v.kin) AS BIGINT) AS excess_fen,
         CASE WHEN o.village_code IS NULL THEN 'village_official' WHEN v.program_year IS NULL THEN 'year' END AS missing,
         CASE WHEN v.persons < p.min_persons OR v.kin = 0 OR v.kin_fen < v.median_fen * p.ratio THEN NULL WHEN qy_matches(g.unit, '亩|公顷|头|只|台|吨|平方米|立方') THEN 'by_area'
              WHEN (v.kin_fen - v.median_fen) * v.kin < p.min_excess_fen THEN 'small' END AS clause,
         CASE WHEN v.persons < p.min_persons OR v.kin = 0 OR v.kin_fen < v.median_fen * p.ratio THEN NULL WHEN v.undeclared = 0 THEN 'blue'
              WHEN v.kin_fen >= v.median_fen * p.red_ratio AND v.sure_persons >= p.min_persons AND v.kin_fen >= v.sure_median_fen * p.red_ratio
                AND (v.kin_fen - v.sure_median_fen) * v.kin >= p.min_excess_fen THEN 'red' ELSE 'yellow' END AS band
  FROM villages v
  JOIN params p ON 1 = 1
  LEFT JOIN officials o ON o.village_code = v.village_code
  LEFT JOIN programs g ON g.program_code = v.program
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome FROM judged j
), their_rows AS (
  SELECT d.village_code, d.program, d.program_year, qy_ref('subsidy_payment', m.source_id, m.source_sheet, m.source_row) AS piece, m.basis, m.basis_en, m.ref,
         row_number() OVER (PARTITION BY d.village_code, d.program, d.program_year ORDER BY m.paid_fen DESC, m.source_id, m.source_row) AS nth
  FROM decided d
  JOIN paid a ON a.village_code = d.village_code AND a.program = d.program AND a.program_year = d.program_year AND a.close
  JOIN (SELECT citizen_no, program_code, program_name, year, paid_on, paid_fen, status, source_id, source_sheet, source_row, qy_text(NULL) AS basis, qy_text(NULL) AS basis_en, qy_text(NULL) AS ref
        FROM subsidy_payment
        UNION ALL SELECT citizen_no, program_code, program_name, year, paid_on, paid_fen, status, source_id, source_sheet, source_row, basis, basis_en, ref
        FROM subsidy_known) AS m ON m.citizen_no = a.citizen_no AND coalesce(m.program_code, m.program_name) = d.program AND coalesce(m.year, qy_year(m.paid_on)) = d.program_year
  WHERE d.outcome = 'hit' AND (m.status IS NULL OR m.status <> 'returned')
), taken AS (
  SELECT village_code, program, program_year, count(basis) AS known, min(basis) AS basis, min(basis_en) AS basis_en FROM their_rows GROUP BY village_code, program, program_year
), proof AS (
  SELECT village_code, program, program_year, array_agg(piece) AS evidence
  FROM (SELECT village_code, program, program_year, piece FROM their_rows WHERE nth <= 45
        UNION SELECT village_code, program, program_year, ref FROM their_rows WHERE nth <= 45 AND ref IS NOT NULL) AS pieces
  GROUP BY village_code, program, program_year
)
SELECT d.outcome AS outcome, coalesce(d.missing, d.clause, CASE WHEN d.band = 'red' AND t.known > 0 THEN 'yellow' ELSE d.band END) AS detail, d.village_code || '|' || coalesce(d.program, '') || '|' || coalesce(qy_text(d.program_year), '') AS subject_key,
       CASE WHEN d.outcome <> 'clear' THEN '村代码' || d.village_code || '，' || coalesce(d.program_name, d.program, '') || coalesce('，' || qy_text(d.program_year) || '年', '') END AS subject_label,
       'village:' || d.village_code AS stack_key, d.source_id AS source_id, CASE WHEN d.outcome = 'hit' THEN d.excess_fen END AS amount_fen, e.evidence AS evidence,
       '村代码' || d.village_code AS village, coalesce(d.program_name, d.program) AS program_name, d.program_year AS year, d.kin AS kin, CAST(round(d.kin_fen) AS BIGINT) AS kin_fen,
       CAST(round(d.median_fen) AS BIGINT) AS median_fen, d.persons AS persons, d.times AS ratio,
       CASE WHEN d.undeclared = 0 THEN '均已报备' ELSE qy_text(d.undeclared) || '人未见报备' END AS declared,
       CASE WHEN d.undeclared = 0 THEN 'all declared' ELSE qy_text(d.undeclared) || ' not declared' END AS declared_en,
       CASE WHEN t.known > 0 THEN '（所计发放中' || qy_text(t.known) || '笔的身份证号不全，按' || t.basis || '认作同一人）' ELSE '' END AS taken,
       CASE WHEN t.known > 0 THEN ' (' || qy_text(t.known) || ' of the payments counted are without a valid number, taken for the same person because ' || t.basis_en || ')' ELSE '' END AS taken_en
FROM decided d
LEFT JOIN taken t ON t.village_code = d.village_code AND t.program = d.program AND t.program_year = d.program_year
LEFT JOIN proof e ON e.village_code = d.village_code AND e.program = d.program AND e.program_year = d.program_year
