-- One row per village collective and year: first-level subjects of the year's last period, 1… assets and 2… liabilities (village and government charts alike).
WITH entries AS (
  SELECT unit_code, coalesce(unit_name, unit_code) AS unit, year, coalesce(period, '') AS period, subject_code, subject_name, closing_fen, source_id, qy_ref('ledger_balance', source_id, source_sheet, source_row) AS ref
  FROM ledger_balance WHERE qy_matches(unit_name, '村|社区|居委|经济合作社|经济联合社|股份合作') AND NOT qy_matches(unit_name, '镇政府|乡政府|局|农村商业银行') AND (subject_code LIKE '1%' OR subject_code LIKE '2%')
), ends AS (
  SELECT e.*, max(length(period)) OVER (PARTITION BY unit_code, year) AS period_length, min(length(subject_code)) OVER (PARTITION BY unit_code, year) AS code_length FROM entries e
), last_period AS (
  SELECT e.*, max(CASE WHEN length(period) = period_length THEN period END) OVER (PARTITION BY unit_code, year) AS last_period FROM ends e
), years AS (
  SELECT unit_code, year, min(unit) AS unit, min(source_id) AS source_id, count(*) AS subjects, count(closing_fen) AS closed,
         CAST(sum(CASE WHEN subject_code LIKE '1%' THEN CASE WHEN qy_matches(subject_name, '折旧|摊销|坏账|减值') THEN -abs(closing_fen) ELSE closing_fen END ELSE 0 END) AS BIGINT) AS asset_fen,
         CAST(sum(CASE WHEN subject_code LIKE '2%' THEN abs(closing_fen) ELSE 0 END) AS BIGINT) AS debt_fen
  FROM last_period WHERE period = last_period AND length(subject_code) = code_length GROUP BY unit_code, year
), compared AS (
  SELECT y.*, CAST(y.debt_fen AS DOUBLE) / CASE WHEN y.asset_fen > 0 THEN y.asset_fen END AS ratio, b.debt_fen AS before_fen FROM years y LEFT JOIN years b ON b.unit_code = y.unit_code AND b.year = y.year - 1
), judged AS (
  SELECT c.*, CASE WHEN c.year IS NULL THEN 'year' WHEN c.closed < c.subjects THEN 'closing_fen' WHEN c.debt_fen > 0 AND c.ratio IS NULL THEN 'subject_code' END AS missing, CASE WHEN c.ratio >= p.ratio AND c.debt_fen < p.min_debt_fen THEN 'small' END AS clause,
         CASE WHEN c.ratio >= p.red_ratio THEN 'red' WHEN c.ratio >= p.ratio THEN 'yellow' END AS band
  FROM compared c JOIN params p ON 1 = 1
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome FROM judged j
), refs AS (
  SELECT d.unit_code, d.year, l.ref, row_number() OVER (PARTITION BY d.unit_code, d.year ORDER BY abs(l.closing_fen) DESC, l.ref) AS nth
  FROM decided d JOIN last_period l ON l.unit_code = d.unit_code AND l.year = d.year AND l.period = l.last_period AND length(l.subject_code) = l.code_length AND l.subject_code LIKE '2%' WHERE d.outcome = 'hit'
), proof AS (
  SELECT unit_code, year, array_agg(ref) AS evidence FROM refs WHERE nth <= 50 GROUP BY unit_code, year
)
SELECT d.outcome AS outcome, coalesce(d.missing, d.clause, d.band) AS detail, d.unit_code || '|' || coalesce(qy_text(d.year), '') AS subject_key, coalesce(d.unit, '') || '，' || coalesce(qy_text(d.year), '') || '年末' AS subject_label, 'village:' || d.unit_code AS stack_key,
       d.source_id AS source_id, CASE WHEN d.outcome = 'hit' THEN d.debt_fen END AS amount_fen, e.evidence AS evidence, d.unit AS unit, d.year AS year, d.asset_fen AS asset_fen, d.ratio AS ratio,
       CASE WHEN d.before_fen IS NULL THEN '无上年数' WHEN d.debt_fen > d.before_fen THEN '增加' WHEN d.debt_fen < d.before_fen THEN '减少' ELSE '持平' END AS change,
       CASE WHEN d.before_fen IS NULL THEN 'no year before' WHEN d.debt_fen > d.before_fen THEN 'more than a year before' WHEN d.debt_fen < d.before_fen THEN 'less than a year before' ELSE 'as a year before' END AS change_en
FROM decided d LEFT JOIN proof e ON e.unit_code = d.unit_code AND e.year = d.year
