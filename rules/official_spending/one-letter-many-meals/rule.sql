-- One row per unit and letter (its year and number as written): one letter may be sent to several units. A claim without a letter is K09a's.
WITH uses AS (
  SELECT letter_key, letter_no, unit_code, from_on, amount_fen, source_id, ref, row_number() OVER (PARTITION BY unit_code, letter_key ORDER BY from_on, ref) AS nth
  FROM expense_row WHERE kind = 'reception' AND letter_key IS NOT NULL
), letters AS (
  SELECT unit_code, letter_key, min(letter_no) AS letter, count(*) AS times, count(from_on) AS dated, min(from_on) AS first_on, max(from_on) AS last_on,
         CAST(sum(amount_fen) AS BIGINT) AS amount_fen, CAST(sum(amount_fen) FILTER (WHERE nth > 1) AS BIGINT) AS later_fen, min(source_id) AS source_id
  FROM uses GROUP BY unit_code, letter_key
), judged AS (
  SELECT l.*, CASE WHEN l.unit_code IS NULL THEN 'unit_code' WHEN l.times > 1 AND l.dated < l.times THEN 'from_at' WHEN length(qy_digits(l.letter)) < 2 THEN 'letter_no' END AS missing,
         CASE WHEN l.times > 1 AND qy_days(l.first_on, l.last_on) <= p.span_days THEN 'one_errand' WHEN l.times > 1 AND qy_matches(l.letter, '会议|现场会|会通|论坛|驻点|巡视|巡察|专班') THEN 'conference' END AS clause,
         CASE WHEN l.times >= p.red_times THEN 'red' WHEN l.times > 2 THEN 'yellow' WHEN l.times > 1 THEN 'blue' END AS band
  FROM letters l JOIN params p ON 1 = 1
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome FROM judged j
), proof AS (
  SELECT u.unit_code, u.letter_key, array_agg(u.ref) AS evidence FROM uses u JOIN decided d ON d.unit_code = u.unit_code AND d.letter_key = u.letter_key WHERE d.outcome = 'hit' AND u.nth <= 50 GROUP BY u.unit_code, u.letter_key
)
SELECT d.outcome AS outcome, coalesce(d.missing, d.clause, d.band) AS detail, coalesce(d.unit_code, '') || '|' || d.letter_key AS subject_key, '单位' || coalesce(d.unit_code, '') || '，公函' || d.letter AS subject_label, 'unit:' || coalesce(d.unit_code, '') AS stack_key, d.source_id AS source_id,
       CASE WHEN d.outcome = 'hit' THEN d.amount_fen END AS amount_fen, e.evidence AS evidence,
       d.unit_code AS unit, d.letter AS letter, d.times AS times, d.first_on AS first_on, d.last_on AS last_on, d.later_fen AS later_fen
FROM decided d LEFT JOIN proof e ON e.unit_code = d.unit_code AND e.letter_key = d.letter_key
