-- One row per village and year. Receipts of the treasury (财政票据, 非税) are papers like invoices.
WITH marked AS (
  SELECT v.village_code, qy_year(v.booked_on) AS year, v.direction, v.amount_fen, v.attachment_kind, v.source_id, v.ref,
         v.direction = 'out' AND v.amount_fen >= p.limit_fen AND qy_matches(v.attachment_kind, '白条|收条|便条|欠条|自制|无票|无附件|无凭证|普通收据|^收据$|^无$') AS bare,
         qy_matches(coalesce(v.summary, ''), '务工|用工|误工|收购|补偿|慰问|分红|青苗|工资|农户|村民|困难') AS villagers
  FROM village_entry v JOIN params p ON 1 = 1
), years AS (
  SELECT village_code, year, count(direction) AS directed, count(attachment_kind) FILTER (WHERE direction = 'out') AS told, sum(amount_fen) FILTER (WHERE direction = 'out' AND attachment_kind IS NOT NULL) AS out_fen, count(*) FILTER (WHERE bare) AS bare,
         count(*) FILTER (WHERE bare AND NOT villagers) AS times, CAST(sum(amount_fen) FILTER (WHERE bare AND NOT villagers) AS BIGINT) AS amount_fen, min(source_id) AS source_id
  FROM marked GROUP BY village_code, year
), judged AS (
  SELECT y.*, p.limit_fen, CAST(y.amount_fen AS DOUBLE) / nullif(y.out_fen, 0) AS share, CASE WHEN y.directed = 0 THEN 'direction' WHEN y.told = 0 THEN 'attachment_kind' WHEN y.year IS NULL THEN 'on' END AS missing,
         CASE WHEN y.bare > 0 AND y.times = 0 THEN 'villagers' WHEN y.amount_fen < p.min_fen THEN 'small' END AS clause, CASE WHEN y.amount_fen >= p.red_from_fen THEN 'red' WHEN y.times > 0 THEN 'yellow' END AS band
  FROM years y JOIN params p ON 1 = 1
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome FROM judged j
), proof AS (
  SELECT village_code, year, array_agg(ref) AS evidence
  FROM (SELECT m.village_code, m.year, m.ref, row_number() OVER (PARTITION BY m.village_code, m.year ORDER BY m.amount_fen DESC, m.ref) AS nth FROM marked m WHERE m.bare AND NOT m.villagers) AS numbered WHERE nth <= 50 GROUP BY village_code, year
)
SELECT d.outcome AS outcome, coalesce(d.missing, d.clause, d.band) AS detail, d.village_code || '|' || coalesce(qy_text(d.year), '') AS subject_key, '村' || d.village_code || '，' || coalesce(qy_text(d.year), '') || '年' AS subject_label, 'village:' || d.village_code AS stack_key,
       d.source_id AS source_id, CASE WHEN d.outcome = 'hit' THEN d.amount_fen END AS amount_fen, CASE WHEN d.outcome = 'hit' THEN e.evidence END AS evidence, d.village_code AS village, d.year AS year, d.times AS times, d.limit_fen AS limit_fen, d.share AS share
FROM decided d LEFT JOIN proof e ON e.village_code = d.village_code AND e.year = d.year
