-- One row per public rental flat. Rent subsidies (租赁补贴) have no flat and are not examined.
WITH measured AS (
  SELECT g.*, CAST(g.area_m2 AS DOUBLE) AS area, CAST(coalesce(qy_number_listed(qy_text(g.household_size), p.standard_m2), p.cap_m2) AS DOUBLE) AS standard,
         p.tolerance, p.red_ratio
  FROM housing_grant g JOIN params p ON 1 = 1
  WHERE g.kind = 'rental' AND g.scheme NOT LIKE '%补贴%'
), judged AS (
  SELECT m.*,
         CASE WHEN m.household_size IS NULL OR m.household_size < 1 THEN 'household_size' WHEN m.area IS NULL THEN 'area_m2' END AS missing,
         CASE WHEN m.area > m.standard * (1 + m.tolerance) AND qy_matches(m.scheme || coalesce(m.category, ''), '合租|人才|周转|集体宿舍') THEN 'shared' END AS clause,
         CASE WHEN m.area > m.standard * m.red_ratio THEN 'red' WHEN m.area > m.standard * (1 + m.tolerance) THEN 'yellow' END AS band
  FROM measured m
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome FROM judged j
)
SELECT outcome, coalesce(missing, clause, band) AS detail, grant_key AS subject_key, label AS subject_label,
       'person:' || citizen_no AS stack_key, source_id,
       CASE WHEN outcome = 'hit' THEN amount_fen END AS amount_fen, CASE WHEN outcome = 'hit' THEN refs END AS evidence,
       scheme, from_on, area, household_size AS persons, standard, area / standard AS ratio
FROM decided
