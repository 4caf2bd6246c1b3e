-- One row per dead person and item with a waiver.
WITH lines AS (
  SELECT deceased_no AS citizen_no, item, "on" AS done_on, waived_fen, unit_name, deceased_no_check, source_id, qy_ref('funeral_charge', source_id, source_sheet, source_row) AS ref
  FROM funeral_charge WHERE waived_fen <> 0 AND deceased_no IS NOT NULL
), counted AS (
  SELECT citizen_no, item, count(*) FILTER (WHERE waived_fen > 0) AS times, CAST(sum(waived_fen) AS BIGINT) AS net_fen, CAST(max(waived_fen) AS BIGINT) AS largest_fen, min(done_on) AS first_on, max(done_on) AS last_on,
         count(*) - count(done_on) AS undated, max(CASE WHEN deceased_no_check = 'valid' THEN 0 ELSE 1 END) AS unreadable, min(unit_name) AS unit_name, min(source_id) AS source_id, qy_first(array_agg(ref), 20) AS refs
  FROM lines GROUP BY citizen_no, item
), judged AS (
  SELECT c.*, c.net_fen - c.largest_fen AS extra_fen, CASE WHEN c.unreadable = 1 THEN 'deceased_no' WHEN c.times > 1 AND c.undated > 0 THEN 'on' END AS missing,
         CASE WHEN c.times > 1 AND c.net_fen <= c.largest_fen THEN 'reversed' WHEN c.times > 1 AND qy_matches(c.item, '寄存|存放|冷藏') AND qy_days(c.first_on, c.last_on) <= p.continued_days THEN 'continued' END AS clause,
         CASE WHEN c.times > 1 THEN CASE WHEN qy_days(c.first_on, c.last_on) > p.same_case_days THEN 'red' ELSE 'yellow' END END AS band
  FROM counted c JOIN params p ON 1 = 1
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome FROM judged j
)
SELECT outcome, coalesce(missing, clause, band) AS detail, citizen_no || '|' || item AS subject_key, coalesce(unit_name || '，', '') || item || '，逝者' || substr(citizen_no, 1, 6) AS subject_label,
       'person:' || citizen_no AS stack_key, source_id, CASE WHEN outcome = 'hit' THEN extra_fen END AS amount_fen, refs AS evidence, item, times, first_on, last_on
FROM decided
