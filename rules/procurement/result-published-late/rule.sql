-- One row per tender with an award. The working-day calendar decides where it names the day; else the weekday does.
WITH results AS (
  SELECT tender_id, min(decided_on) AS decided_on, min(published_on) AS published_on, max(amount_fen) AS amount_fen, min(source_id) AS source_id,
         min(qy_ref('award', source_id, source_sheet, source_row)) AS ref
  FROM award GROUP BY tender_id
), late AS (
  SELECT r.*, qy_days(r.decided_on, r.published_on) AS days FROM results r
), steps AS (
  SELECT 1 AS n UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4 UNION ALL SELECT 5 UNION ALL SELECT 6 UNION ALL SELECT 7 UNION ALL SELECT 8 UNION ALL SELECT 9
  UNION ALL SELECT 10 UNION ALL SELECT 11 UNION ALL SELECT 12 UNION ALL SELECT 13 UNION ALL SELECT 14 UNION ALL SELECT 15 UNION ALL SELECT 16 UNION ALL SELECT 17 UNION ALL SELECT 18
), following AS (  -- the days after the decision, numbered by working days
  SELECT d.decided_on, d.on_day,
         sum(CASE WHEN coalesce(w.kind, CASE WHEN qy_weekday(d.on_day) >= 6 THEN 'weekend' ELSE 'workday' END) IN ('workday', 'makeup_workday') THEN 1 ELSE 0 END)
           OVER (PARTITION BY d.decided_on ORDER BY d.on_day ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS working
  FROM (SELECT x.decided_on, qy_add_days(x.decided_on, s.n) AS on_day FROM (SELECT DISTINCT decided_on FROM late WHERE decided_on IS NOT NULL) AS x CROSS JOIN steps s) AS d
  LEFT JOIN (SELECT "on" AS on_day, min(kind) AS kind FROM workday GROUP BY "on") AS w ON w.on_day = d.on_day
), due AS (
  SELECT f.decided_on, min(f.on_day) AS due_on FROM following f JOIN params p ON f.working = p.working_days GROUP BY f.decided_on
), judged AS (
  SELECT l.*, d.due_on, CASE WHEN l.decided_on IS NULL THEN 'decided_on' WHEN l.published_on IS NULL THEN 'published_on' END AS missing,
         CASE WHEN l.published_on > d.due_on AND qy_matches(m.trade, '工程|施工|监理|勘察') THEN 'tender_works' END AS clause,
         CASE WHEN l.published_on > d.due_on THEN CASE WHEN l.days >= p.red_days THEN 'yellow' ELSE 'blue' END END AS colour
  FROM late l JOIN params p ON 1 = 1
  LEFT JOIN due d ON d.decided_on = l.decided_on
  LEFT JOIN tender_market m ON m.tender_id = l.tender_id
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.colour) AS outcome FROM judged j
)
SELECT d.outcome AS outcome, coalesce(d.missing, d.clause, d.colour) AS detail, d.tender_id AS subject_key, '标段' || d.tender_id AS subject_label,
       'tender:' || d.tender_id AS stack_key, d.source_id AS source_id, CASE WHEN d.outcome = 'hit' THEN d.amount_fen END AS amount_fen, qy_refs(d.ref) AS evidence,
       d.tender_id AS tender_id, d.decided_on AS decided_on, d.published_on AS published_on, d.days AS days, d.due_on AS due_on
FROM decided d
