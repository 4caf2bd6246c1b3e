-- One row per insured person and year. What is known of the land: the larger of contract and yearly subsidy list.
WITH insured AS (
  SELECT insured_no, year, sum(area_mu) AS area, CAST(sum(paid_fen) AS BIGINT) AS paid_fen, max(unreadable) AS unreadable, min(source_id) AS source_id, min(village_code) AS village_code,
         min(CASE WHEN qy_matches(crop, '林|树|果|茶|猪|牛|羊|鸡|鸭|鹅|禽|蜂|鱼|虾|蟹|水产|养殖|大棚|菌') THEN 1 ELSE 0 END) AS not_cropland, qy_first(array_agg(ref), 50) AS evidence
  FROM crop_claim WHERE insured_no IS NOT NULL AND year IS NOT NULL
  GROUP BY insured_no, year
), land AS (
  SELECT h.citizen_no, CAST(sum(l.area_mu) AS DOUBLE) AS area
  FROM (SELECT DISTINCT citizen_no, household_no FROM land_right WHERE citizen_no IN (SELECT insured_no FROM insured)) AS h JOIN land_right l ON l.household_no = h.household_no
  GROUP BY h.citizen_no
), listed AS (
  SELECT citizen_no, year, CAST(max(quantity) AS DOUBLE) AS area, CASE WHEN count(basis) = count(*) THEN min(basis) END AS basis, CASE WHEN count(basis) = count(*) THEN min(basis_en) END AS basis_en,
         CASE WHEN count(basis) = count(*) THEN min(ref) END AS ref, CASE WHEN count(basis) = count(*) THEN min(piece) END AS piece
  FROM (SELECT citizen_no, year, quantity, unit, qy_text(NULL) AS basis, qy_text(NULL) AS basis_en, qy_text(NULL) AS ref, qy_text(NULL) AS piece FROM subsidy_eligibility
        UNION ALL SELECT citizen_no, year, quantity, unit, basis, basis_en, ref, qy_ref('subsidy_eligibility', source_id, source_sheet, source_row) FROM subsidy_list_known) AS lines
  WHERE unit LIKE '%亩%'
  GROUP BY citizen_no, year
), known AS (
  SELECT i.*, greatest(coalesce(l.area, 0), coalesce(e.area, 0)) AS known_mu, l.citizen_no IS NOT NULL OR e.citizen_no IS NOT NULL AS found,
         e.basis, e.basis_en, e.ref, e.piece
  FROM insured i
  LEFT JOIN land l ON l.citizen_no = i.insured_no
  LEFT JOIN listed e ON e.citizen_no = i.insured_no AND e.year = i.year
), excepted AS (  -- large planters whose leased land is on the register of exceptions
  SELECT DISTINCT i.insured_no, i.year FROM insured i JOIN policy_exception x ON x.subject_citizen_no = i.insured_no
  WHERE qy_matches(x.matter, '流转|种粮大户|规模|耕种|种植') AND (x.from_on IS NULL OR qy_year(x.from_on) <= i.year) AND (x.to_on IS NULL OR qy_year(x.to_on) >= i.year)
), judged AS (
  SELECT k.*, CASE WHEN k.unreadable = 1 THEN 'insured_no' WHEN k.area IS NULL THEN 'area_mu' WHEN NOT k.found AND k.not_cropland = 0 THEN 'land_right' END AS missing,
         CASE WHEN k.area <= k.known_mu * p.times THEN NULL WHEN k.not_cropland = 1 THEN 'not_cropland' WHEN x.insured_no IS NOT NULL THEN 'large_planter' WHEN k.area - k.known_mu * p.times < p.min_extra_mu OR k.paid_fen < p.min_fen THEN 'small' END AS clause,
         CASE WHEN k.area > k.known_mu * p.red_times AND k.basis IS NULL THEN 'red' WHEN k.area > k.known_mu * p.times THEN 'yellow' END AS band
  FROM known k
  JOIN params p ON 1 = 1
  LEFT JOIN excepted x ON x.insured_no = k.insured_no AND x.year = k.year
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome FROM judged j
)
SELECT outcome, coalesce(missing, clause, band) AS detail, insured_no || '|' || qy_text(year) AS subject_key,
       CASE WHEN outcome <> 'clear' THEN coalesce('村代码' || village_code || '，', '') || '被保险人' || substr(insured_no, 1, 6) || '，' || qy_text(year) || '年' END AS subject_label,
       'person:' || insured_no AS stack_key, source_id, CASE WHEN outcome = 'hit' THEN paid_fen END AS amount_fen, CASE WHEN outcome = 'hit' THEN CASE WHEN ref IS NULL THEN evidence ELSE qy_both(qy_first(evidence, 48), qy_both(qy_refs(piece), qy_refs(ref))) END END AS evidence,
       CASE WHEN basis IS NOT NULL THEN '（名单上的身份证号不全，按' || basis || '认作同一人）' ELSE '' END AS taken,
       CASE WHEN basis IS NOT NULL THEN ' (on the list without a valid number, taken for the same person because ' || basis_en || ')' ELSE '' END AS taken_en,
       year, area, known_mu AS known
FROM decided
