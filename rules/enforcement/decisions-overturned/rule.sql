-- One row per authority and year. A withdrawn case was not decided; what is still under way does not count.
WITH reviewed AS (
  SELECT unit_code, coalesce(unit_name, unit_code) AS unit, qy_year(coalesce(decided_on, filed_on)) AS year, fine_fen, source_id, qy_ref('enforcement_case', source_id, source_sheet, source_row) AS ref,
         CASE WHEN reviewed IS NULL OR qy_matches(reviewed, '^无$|未申请|未复议|未诉讼|审理中|复议中|诉讼中|待|撤诉|撤回|不予受理') THEN NULL WHEN qy_matches(reviewed, '不予撤销|驳回|维持') THEN 0
              WHEN qy_matches(reviewed, '撤销|变更|确认违法|无效|败诉|责令|重新作出|重作') THEN 1 ELSE 0 END AS lost, CASE WHEN reviewed IS NOT NULL THEN 1 ELSE 0 END AS told
  FROM enforcement_case
), years AS (
  SELECT unit_code, year, min(unit) AS unit, sum(told) AS told, count(lost) AS reviewed, coalesce(sum(lost), 0) AS lost, CAST(sum(fine_fen) FILTER (WHERE lost = 1) AS BIGINT) AS lost_fen, min(source_id) AS source_id FROM reviewed GROUP BY unit_code, year
), everywhere AS (
  SELECT sum(told) AS told FROM reviewed
), judged AS (
  SELECT y.*, CAST(y.lost AS DOUBLE) / nullif(y.reviewed, 0) AS share, CASE WHEN y.unit_code IS NULL THEN 'unit_code' WHEN y.year IS NULL THEN 'decided_on' WHEN w.told = 0 THEN 'reviewed' END AS missing,
         CASE WHEN y.lost > 0 AND y.reviewed < p.min_reviewed THEN 'few' END AS clause,
         CASE WHEN y.lost = 0 OR y.lost < y.reviewed * p.min_share THEN NULL WHEN y.lost >= y.reviewed * p.red_share THEN 'red' ELSE 'yellow' END AS band
  FROM years y JOIN params p ON 1 = 1 JOIN everywhere w ON 1 = 1
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome FROM judged j
), proof AS (
  SELECT unit_code, year, array_agg(ref) AS evidence FROM (SELECT r.unit_code, r.year, r.ref, row_number() OVER (PARTITION BY r.unit_code, r.year ORDER BY r.ref) AS nth FROM reviewed r WHERE r.lost = 1) AS numbered WHERE nth <= 50 GROUP BY unit_code, year
)
SELECT d.outcome AS outcome, coalesce(d.missing, d.clause, d.band) AS detail, coalesce(d.unit_code, '') || '|' || coalesce(qy_text(d.year), '') AS subject_key, coalesce(d.unit, '') || '，' || coalesce(qy_text(d.year), '') || '年' AS subject_label,
       'unit:' || coalesce(d.unit_code, '') AS stack_key, d.source_id AS source_id, CASE WHEN d.outcome = 'hit' THEN coalesce(d.lost_fen, 0) END AS amount_fen, CASE WHEN d.outcome = 'hit' THEN e.evidence END AS evidence,
       d.unit AS unit, d.year AS year, d.reviewed AS reviewed, CAST(d.lost AS BIGINT) AS lost, d.share AS share
FROM decided d LEFT JOIN proof e ON e.unit_code = d.unit_code AND e.year = d.year
