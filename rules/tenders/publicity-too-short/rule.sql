-- One row per tender. A period given in whole days runs to the end of its last day: 4 March to 6 March is three days.
WITH notices AS (
  SELECT tender_id, max(title) AS title, max(lower(method)) AS method, max(CASE WHEN must_tender THEN 1 WHEN NOT must_tender THEN 0 END) AS must_tender,
         min(publicity_from_at) AS from_at, max(publicity_to_at) AS to_at, max(estimate_fen) AS estimate_fen, min(source_id) AS source_id,
         min(qy_ref('tender', source_id, source_sheet, source_row)) AS ref
  FROM tender GROUP BY tender_id
), lengths AS (
  SELECT n.*, CASE WHEN qy_seconds(n.from_at) % 86400 = 0 AND qy_seconds(n.to_at) % 86400 = 0 THEN CAST(qy_days(n.from_at, n.to_at) + 1 AS DOUBLE)
                   ELSE (qy_seconds(n.to_at) - qy_seconds(n.from_at)) / 86400.0 END AS days
  FROM notices n
), judged AS (
  SELECT l.*, CASE WHEN l.from_at IS NULL THEN 'publicity_from_at' WHEN l.to_at IS NULL THEN 'publicity_to_at' END AS missing,
         CASE WHEN l.days < p.min_days AND (l.must_tender = 0 OR (l.method IS NOT NULL AND l.method NOT LIKE '%招标%' AND l.method NOT IN ('open', 'selective'))) THEN 'not_required' END AS clause,
         CASE WHEN l.days < p.min_days THEN 'yellow' END AS colour
  FROM lengths l JOIN params p ON 1 = 1
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.colour) AS outcome FROM judged j
)
SELECT d.outcome AS outcome, coalesce(d.missing, d.clause, d.colour) AS detail, d.tender_id AS subject_key, '标段' || d.tender_id || coalesce('：' || d.title, '') AS subject_label,
       'tender:' || d.tender_id AS stack_key, d.source_id AS source_id, CASE WHEN d.outcome = 'hit' THEN d.estimate_fen END AS amount_fen, qy_refs(d.ref) AS evidence,
       d.tender_id AS tender_id, qy_minute(d.from_at) AS from_at, qy_minute(d.to_at) AS to_at, round(d.days * 10) / 10 AS days, p.min_days AS min_days
FROM decided d JOIN params p ON 1 = 1
