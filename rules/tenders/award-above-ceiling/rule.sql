-- One row per tender with an award in force. A ceiling binds; an estimate that is passed is only worth a question.
WITH limits AS (
  SELECT a.*, coalesce(a.control_fen, a.estimate_fen) AS limit_fen FROM award_level a
), judged AS (
  SELECT l.*, CASE WHEN l.awarded_fen IS NULL THEN 'amount_fen' WHEN l.limit_fen IS NULL THEN 'control_price_fen' END AS missing,
         CASE WHEN l.awarded_fen > 10 * l.limit_fen THEN 'mixed_unit' END AS clause,
         CASE WHEN l.awarded_fen - l.limit_fen > p.tolerance * l.limit_fen THEN CASE WHEN l.control_fen IS NOT NULL THEN 'red' ELSE 'yellow' END END AS colour
  FROM limits l JOIN params p ON 1 = 1
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.colour) AS outcome FROM judged j
)
SELECT d.outcome AS outcome, coalesce(d.missing, d.clause, d.colour) AS detail, d.tender_id AS subject_key,
       '标段' || d.tender_id || coalesce('：' || d.title, '') AS subject_label, 'tender:' || d.tender_id AS stack_key, d.source_id AS source_id,
       CASE WHEN d.outcome = 'hit' THEN d.awarded_fen - d.limit_fen END AS amount_fen, CASE WHEN d.outcome = 'hit' THEN d.evidence END AS evidence,
       d.tender_id AS tender_id, d.limit_fen AS limit_fen, CASE WHEN d.control_fen IS NOT NULL THEN '最高限价' ELSE '预算（估算价）' END AS limit_name,
       CASE WHEN d.control_fen IS NOT NULL THEN 'ceiling' ELSE 'estimate' END AS limit_name_en, d.awarded_fen AS awarded_fen,
       CASE WHEN d.limit_fen > 0 THEN CAST(d.awarded_fen AS DOUBLE) / d.limit_fen - 1 END AS overrun, d.currency AS currency
FROM decided d
