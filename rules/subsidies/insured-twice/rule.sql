-- One row per insured person, crop and year.
WITH insured AS (
  SELECT insured_no, crop_key, year, min(crop) AS crop, count(*) AS claims, count(insurer) AS named, count(DISTINCT qy_code(insurer)) AS insurers, CAST(sum(paid_fen) AS BIGINT) AS paid_fen,
         qy_days(min(reported_on), max(reported_on)) AS apart, max(unreadable) AS unreadable, min(village_code) AS village_code, min(source_id) AS source_id, qy_first(array_agg(ref), 50) AS evidence
  FROM crop_claim WHERE insured_no IS NOT NULL AND paid_fen > 0 AND year IS NOT NULL
  GROUP BY insured_no, crop_key, year
), judged AS (
  SELECT i.*, CASE WHEN i.unreadable = 1 THEN 'insured_no' WHEN i.crop_key IS NULL THEN 'crop' WHEN i.claims > 1 AND i.named < i.claims THEN 'insurer' END AS missing,
         CASE WHEN i.insurers < 2 THEN NULL WHEN i.apart > p.season_days THEN 'other_season' WHEN i.paid_fen < p.min_fen THEN 'small' END AS clause, CASE WHEN i.insurers > 1 THEN 'yellow' END AS band
  FROM insured i JOIN params p ON 1 = 1
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome FROM judged j
)
SELECT outcome, coalesce(missing, clause, band) AS detail, insured_no || '|' || coalesce(crop_key, '') || '|' || qy_text(year) AS subject_key,
       CASE WHEN outcome <> 'clear' THEN coalesce('村代码' || village_code || '，', '') || '被保险人' || substr(insured_no, 1, 6) || coalesce('，' || crop, '') || '，' || qy_text(year) || '年' END AS subject_label,
       'person:' || insured_no AS stack_key, source_id, CASE WHEN outcome = 'hit' THEN paid_fen END AS amount_fen, CASE WHEN outcome = 'hit' THEN evidence END AS evidence,
       year, coalesce(crop, '作物') AS crop, insurers, claims
FROM decided
