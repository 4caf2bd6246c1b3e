-- One row per school and term with an after-school fee. Autumn is settled by the end of January, spring by the end of July.
WITH taken AS (
  SELECT school_code, term, max(year) AS year, CAST(sum(amount_fen) AS BIGINT) AS fee_fen, CAST(sum(spent_fen) AS BIGINT) AS spent_fen, min(source_id) AS source_id, qy_first(array_agg(ref), 50) AS evidence
  FROM school_fee WHERE qy_matches(item, '课后|延时|托管') AND year IS NOT NULL
  GROUP BY school_code, term
), judged AS (
  SELECT t.*, CAST(t.spent_fen AS DOUBLE) / t.fee_fen AS share,
         CASE WHEN t.fee_fen IS NULL THEN 'amount_fen' WHEN t.spent_fen IS NULL THEN 'spent_fen' END AS missing,
         CASE WHEN t.spent_fen >= p.least_share * t.fee_fen THEN NULL WHEN t.fee_fen < p.min_fen THEN 'small'
              WHEN p.as_of <= qy_add_days(CAST(t.year || CASE WHEN t.term LIKE '%春' THEN '-07-31' ELSE '-12-31' END AS DATE), p.settle_days) THEN 'not_settled' END AS clause,
         CASE WHEN t.spent_fen < p.red_share * t.fee_fen THEN 'red' WHEN t.spent_fen < p.least_share * t.fee_fen THEN 'yellow' END AS band
  FROM taken t JOIN params p ON 1 = 1
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome FROM judged j
)
SELECT outcome, coalesce(missing, clause, band) AS detail, school_code || '|' || term AS subject_key, '学校' || school_code || '，' || term || '课后服务' AS subject_label,
       'school:' || school_code AS stack_key, source_id, CASE WHEN outcome = 'hit' THEN fee_fen - spent_fen END AS amount_fen, CASE WHEN outcome = 'hit' THEN evidence END AS evidence,
       school_code AS school, term, fee_fen, spent_fen, share
FROM decided
