-- One row per payment at or above the limit. A resolution answers when it stands for at least that sum, or for no stated sum, and is not older than the window.
WITH large AS (
  SELECT v.*, p.limit_fen, p.tolerance, p.window_days, p.red_from_fen FROM village_entry v JOIN params p ON 1 = 1 WHERE v.direction = 'out' AND v.amount_fen >= p.limit_fen
), answers AS (
  SELECT l.ref, max(CASE WHEN r."on" <= l.booked_on AND qy_days(r."on", l.booked_on) <= l.window_days THEN 1 ELSE 0 END) AS before_it, min(CASE WHEN r."on" > l.booked_on AND r.amount_fen IS NOT NULL THEN r."on" END) AS late_on
  FROM large l JOIN resolution r ON r.village_code = l.village_code AND (r.amount_fen IS NULL OR r.amount_fen >= l.amount_fen * (1 - l.tolerance)) AND (r."on" <= l.booked_on OR qy_days(l.booked_on, r."on") <= 366)
  GROUP BY l.ref
), recorded AS (
  SELECT DISTINCT village_code FROM resolution WHERE "on" IS NOT NULL
), judged AS (
  SELECT l.*, a.late_on, CASE WHEN l.booked_on IS NULL THEN 'on' WHEN r.village_code IS NULL THEN 'resolution' END AS missing,
         CASE WHEN a.before_it = 1 THEN NULL WHEN qy_matches(coalesce(l.summary, ''), '转存|存款|存现|转账至|划转|代付|代收|代管|工资|社保|养老|医保|退还|退款|保证金|税|利息|定期') THEN 'transfer' END AS clause,
         CASE WHEN a.before_it = 1 THEN NULL WHEN a.late_on IS NOT NULL THEN 'blue' WHEN l.amount_fen >= l.red_from_fen THEN 'red' ELSE 'yellow' END AS band
  FROM large l LEFT JOIN answers a ON a.ref = l.ref LEFT JOIN recorded r ON r.village_code = l.village_code
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome FROM judged j
)
SELECT outcome, coalesce(missing, clause, band) AS detail, village_code || '|' || coalesce(qy_text(booked_on), '') || '|' || coalesce(voucher_no, '') || '|' || qy_text(amount_fen) AS subject_key, '村' || village_code || '，' || coalesce(qy_text(booked_on), '') || '支出' AS subject_label,
       'village:' || village_code AS stack_key, source_id, CASE WHEN outcome = 'hit' THEN amount_fen END AS amount_fen, CASE WHEN outcome = 'hit' THEN qy_refs(ref) END AS evidence, village_code AS village, booked_on AS paid_on, coalesce(summary, '无摘要') AS summary,
       coalesce(voucher_no, '（无编号）') AS voucher, CASE WHEN late_on IS NULL THEN '没有与之相应的民主决策记录' ELSE '相应决议为' || qy_text(late_on) || '，晚于支出' END AS state,
       CASE WHEN late_on IS NULL THEN 'no resolution answers to it' ELSE 'the resolution is of ' || qy_text(late_on) || ', after the payment' END AS state_en
FROM decided
UNION ALL
SELECT 'not_computable', 'direction', village_code || '||', NULL, NULL, min(source_id), NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
FROM village_entry GROUP BY village_code HAVING count(direction) = 0
