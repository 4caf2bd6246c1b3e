-- One row per contracting household: the years above its right are told together; persons whose land is not found are not computable.
-- Within one instalment plots add up; over the instalments of a year the largest counts.
WITH named AS (
  SELECT n.program_name FROM subsidy_named n JOIN params p ON n.program_name LIKE '%' || p.programs || '%'
), instalments AS (
  SELECT coalesce(k.citizen_no, m.citizen_no) AS citizen_no, coalesce(m.year, qy_year(m.paid_on)) AS year, max(m.household_no) AS household_no, min(m.program_name) AS program_name,
         sum(CAST(m.quantity AS DOUBLE)) AS claimed, max(m.standard_fen) AS standard_fen, min(m.source_id) AS source_id, count(k.basis) AS known, min(k.basis) AS basis, min(k.basis_en) AS basis_en
  FROM subsidy_payment m JOIN named n ON n.program_name = m.program_name
  LEFT JOIN subsidy_known k ON k.source_id = m.source_id AND k.source_sheet IS NOT DISTINCT FROM m.source_sheet AND k.source_row = m.source_row
  WHERE coalesce(k.citizen_no, m.citizen_no) IS NOT NULL AND (m.status IS NULL OR m.status <> 'returned')
  GROUP BY coalesce(k.citizen_no, m.citizen_no), coalesce(m.year, qy_year(m.paid_on)), coalesce(m.period, m.batch_no, qy_text(m.paid_on), '')
), persons AS (
  SELECT citizen_no, year, max(household_no) AS household_no, min(program_name) AS program_name, max(claimed) AS claimed, max(standard_fen) AS standard_fen, min(source_id) AS source_id,
         sum(known) AS known, min(basis) AS basis, min(basis_en) AS basis_en
  FROM instalments GROUP BY citizen_no, year
), land AS (
  SELECT household_no, max(village_code) AS village_code, CAST(sum(area_mu) AS DOUBLE) AS area FROM land_right GROUP BY household_no
), holders AS (
  SELECT citizen_no, min(household_no) AS household_no FROM land_right WHERE citizen_no IS NOT NULL GROUP BY citizen_no
), placed AS (  -- the household's number where both files use one numbering, else the holder of the contract
  SELECT n.*, coalesce(l.household_no, h.household_no) AS land_no
  FROM persons n
  LEFT JOIN land l ON l.household_no = n.household_no
  LEFT JOIN holders h ON h.citizen_no = n.citizen_no
), households AS (
  SELECT a.land_no, a.year, min(a.program_name) AS program_name, sum(a.claimed) AS claimed, max(a.standard_fen) AS standard_fen, min(a.source_id) AS source_id, min(l.area) AS area,
         min(l.village_code) AS village_code, min(a.citizen_no) AS first_no, sum(a.known) AS known, min(a.basis) AS basis, min(a.basis_en) AS basis_en
  FROM placed a JOIN land l ON l.household_no = a.land_no
  GROUP BY a.land_no, a.year
), villages AS (
  SELECT village_code, year, qy_quantile(claimed / area, 0.5) AS usual FROM households WHERE area > 0 AND claimed > 0 GROUP BY village_code, year HAVING count(*) >= 10
), excepted AS (  -- who tills leased land and draws its subsidy by agreement, on the register of exceptions
  SELECT DISTINCT a.land_no, a.year FROM placed a JOIN policy_exception x ON x.subject_citizen_no = a.citizen_no
  WHERE qy_matches(x.matter, '流转|耕种|种植|地力') AND (x.from_on IS NULL OR qy_year(x.from_on) <= a.year) AND (x.to_on IS NULL OR qy_year(x.to_on) >= a.year)
), years AS (
  SELECT h.*, h.claimed - h.area AS extra,
         CASE WHEN h.claimed IS NULL THEN 'quantity' WHEN h.area IS NULL OR h.area <= 0 THEN 'area_mu' END AS missing,
         CASE WHEN h.claimed <= h.area * (1 + p.over_share) THEN NULL WHEN h.claimed BETWEEN h.area * 600 AND h.area * 730 THEN 'unit_slip' WHEN x.land_no IS NOT NULL THEN 'leased_in'
              WHEN h.claimed - h.area < p.min_mu THEN 'small' WHEN v.usual > 1 + p.over_share THEN 'village_wide' END AS clause,
         CASE WHEN h.claimed > h.area * (1 + p.red_share) AND h.known = 0 THEN 'red' WHEN h.claimed > h.area * (1 + p.over_share) THEN 'yellow' END AS band
  FROM households h
  JOIN params p ON 1 = 1
  LEFT JOIN villages v ON v.village_code = h.village_code AND v.year = h.year
  LEFT JOIN excepted x ON x.land_no = h.land_no AND x.year = h.year
), judged AS (
  SELECT y.*, qy_outcome(y.missing, y.clause, y.band) AS outcome FROM years y
), widest AS (
  SELECT land_no, year, row_number() OVER (PARTITION BY land_no ORDER BY extra DESC, year DESC) AS nth FROM judged WHERE outcome = 'hit'
), folded AS (  -- a hit counts before what cannot be said, and that before what is explained
  SELECT j.land_no, min(j.source_id) AS source_id, min(j.village_code) AS village_code, min(j.first_no) AS first_no, min(j.program_name) AS program_name, count(*) FILTER (WHERE j.outcome = 'hit') AS over_years,
         qy_join(array_agg(qy_text(j.year)) FILTER (WHERE j.outcome = 'hit'), '、') AS years, max(j.missing) FILTER (WHERE j.outcome = 'not_computable') AS missing, max(j.clause) FILTER (WHERE j.outcome = 'excluded') AS clause,
         min(j.band) FILTER (WHERE j.outcome = 'hit') AS band, max(CASE WHEN w.nth = 1 THEN j.claimed END) AS claimed, max(CASE WHEN w.nth = 1 THEN j.area END) AS area,
         max(CASE WHEN w.nth = 1 THEN j.extra END) AS extra, CAST(round(sum(CASE WHEN j.outcome = 'hit' THEN j.extra * j.standard_fen END)) AS BIGINT) AS extra_fen,
         coalesce(sum(j.known) FILTER (WHERE j.outcome = 'hit'), 0) AS known, min(j.basis) FILTER (WHERE j.outcome = 'hit') AS basis, min(j.basis_en) FILTER (WHERE j.outcome = 'hit') AS basis_en
  FROM judged j LEFT JOIN widest w ON w.land_no = j.land_no AND w.year = j.year
  GROUP BY j.land_no
), decided AS (
  SELECT f.*, CASE WHEN f.over_years > 0 THEN 'hit' WHEN f.missing IS NOT NULL THEN 'not_computable' WHEN f.clause IS NOT NULL THEN 'excluded' ELSE 'clear' END AS outcome FROM folded f
), refs AS (
  SELECT d.land_no, qy_ref('land_right', l.source_id, l.source_sheet, l.source_row) AS ref FROM decided d JOIN land_right l ON l.household_no = d.land_no WHERE d.outcome = 'hit'
  UNION ALL
  SELECT j.land_no, qy_ref('subsidy_payment', m.source_id, m.source_sheet, m.source_row)
  FROM judged j
  JOIN placed a ON a.land_no = j.land_no AND a.year = j.year
  JOIN subsidy_payment m ON m.citizen_no = a.citizen_no AND coalesce(m.year, qy_year(m.paid_on)) = j.year
  JOIN named n ON n.program_name = m.program_name
  WHERE j.outcome = 'hit'
  UNION ALL
  SELECT j.land_no, qy_ref('subsidy_payment', m.source_id, m.source_sheet, m.source_row)
  FROM judged j
  JOIN placed a ON a.land_no = j.land_no AND a.year = j.year
  JOIN subsidy_known m ON m.citizen_no = a.citizen_no AND coalesce(m.year, qy_year(m.paid_on)) = j.year
  JOIN named n ON n.program_name = m.program_name
  WHERE j.outcome = 'hit'
  UNION
  SELECT j.land_no, m.ref
  FROM judged j
  JOIN placed a ON a.land_no = j.land_no AND a.year = j.year
  JOIN subsidy_known m ON m.citizen_no = a.citizen_no AND coalesce(m.year, qy_year(m.paid_on)) = j.year
  JOIN named n ON n.program_name = m.program_name
  WHERE j.outcome = 'hit'
), proof AS (
  SELECT land_no, qy_first(array_agg(ref), 50) AS evidence FROM refs GROUP BY land_no
)
SELECT d.outcome AS outcome, CASE d.outcome WHEN 'hit' THEN d.band WHEN 'excluded' THEN d.clause WHEN 'not_computable' THEN d.missing END AS detail, d.land_no AS subject_key,
       coalesce(d.program_name, '') || '，' || coalesce('村代码' || d.village_code || '，', '') || '承包户' || d.land_no AS subject_label,
       'person:' || d.first_no AS stack_key, d.source_id AS source_id, CASE WHEN d.outcome = 'hit' THEN d.extra_fen END AS amount_fen, e.evidence AS evidence,
       d.program_name AS program_name, d.years AS years, d.claimed AS claimed, d.area AS area, d.extra AS extra,
       CASE WHEN d.known > 0 THEN '（所计发放中' || qy_text(d.known) || '笔的身份证号不全，按' || d.basis || '认作同一人）' ELSE '' END AS taken,
       CASE WHEN d.known > 0 THEN ' (' || qy_text(d.known) || ' of the payments counted are without a valid number, taken for the same person because ' || d.basis_en || ')' ELSE '' END AS taken_en
FROM decided d
LEFT JOIN proof e ON e.land_no = d.land_no
UNION ALL
SELECT 'not_computable', 'land_right', 'person|' || citizen_no, NULL, NULL, min(source_id), NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
FROM placed WHERE land_no IS NULL
GROUP BY citizen_no
