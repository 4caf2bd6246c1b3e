-- One row per measure. An extension counts up to the law's thirty days, whatever date is on record. Goods put on record are
-- held for working days (行政处罚法第八十五条): the calendar decides where it names the day, else the weekday does.
WITH digits AS (
  SELECT 0 AS n UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4 UNION ALL SELECT 5 UNION ALL SELECT 6 UNION ALL SELECT 7 UNION ALL SELECT 8 UNION ALL SELECT 9
), following AS (  -- thirty days after the measure, numbered by working days
  SELECT d.from_on, d.on_day,
         sum(CASE WHEN coalesce(w.kind, CASE WHEN qy_weekday(d.on_day) >= 6 THEN 'weekend' ELSE 'workday' END) IN ('workday', 'makeup_workday') THEN 1 ELSE 0 END)
           OVER (PARTITION BY d.from_on ORDER BY d.on_day ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS working
  FROM (SELECT x.from_on, qy_add_days(x.from_on, t.n * 10 + u.n + 1) AS on_day
        FROM (SELECT DISTINCT from_on FROM seizure WHERE from_on IS NOT NULL AND qy_matches(kind, '登记保存')) AS x CROSS JOIN digits u JOIN digits t ON t.n <= 2) AS d
  LEFT JOIN (SELECT "on" AS on_day, min(kind) AS kind FROM workday GROUP BY "on") AS w ON w.on_day = d.on_day
), kept AS (
  SELECT f.from_on, min(f.on_day) AS due_on FROM following f JOIN params p ON f.working = p.keep_days GROUP BY f.from_on
), timed AS (
  SELECT s.*, coalesce(s.kind, '查封扣押') AS measure, p.red_days, p.as_of, qy_ref('seizure', s.source_id, s.source_sheet, s.source_row) AS ref,
         CASE WHEN qy_matches(s.kind, '登记保存') THEN k.due_on WHEN s.extended_to_on > qy_add_days(s.from_on, p.days) THEN least(s.extended_to_on, qy_add_days(s.from_on, p.days + p.extension_days)) ELSE qy_add_days(s.from_on, p.days) END AS deadline_on
  FROM seizure s JOIN params p ON 1 = 1
  LEFT JOIN kept k ON k.from_on = s.from_on
), counted AS (
  SELECT t.*, qy_days(t.deadline_on, coalesce(t.to_on, t.as_of)) AS over_days FROM timed t
), judged AS (
  SELECT c.*, CASE WHEN c.from_on IS NULL THEN 'from_on' WHEN c.to_on < c.from_on THEN 'to_on' END AS missing, CASE WHEN c.over_days > 0 AND qy_matches(c.kind, '刑事|公安|司法') THEN 'criminal' END AS clause,
         CASE WHEN c.over_days <= 0 THEN NULL WHEN c.to_on IS NOT NULL THEN 'blue' WHEN c.over_days >= c.red_days THEN 'red' ELSE 'yellow' END AS band
  FROM counted c
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome FROM judged j
)
SELECT outcome, coalesce(missing, clause, band) AS detail, seizure_no AS subject_key, '单位' || coalesce(unit_code, '') || '，措施' || seizure_no AS subject_label, 'unit:' || coalesce(unit_code, '') AS stack_key, source_id,
       CASE WHEN outcome = 'hit' THEN value_fen END AS amount_fen, CASE WHEN outcome = 'hit' THEN qy_refs(ref) END AS evidence, unit_code AS unit, measure AS kind, seizure_no AS seizure, from_on, deadline_on, over_days,
       CASE WHEN to_on IS NULL THEN '至今未见解除' ELSE '至' || qy_text(to_on) || '才解除' END AS state, CASE WHEN to_on IS NULL THEN 'it is still on' ELSE 'it ended only on ' || qy_text(to_on) END AS state_en
FROM decided
