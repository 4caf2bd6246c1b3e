-- One row per survivor and scheme.
WITH survivors AS (
  SELECT citizen_no, scheme, source_id, unreadable FROM benefit_person WHERE kind = 'survivor'
), jobs AS (
  SELECT citizen_no, qy_month_index(NULL, from_on) AS from_month, coalesce(qy_month_index(NULL, to_on), 99999) AS to_month,
         CASE WHEN from_on IS NULL THEN 'from_on' WHEN unit_code IS NULL AND unit_name IS NULL THEN 'flexible'
              WHEN qy_matches(coalesce(kind, '') || coalesce(unit_name, ''), '灵活就业|个体窗口|个人窗口|自由职业|居民') THEN 'flexible'
              WHEN qy_matches(coalesce(kind, '') || coalesce(unit_name, ''), '公益性岗位|公益岗') THEN 'welfare_post' ELSE 'work' END AS nature,
         qy_ref('social_insurance', source_id, source_sheet, source_row) AS ref
  FROM social_insurance
), paid AS (
  SELECT s.citizen_no, s.scheme, m.paid_fen, qy_month_index(m.month, m.paid_on) AS month_no, j.from_month, j.nature, j.ref AS job_ref,
         qy_ref('benefit_payment', m.source_id, m.source_sheet, m.source_row) AS ref,
         row_number() OVER (PARTITION BY s.citizen_no, s.scheme, j.nature ORDER BY qy_month_index(m.month, m.paid_on) DESC, m.source_id, m.source_row) AS nth
  FROM survivors s
  JOIN jobs j ON j.citizen_no = s.citizen_no
  JOIN benefit_payment m ON m.citizen_no = s.citizen_no AND m.scheme = s.scheme
  JOIN params p ON 1 = 1
  WHERE s.unreadable = 0 AND (j.from_month IS NULL OR (qy_month_index(m.month, m.paid_on) > j.from_month + p.grace_months AND qy_month_index(m.month, m.paid_on) < j.to_month))
), summed AS (
  SELECT citizen_no, scheme, count(DISTINCT month_no) FILTER (WHERE nature = 'work') AS months, min(month_no) FILTER (WHERE nature = 'work') AS first_month, max(month_no) FILTER (WHERE nature = 'work') AS last_month,
         min(nature) FILTER (WHERE nature IN ('flexible', 'welfare_post')) AS clause, count(*) FILTER (WHERE nature = 'from_on') AS undated
  FROM paid GROUP BY citizen_no, scheme
), fen AS (  -- a month with two employers counts once
  SELECT citizen_no, scheme, sum(paid_fen) AS paid_fen FROM (SELECT DISTINCT citizen_no, scheme, ref, paid_fen FROM paid WHERE nature = 'work') AS once GROUP BY citizen_no, scheme
), proof AS (
  SELECT citizen_no, scheme, qy_first(array_agg(ref), 50) AS refs
  FROM (SELECT citizen_no, scheme, ref FROM paid WHERE nature = 'work' AND nth <= 45 UNION SELECT citizen_no, scheme, job_ref FROM paid WHERE nature = 'work') AS one_row
  GROUP BY citizen_no, scheme
), judged AS (
  SELECT s.citizen_no, s.scheme, s.source_id, x.months, x.first_month, x.last_month, f.paid_fen, r.refs,
         CASE WHEN s.unreadable = 1 THEN 'citizen_no' WHEN x.undated > 0 AND x.months = 0 THEN 'from_on' END AS missing,
         CASE WHEN x.months = 0 THEN x.clause WHEN f.paid_fen <= 0 THEN 'returned' END AS clause,
         CASE WHEN x.months > 0 THEN CASE WHEN x.months >= p.red_from_months THEN 'red' ELSE 'yellow' END END AS band
  FROM survivors s
  JOIN params p ON 1 = 1
  LEFT JOIN summed x ON x.citizen_no = s.citizen_no AND x.scheme = s.scheme
  LEFT JOIN fen f ON f.citizen_no = s.citizen_no AND f.scheme = s.scheme
  LEFT JOIN proof r ON r.citizen_no = s.citizen_no AND r.scheme = s.scheme
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome FROM judged j
)
SELECT outcome, coalesce(missing, clause, band) AS detail, citizen_no || '|' || scheme AS subject_key, scheme || '，遗属' || substr(citizen_no, 1, 6) AS subject_label,
       'person:' || citizen_no AS stack_key, source_id, CASE WHEN outcome = 'hit' THEN CAST(paid_fen AS BIGINT) END AS amount_fen, refs AS evidence,
       scheme, months, qy_month_of_index(first_month) AS first_month, qy_month_of_index(last_month) AS last_month
FROM decided
