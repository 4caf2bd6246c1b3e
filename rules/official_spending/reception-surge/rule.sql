-- One row per unit and quarter (number: year * 4 + quarter of the year, from 0).
WITH claims AS (
  SELECT unit_code, qy_year(from_on) * 4 + CAST(floor((qy_month_no(from_on) - 1) / 3) AS BIGINT) AS quarter_no, amount_fen, source_id, ref,
         CASE WHEN qy_matches(letter_no, '会议|现场会|会通|论坛|峰会|赛|博览|展会|巡视|督察|督导|换届') THEN 1 ELSE 0 END AS event
  FROM expense_row WHERE kind = 'reception'
), quarters AS (
  SELECT unit_code, quarter_no, count(*) AS receptions, CAST(sum(amount_fen) AS BIGINT) AS now_fen, CAST(sum(event) AS DOUBLE) / count(*) AS event_share, min(source_id) AS source_id
  FROM claims GROUP BY unit_code, quarter_no
), based AS (  -- the quarter a year before; where it had none, the mean of the four quarters before
  SELECT q.unit_code, q.quarter_no, max(CASE WHEN b.quarter_no = q.quarter_no - 4 THEN b.now_fen END) AS year_before_fen, sum(b.now_fen) AS four_fen, max(CASE WHEN b.quarter_no = q.quarter_no - 4 THEN b.receptions END) AS year_before, sum(b.receptions) AS four
  FROM quarters q JOIN quarters b ON b.unit_code = q.unit_code AND b.quarter_no < q.quarter_no AND b.quarter_no >= q.quarter_no - 4 AND b.now_fen > 0
  GROUP BY q.unit_code, q.quarter_no
), compared AS (
  SELECT unit_code, quarter_no, CAST(round(coalesce(year_before_fen, CAST(four_fen AS DOUBLE) / 4)) AS BIGINT) AS now_fen, CAST(coalesce(year_before, four / 4.0) AS DOUBLE) AS receptions, CASE WHEN year_before_fen IS NULL THEN 0 ELSE 1 END AS same_quarter FROM based
), judged AS (
  SELECT q.*, b.now_fen AS before_fen, b.receptions AS before_receptions, b.same_quarter, CASE WHEN q.unit_code IS NULL THEN 'unit_code' WHEN q.quarter_no IS NULL THEN 'from_at' END AS missing,
         CASE WHEN b.now_fen IS NULL THEN 'nothing_before' WHEN q.now_fen <= b.now_fen * (1 + p.growth) THEN NULL WHEN q.event_share >= p.event_share THEN 'event'
              WHEN q.now_fen - b.now_fen < p.min_growth_fen THEN 'small' END AS clause,
         CASE WHEN q.now_fen >= b.now_fen * p.red_times AND b.same_quarter = 1 THEN 'red' WHEN q.now_fen > b.now_fen * (1 + p.growth) THEN 'yellow' END AS band
  FROM quarters q JOIN params p ON 1 = 1
  LEFT JOIN compared b ON b.unit_code = q.unit_code AND b.quarter_no = q.quarter_no
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome, qy_text(CAST(floor(j.quarter_no / 4) AS BIGINT)) || '年' || qy_text(j.quarter_no - 4 * CAST(floor(j.quarter_no / 4) AS BIGINT) + 1) || '季度' AS quarter FROM judged j
), refs AS (
  SELECT d.unit_code, d.quarter_no, c.ref, row_number() OVER (PARTITION BY d.unit_code, d.quarter_no ORDER BY c.amount_fen DESC, c.ref) AS nth
  FROM decided d JOIN claims c ON c.unit_code = d.unit_code AND c.quarter_no = d.quarter_no WHERE d.outcome = 'hit'
), proof AS (
  SELECT unit_code, quarter_no, array_agg(ref) AS evidence FROM refs WHERE nth <= 50 GROUP BY unit_code, quarter_no
)
SELECT d.outcome AS outcome, coalesce(d.missing, d.clause, d.band) AS detail, coalesce(d.unit_code, '') || '|' || coalesce(d.quarter, '') AS subject_key, '单位' || coalesce(d.unit_code, '') || '，' || coalesce(d.quarter, '') AS subject_label,
       'unit:' || coalesce(d.unit_code, '') AS stack_key, d.source_id AS source_id, CASE WHEN d.outcome = 'hit' THEN d.now_fen - d.before_fen END AS amount_fen, e.evidence AS evidence,
       d.unit_code AS unit, d.quarter AS quarter, d.receptions AS receptions, d.now_fen AS now_fen, d.before_fen AS before_fen,
       CAST(round(CAST(d.now_fen AS DOUBLE) / d.receptions) AS BIGINT) AS each_fen, CAST(round(d.before_fen / d.before_receptions) AS BIGINT) AS each_before_fen,
       CASE WHEN d.same_quarter = 1 THEN '上年同期' ELSE '前四个季度平均' END AS basis, CASE WHEN d.same_quarter = 1 THEN 'a year before' ELSE 'on average over the four quarters before' END AS basis_en
FROM decided d LEFT JOIN proof e ON e.unit_code = d.unit_code AND e.quarter_no = d.quarter_no
