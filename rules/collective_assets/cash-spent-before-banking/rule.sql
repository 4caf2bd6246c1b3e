-- One row per village and month with cash income.
WITH moves AS (
  SELECT v.village_code, qy_year(v.booked_on) * 12 + qy_month_no(v.booked_on) AS month_no, qy_month(v.booked_on) AS month, v.booked_on, v.kind, v.direction, v.amount_fen, v.source_id, v.ref,
         CASE WHEN v.kind = 'cash' AND v.direction = 'out' AND qy_matches(coalesce(v.summary, ''), '存现|缴存|存入|存行|存银行') THEN 'banked' WHEN v.kind = 'bank' AND v.direction = 'in' AND qy_matches(coalesce(v.summary, ''), '存现|缴存|现金存') THEN 'banked'
              WHEN v.kind = 'bank' AND v.direction = 'out' AND qy_matches(coalesce(v.summary, ''), '提现|取现|提取现金|备用金') THEN 'drawn' WHEN v.kind = 'cash' AND v.direction = 'in' AND qy_matches(coalesce(v.summary, ''), '提现|取现|提取|备用金') THEN 'drawn'
              WHEN v.kind = 'cash' AND v.direction = 'in' THEN 'income' WHEN v.kind = 'cash' AND v.direction = 'out' THEN 'spent' END AS move
  FROM village_entry v WHERE v.booked_on IS NOT NULL
), months AS (
  SELECT village_code, month_no, min(month) AS month, min(source_id) AS source_id, CAST(sum(amount_fen) FILTER (WHERE move = 'income') AS BIGINT) AS in_fen, CAST(sum(amount_fen) FILTER (WHERE move = 'spent') AS BIGINT) AS out_fen,
         count(*) FILTER (WHERE move = 'drawn') AS drawn, count(*) FILTER (WHERE move = 'banked') AS banked, count(direction) AS directed, count(kind) AS told
  FROM moves GROUP BY village_code, month_no
), later AS (  -- banked in the first days of the next month
  SELECT m.village_code, m.month_no - 1 AS month_no, count(*) AS banked FROM moves m JOIN params p ON 1 = 1
  WHERE m.move = 'banked' AND CAST(substr(qy_text(m.booked_on), 9, 2) AS BIGINT) <= p.bank_days GROUP BY m.village_code, m.month_no - 1
), judged AS (
  SELECT m.*, p.bank_days, CASE WHEN m.told = 0 THEN 'kind' WHEN m.directed = 0 THEN 'direction' END AS missing,
         CASE WHEN m.in_fen >= p.min_fen AND m.banked = 0 AND l.banked IS NULL AND m.out_fen >= m.in_fen * p.min_share AND m.drawn > 0 THEN 'drawn' END AS clause,
         CASE WHEN m.in_fen >= p.min_fen AND m.banked = 0 AND l.banked IS NULL AND m.out_fen >= m.in_fen * p.min_share THEN CASE WHEN m.out_fen >= p.red_from_fen THEN 'red' ELSE 'yellow' END END AS band
  FROM months m JOIN params p ON 1 = 1 LEFT JOIN later l ON l.village_code = m.village_code AND l.month_no = m.month_no
  WHERE m.in_fen > 0 OR m.told = 0 OR m.directed = 0
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome FROM judged j
), refs AS (
  SELECT d.village_code, d.month_no, m.ref, row_number() OVER (PARTITION BY d.village_code, d.month_no ORDER BY m.amount_fen DESC, m.ref) AS nth
  FROM decided d JOIN moves m ON m.village_code = d.village_code AND m.month_no = d.month_no AND m.move IN ('income', 'spent') WHERE d.outcome = 'hit'
), proof AS (
  SELECT village_code, month_no, array_agg(ref) AS evidence FROM refs WHERE nth <= 50 GROUP BY village_code, month_no
)
SELECT d.outcome AS outcome, coalesce(d.missing, d.clause, d.band) AS detail, d.village_code || '|' || d.month AS subject_key, '村' || d.village_code || '，' || d.month AS subject_label, 'village:' || d.village_code AS stack_key, d.source_id AS source_id,
       CASE WHEN d.outcome = 'hit' THEN d.out_fen END AS amount_fen, e.evidence AS evidence, d.village_code AS village, d.month AS month, d.in_fen AS in_fen, d.bank_days AS bank_days
FROM decided d LEFT JOIN proof e ON e.village_code = d.village_code AND e.month_no = d.month_no
