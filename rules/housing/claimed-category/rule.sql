-- One row per stretch of public rental aid that names a civil-aid category, or none.
WITH judged AS (
  SELECT g.*, p.near_days,
         CASE WHEN g.unreadable = 1 THEN 'citizen_no' WHEN g.category IS NULL THEN 'category' WHEN g.from_on IS NULL THEN 'from_on'
              WHEN c.register_from_on IS NULL OR c.register_from_on > g.from_on THEN 'benefit_enrollment' END AS missing,
         CASE WHEN c.own_gap = 0 THEN NULL WHEN c.family_gap = 0 THEN 'family_listed' WHEN c.family_gap <= p.near_days THEN 'listed_near' END AS clause,
         CASE WHEN c.own_gap = 0 THEN NULL WHEN c.family_gap IS NULL THEN 'yellow' ELSE 'blue' END AS band
  FROM housing_category c JOIN housing_grant g ON g.grant_key = c.grant_key JOIN params p ON 1 = 1
  WHERE c.kind = 'rental'
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome FROM judged j
)
SELECT outcome, coalesce(missing, clause, band) AS detail, grant_key AS subject_key, label AS subject_label,
       'person:' || citizen_no AS stack_key, source_id,
       CASE WHEN outcome = 'hit' THEN amount_fen END AS amount_fen, CASE WHEN outcome = 'hit' THEN refs END AS evidence,
       scheme, from_on, category, near_days
FROM decided
