-- One row per tender. The day of issue is not counted, the day of the deadline is: 1 March to 21 March is twenty days.
WITH notices AS (
  SELECT tender_id, max(title) AS title, max(lower(method)) AS method, max(CASE WHEN must_tender THEN 1 WHEN NOT must_tender THEN 0 END) AS must_tender,
         coalesce(min(documents_from_on), min(published_on)) AS from_on, max(qy_time_days(bids_due_at)) AS due_on, max(estimate_fen) AS estimate_fen,
         min(source_id) AS source_id, min(qy_ref('tender', source_id, source_sheet, source_row)) AS ref
  FROM tender GROUP BY tender_id
), judged AS (
  SELECT n.*, qy_days(n.from_on, n.due_on) AS days, CASE WHEN n.from_on IS NULL THEN 'published_on' WHEN n.due_on IS NULL THEN 'bids_due_at' END AS missing,
         CASE WHEN qy_days(n.from_on, n.due_on) < p.min_days THEN
              CASE WHEN n.must_tender = 0 OR (n.method IS NOT NULL AND n.method NOT LIKE '%招标%' AND n.method NOT IN ('open', 'selective')) THEN 'not_required'
                   WHEN qy_matches(coalesce(n.title, ''), '抢险|救灾|应急|抢修') THEN 'emergency' END END AS clause,
         CASE WHEN qy_days(n.from_on, n.due_on) < p.red_days THEN 'red' WHEN qy_days(n.from_on, n.due_on) < p.min_days THEN 'yellow' END AS colour
  FROM notices n JOIN params p ON 1 = 1
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.colour) AS outcome FROM judged j
)
SELECT d.outcome AS outcome, coalesce(d.missing, d.clause, d.colour) AS detail, d.tender_id AS subject_key, '标段' || d.tender_id || coalesce('：' || d.title, '') AS subject_label,
       'tender:' || d.tender_id AS stack_key, d.source_id AS source_id, CASE WHEN d.outcome = 'hit' THEN d.estimate_fen END AS amount_fen, qy_refs(d.ref) AS evidence,
       d.tender_id AS tender_id, d.from_on AS from_on, d.due_on AS due_on, d.days AS days, p.min_days AS min_days
FROM decided d JOIN params p ON 1 = 1
