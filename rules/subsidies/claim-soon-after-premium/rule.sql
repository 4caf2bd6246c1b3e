-- One row per claim.
WITH struck AS (  -- how many of a village claimed for the crop in the same month
  SELECT village_code, crop_key, qy_month(reported_on) AS month, count(DISTINCT insured_no) AS persons
  FROM crop_claim WHERE reported_on IS NOT NULL AND paid_fen > 0
  GROUP BY village_code, crop_key, qy_month(reported_on)
), judged AS (
  SELECT c.*, qy_days(c.premium_on, c.reported_on) AS days,
         CASE WHEN c.premium_on IS NULL THEN 'premium_on' WHEN c.reported_on IS NULL THEN 'reported_on' WHEN c.paid_fen IS NULL THEN 'paid_fen' END AS missing,
         CASE WHEN qy_days(c.premium_on, c.reported_on) >= p.days THEN NULL WHEN c.paid_fen < p.min_fen THEN 'small' WHEN s.persons >= p.village_persons THEN 'village_disaster' END AS clause,
         CASE WHEN c.reported_on < c.premium_on THEN 'red' WHEN qy_days(c.premium_on, c.reported_on) < p.days THEN 'yellow' END AS band
  FROM crop_claim c
  JOIN params p ON 1 = 1
  LEFT JOIN struck s ON s.village_code = c.village_code AND s.crop_key = c.crop_key AND s.month = qy_month(c.reported_on)
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome FROM judged j
)
SELECT outcome, coalesce(missing, clause, band) AS detail, claim_key AS subject_key, coalesce('村代码' || village_code || '，', '') || coalesce(crop, '农业保险') || '赔案' AS subject_label,
       'policy:' || coalesce(policy_no, claim_key) AS stack_key, source_id, CASE WHEN outcome = 'hit' THEN paid_fen END AS amount_fen, CASE WHEN outcome = 'hit' THEN refs END AS evidence,
       coalesce(crop, '农业保险') AS crop, premium_on, reported_on, CASE WHEN days < 0 THEN '早于缴费' || qy_text(-days) || '天' ELSE '相隔' || qy_text(days) || '天' END AS timing,
       CASE WHEN days < 0 THEN qy_text(-days) || ' days before the premium' ELSE qy_text(days) || ' days after the premium' END AS timing_en
FROM decided
