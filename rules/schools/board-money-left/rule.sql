-- One row per school and year with board money. What is left counts less what the next year spent beyond its own income.
WITH taken AS (
  SELECT school_code, CAST(year AS BIGINT) AS year, CAST(sum(amount_fen) AS BIGINT) AS fee_fen, CAST(sum(spent_fen) AS BIGINT) AS spent_fen, count(*) AS charges, count(spent_fen) AS told,
         min(source_id) AS source_id, qy_first(array_agg(ref), 50) AS evidence
  FROM school_fee WHERE qy_matches(item, '伙食|餐费|膳食') AND NOT qy_matches(item, '教职工|教工|教师|职工|陪餐') AND year IS NOT NULL
  GROUP BY school_code, CAST(year AS BIGINT)
), kept AS (
  SELECT t.*, t.fee_fen - t.spent_fen AS left_fen, greatest(coalesce(n.spent_fen - n.fee_fen, 0), 0) AS used_fen
  FROM taken t LEFT JOIN taken n ON n.school_code = t.school_code AND n.year = t.year + 1
), judged AS (
  SELECT k.*, CAST(k.left_fen AS DOUBLE) / k.fee_fen AS share, CASE WHEN k.fee_fen IS NULL THEN 'amount_fen' WHEN k.told < k.charges THEN 'spent_fen' END AS missing,
         CASE WHEN k.left_fen <= p.keep_share * k.fee_fen THEN NULL WHEN k.left_fen - k.used_fen <= p.keep_share * k.fee_fen THEN 'spent_next_year' WHEN k.left_fen < p.min_fen THEN 'small' END AS clause,
         CASE WHEN k.left_fen > p.red_share * k.fee_fen THEN 'red' WHEN k.left_fen > p.keep_share * k.fee_fen THEN 'yellow' END AS band
  FROM kept k JOIN params p ON 1 = 1
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome FROM judged j
)
SELECT outcome, coalesce(missing, clause, band) AS detail, school_code || '|' || qy_text(year) AS subject_key, '学校' || school_code || '，' || qy_text(year) || '年伙食费' AS subject_label,
       'school:' || school_code AS stack_key, source_id, CASE WHEN outcome = 'hit' THEN left_fen END AS amount_fen, CASE WHEN outcome = 'hit' THEN evidence END AS evidence,
       school_code AS school, year, fee_fen, spent_fen, share
FROM decided
