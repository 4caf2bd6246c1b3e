-- One row per unit and year that keeps a canteen or meals subject. Red (negative) lines and credits take back what was booked.
WITH meals AS (
  SELECT unit_code, coalesce(year, qy_year(voucher_on)) AS year, summary, source_id, qy_ref('voucher_line', source_id, source_sheet, source_row) AS ref,
         coalesce(debit_fen, 0) AS debit_fen, coalesce(debit_fen, 0) - coalesce(credit_fen, 0) AS net_fen,
         qy_matches(summary, '招待|接待|会议|培训|差旅|加油|汽油|柴油费|公务车|装修|绿化|电脑|打印|办公|话费|网络费|福利|奖金|绩效|慰问|礼品|茶叶|香烟|白酒|旅游|宣传|教师节')
           AND NOT qy_matches(summary, '炊|厨|灶|食堂人员|食堂工人|从业人员|食堂设备|餐具|消毒|食材|体检') AS other_use
  FROM voucher_line
  WHERE qy_matches(subject_name, '伙食|食堂|营养膳食|营养餐|营养改善') AND NOT qy_matches(subject_name, '收入')
), years AS (
  SELECT unit_code, year, min(source_id) AS source_id, count(*) AS booked, count(summary) AS told, count(*) FILTER (WHERE other_use AND debit_fen > 0) AS lines,
         CAST(sum(net_fen) FILTER (WHERE other_use) AS BIGINT) AS other_fen, CAST(sum(debit_fen) FILTER (WHERE other_use AND debit_fen > 0) AS BIGINT) AS debit_fen
  FROM meals GROUP BY unit_code, year
), numbered AS (
  SELECT unit_code, year, summary, ref, row_number() OVER (PARTITION BY unit_code, year ORDER BY debit_fen DESC, ref) AS nth FROM meals WHERE other_use AND debit_fen > 0
), proof AS (
  SELECT unit_code, year, array_agg(ref) AS evidence, max(CASE WHEN nth = 1 THEN summary END) AS example FROM numbered WHERE nth <= 50 GROUP BY unit_code, year
), judged AS (
  SELECT y.*, CASE WHEN y.told = 0 THEN 'summary' END AS missing,
         CASE WHEN y.debit_fen >= p.min_fen AND y.other_fen < p.min_fen THEN 'reversed' WHEN y.debit_fen < p.min_fen THEN 'small' END AS clause,
         CASE WHEN y.other_fen >= p.red_from_fen THEN 'red' WHEN y.lines > 0 THEN 'yellow' END AS band
  FROM years y JOIN params p ON 1 = 1
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome FROM judged j
)
SELECT d.outcome AS outcome, coalesce(d.missing, d.clause, d.band) AS detail, coalesce(d.unit_code, '') || '|' || coalesce(qy_text(d.year), '') AS subject_key,
       '单位' || coalesce(d.unit_code, '') || '，' || coalesce(qy_text(d.year), '') || '年' AS subject_label, 'unit:' || coalesce(d.unit_code, '') AS stack_key, d.source_id AS source_id,
       CASE WHEN d.outcome = 'hit' THEN d.other_fen END AS amount_fen, CASE WHEN d.outcome = 'hit' THEN e.evidence END AS evidence,
       coalesce(d.unit_code, '') AS unit, d.year AS year, d.lines AS lines, e.example AS example
FROM decided d
LEFT JOIN proof e ON e.unit_code IS NOT DISTINCT FROM d.unit_code AND e.year IS NOT DISTINCT FROM d.year
