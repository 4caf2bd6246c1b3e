-- One row per stay (or monthly settlement) with dialysis. What is done every other day leaves at most half of the days, and one.
WITH sessions AS (
  SELECT stay_id, "on" AS done_on, quantity, amount_fen, source_id, source_sheet, source_row
  FROM medical_item
  WHERE qy_matches(item_name, '血液透析|血透|血液滤过|血液灌流') AND NOT qy_matches(item_name, '透析器|滤过器|灌流器|管路|透析液|置换液|护理|导管|穿刺|连续|床旁|CRRT|监测|用')
), dialysers AS (
  SELECT stay_id, sum(quantity) AS pieces FROM medical_item WHERE qy_matches(item_name, '透析器|血滤器|滤过器') GROUP BY stay_id
), counted AS (
  SELECT stay_id, CAST(sum(quantity) AS DOUBLE) AS times, sum(amount_fen) AS amount_fen, min(done_on) AS first_on, max(done_on) AS last_on, count(*) - count(done_on) AS undated,
         count(*) - count(quantity) AS uncounted, qy_days(min(done_on), max(done_on)) + 1 AS days, min(source_id) AS source_id,
         qy_first(array_agg(qy_ref('medical_item', source_id, source_sheet, source_row)), 50) AS evidence
  FROM sessions GROUP BY stay_id
), places AS (
  SELECT stay_id, min(hospital_code) AS hospital_code FROM hospital_stay GROUP BY stay_id
), limited AS (
  SELECT c.*, h.hospital_code, floor((c.days + 1) / 2) AS bearable, CAST(coalesce(d.pieces, 0) AS DOUBLE) AS pieces
  FROM counted c
  LEFT JOIN places h ON h.stay_id = c.stay_id
  LEFT JOIN dialysers d ON d.stay_id = c.stay_id
), judged AS (
  SELECT l.*, l.times - l.bearable AS excess, CASE WHEN l.undated > 0 THEN 'on' WHEN l.uncounted > 0 THEN 'quantity' END AS missing,
         CASE WHEN l.times > l.bearable AND l.times <= l.bearable + p.emergencies THEN 'emergency' END AS clause,
         CASE WHEN l.times > l.bearable THEN CASE WHEN l.pieces > 0 AND l.pieces < l.times * 0.8 THEN 'red' ELSE 'yellow' END END AS band
  FROM limited l JOIN params p ON 1 = 1
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome FROM judged j
)
SELECT outcome, coalesce(missing, clause, band) AS detail, stay_id AS subject_key, '医疗机构' || coalesce(hospital_code, '未知') || '，住院号' || stay_id AS subject_label,
       'hospital:' || coalesce(hospital_code, '') AS stack_key, source_id, CASE WHEN outcome = 'hit' THEN CAST(floor(amount_fen * excess / times) AS BIGINT) END AS amount_fen, evidence,
       first_on, last_on, days, times, bearable, pieces
FROM decided
