-- One row per measure. An extension counts up to the law's thirty days, whatever date is on record.
WITH timed AS (
  SELECT s.*, coalesce(s.kind, '查封扣押') AS measure, p.red_days, p.as_of, qy_ref('seizure', s.source_id, s.source_sheet, s.source_row) AS ref,
         CASE WHEN qy_matches(s.kind, '登记保存') THEN qy_add_days(s.from_on, p.keep_days) WHEN s.extended_to_on > qy_add_days(s.from_on, p.days) THEN least(s.extended_to_on, qy_add_days(s.from_on, p.days + p.extension_days)) ELSE qy_add_days(s.from_on, p.days) END AS deadline_on
  FROM seizure s JOIN params p ON 1 = 1
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
