-- One row per unit and year with running costs or projects in its books. Red lines and credits take back what was booked.
WITH costs AS (
  SELECT unit_code, coalesce(year, qy_year(voucher_on)) AS year, summary, subject_name, source_id, qy_ref('voucher_line', source_id, source_sheet, source_row) AS ref, coalesce(debit_fen, 0) AS debit_fen,
         coalesce(debit_fen, 0) - coalesce(credit_fen, 0) AS net_fen,
         qy_matches(summary, '津贴|补贴|奖金|绩效|慰问|过节费|节日费|加班费|值班费|降温费|取暖费|考核奖|目标奖|文明奖|年终奖|十三个月|职工福利|福利费')
           AND NOT qy_matches(summary, '走访|看望|老党员|烈属|军属|部队|敬老|专家|讲课|授课|评审|外聘|临时工|公益|遗属|离休|困难|群众|农户|农民|种粮|村|学生|贫困|低保|企业|拆迁|征地|就业|见习|抚恤|退役|志愿|献血|出差|差旅|伙食|误餐|公积金|扣') AS benefit
  FROM voucher_line
  WHERE qy_matches(subject_name, '办公|印刷|咨询|会议|培训|劳务|委托业务|其他商品|其他交通|维修|专用材料|专项|项目|业务活动|单位管理') AND NOT qy_matches(subject_name, '工资|津贴|补贴|奖金|福利|绩效|工会|个人和家庭|收入|应付|应收|预|存款')
), years AS (
  SELECT unit_code, year, min(source_id) AS source_id, count(summary) AS told, count(*) FILTER (WHERE benefit AND debit_fen > 0) AS lines, CAST(sum(net_fen) FILTER (WHERE benefit) AS BIGINT) AS net_fen,
         CAST(sum(debit_fen) FILTER (WHERE benefit AND debit_fen > 0) AS BIGINT) AS debit_fen
  FROM costs GROUP BY unit_code, year
), numbered AS (
  SELECT unit_code, year, summary, subject_name, ref, row_number() OVER (PARTITION BY unit_code, year ORDER BY debit_fen DESC, ref) AS nth FROM costs WHERE benefit AND debit_fen > 0
), proof AS (
  SELECT unit_code, year, array_agg(ref) AS evidence, max(CASE WHEN nth = 1 THEN summary END) AS example, max(CASE WHEN nth = 1 THEN subject_name END) AS subject FROM numbered WHERE nth <= 50 GROUP BY unit_code, year
), judged AS (
  SELECT y.*, CASE WHEN y.unit_code IS NULL THEN 'unit_code' WHEN y.told = 0 THEN 'summary' END AS missing,
         CASE WHEN y.debit_fen < p.min_fen THEN 'small' WHEN y.net_fen < p.min_fen THEN 'reversed' END AS clause,
         CASE WHEN y.net_fen >= p.red_from_fen THEN 'red' WHEN y.lines > 0 THEN 'yellow' END AS band
  FROM years y JOIN params p ON 1 = 1
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome FROM judged j
)
SELECT d.outcome AS outcome, coalesce(d.missing, d.clause, d.band) AS detail, coalesce(d.unit_code, '') || '|' || coalesce(qy_text(d.year), '') AS subject_key,
       '单位' || coalesce(d.unit_code, '') || '，' || coalesce(qy_text(d.year), '') || '年' AS subject_label, 'unit:' || coalesce(d.unit_code, '') AS stack_key, d.source_id AS source_id,
       CASE WHEN d.outcome = 'hit' THEN d.net_fen END AS amount_fen, CASE WHEN d.outcome = 'hit' THEN e.evidence END AS evidence,
       d.unit_code AS unit, d.year AS year, d.lines AS lines, e.example AS example, e.subject AS subject
FROM decided d LEFT JOIN proof e ON e.unit_code = d.unit_code AND e.year = d.year
