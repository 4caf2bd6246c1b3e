-- One row per unit and subject of receivables and payables; of subjects in several levels each stands for itself, which is why the leaf with the longest code is read.
WITH entries AS (
  SELECT unit_code, coalesce(unit_name, unit_code) AS unit, subject_code, subject_name, year, period, coalesce(debit_fen, 0) AS debit_fen, coalesce(credit_fen, 0) AS credit_fen, debit_fen IS NULL AND credit_fen IS NULL AS silent, closing_fen, source_id,
         qy_ref('ledger_balance', source_id, source_sheet, source_row) AS ref
  FROM ledger_balance
  WHERE qy_matches(subject_name, '应收|预付|暂付|应付|暂存|预收|往来|备用金|借出款|其他应') AND NOT qy_matches(subject_name, '职工薪酬|应付工资|应缴|利息|票据|增值税')
), years AS (
  SELECT unit_code, subject_code, year, min(unit) AS unit, min(subject_name) AS subject, sum(abs(debit_fen) + abs(credit_fen)) AS moved_fen, max(CASE WHEN silent THEN 1 ELSE 0 END) AS silent, max(closing_fen) AS high_fen, min(closing_fen) AS low_fen,
         min(source_id) AS source_id, min(ref) AS ref
  FROM entries GROUP BY unit_code, subject_code, year
), last_years AS (
  SELECT unit_code, subject_code, max(year) AS to_year, count(year) AS dated FROM years GROUP BY unit_code, subject_code
), spans AS (
  SELECT l.unit_code, l.subject_code, l.to_year, l.dated, min(y.unit) AS unit, min(y.subject) AS subject, count(*) AS seen, sum(y.moved_fen) AS moved_fen, max(y.silent) AS silent, max(y.high_fen) AS high_fen, min(y.low_fen) AS low_fen,
         min(y.source_id) AS source_id, array_agg(y.ref) AS evidence
  FROM last_years l JOIN params p ON 1 = 1 JOIN years y ON y.unit_code IS NOT DISTINCT FROM l.unit_code AND y.subject_code = l.subject_code AND (l.to_year IS NULL OR y.year > l.to_year - p.years)
  GROUP BY l.unit_code, l.subject_code, l.to_year, l.dated
), leaves AS (
  SELECT s.*, lag(s.subject_code) OVER (PARTITION BY s.unit_code ORDER BY s.subject_code DESC) AS below FROM spans s
), judged AS (
  SELECT s.*, p.years, CASE WHEN s.to_year IS NULL THEN 'year' WHEN s.unit_code IS NULL THEN 'unit_code' WHEN s.high_fen IS NULL THEN 'closing_fen' WHEN s.seen < p.years THEN 'year' WHEN s.silent = 1 THEN 'debit_fen' END AS missing,
         CASE WHEN s.moved_fen > 0 OR s.high_fen <> s.low_fen OR s.high_fen = 0 OR substr(coalesce(s.below, ''), 1, length(s.subject_code)) = s.subject_code THEN NULL
              WHEN qy_matches(s.subject, '押金|质保|保证金|代管|财政借款|维修基金') THEN 'deposit' WHEN abs(s.high_fen) < p.min_fen THEN 'small' END AS clause,
         CASE WHEN s.moved_fen > 0 OR s.high_fen <> s.low_fen OR s.high_fen = 0 OR substr(coalesce(s.below, ''), 1, length(s.subject_code)) = s.subject_code THEN NULL WHEN abs(s.high_fen) >= p.red_from_fen THEN 'red' ELSE 'yellow' END AS band
  FROM leaves s JOIN params p ON 1 = 1
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome FROM judged j
)
SELECT d.outcome AS outcome, coalesce(d.missing, d.clause, d.band) AS detail, coalesce(d.unit_code, '') || '|' || d.subject_code AS subject_key, d.unit || '，' || coalesce(d.subject, d.subject_code) AS subject_label,
       'unit:' || coalesce(d.unit_code, '') AS stack_key, d.source_id AS source_id, CASE WHEN d.outcome = 'hit' THEN abs(d.high_fen) END AS amount_fen, CASE WHEN d.outcome = 'hit' THEN qy_first(d.evidence, 50) END AS evidence,
       d.unit AS unit, d.subject AS subject, d.subject_code AS code, d.to_year - d.years AS from_year, d.to_year AS to_year, d.years AS years
FROM decided d
