-- Budget items held against what was paid from them: one unit, one budget project, one year.
--
--   shape        one row per unit, project (letters, digits and Chinese characters of its name) and year, of budgets or payments with a project
--   budget_fen, first_issued_on, last_issued_on   what was allotted; NULL when the year has payments only
--   paid_fen     paid in that year; paid_later_fen in the years after it
--   first_paid_on   first payment on or after the first allotment, of any year
--   sheet_fen    what the unit paid in that year with any project named: 0 means that its payments carry no projects
-- Read by L01a, L01b, L04.
WITH budgets AS (
  SELECT unit_code, qy_code(budget_project) AS project_key, year, min(budget_project) AS project, CAST(sum(amount_fen) AS BIGINT) AS budget_fen, min(issued_on) AS first_issued_on, max(issued_on) AS last_issued_on,
         min(source) AS source, min(source_id) AS source_id
  FROM budget_item GROUP BY unit_code, qy_code(budget_project), year
), names AS (  -- names repeat millions of times: each is spelled out once
  SELECT budget_project, qy_code(budget_project) AS project_key FROM (SELECT DISTINCT budget_project FROM payment WHERE budget_project IS NOT NULL) AS spelling
), daily AS (
  SELECT m.payer_code AS unit_code, n.project_key, m."on" AS paid_on, min(m.budget_project) AS project, sum(m.amount_fen) AS paid_fen, max(m.amount_fen) AS largest_fen, min(m.source_id) AS source_id
  FROM payment m JOIN names n ON n.budget_project = m.budget_project
  WHERE m.payer_code IS NOT NULL AND m."on" IS NOT NULL GROUP BY m.payer_code, n.project_key, m."on"
), paid AS (
  SELECT unit_code, project_key, qy_year(paid_on) AS year, min(project) AS project, CAST(sum(paid_fen) AS BIGINT) AS paid_fen, min(source_id) AS source_id FROM daily GROUP BY unit_code, project_key, qy_year(paid_on)
), sheets AS (
  SELECT unit_code, year, sum(paid_fen) AS sheet_fen FROM paid GROUP BY unit_code, year
), firsts AS (
  SELECT b.unit_code, b.project_key, b.year, min(m.paid_on) AS first_paid_on
  FROM budgets b JOIN daily m ON m.unit_code = b.unit_code AND m.project_key = b.project_key AND m.paid_on >= b.first_issued_on AND m.largest_fen > 0
  GROUP BY b.unit_code, b.project_key, b.year
), later AS (
  SELECT b.unit_code, b.project_key, b.year, CAST(sum(a.paid_fen) AS BIGINT) AS paid_later_fen
  FROM budgets b JOIN paid a ON a.unit_code = b.unit_code AND a.project_key = b.project_key AND a.year > b.year GROUP BY b.unit_code, b.project_key, b.year
)
SELECT coalesce(b.unit_code, a.unit_code) AS unit_code, coalesce(b.project_key, a.project_key) AS project_key, coalesce(b.year, a.year) AS year, coalesce(b.project, a.project) AS project,
       b.budget_fen, b.first_issued_on, b.last_issued_on, b.source, coalesce(a.paid_fen, 0) AS paid_fen, coalesce(l.paid_later_fen, 0) AS paid_later_fen, f.first_paid_on, coalesce(s.sheet_fen, 0) AS sheet_fen,
       coalesce(b.source_id, a.source_id) AS source_id
FROM budgets b
FULL JOIN paid a ON a.unit_code = b.unit_code AND a.project_key = b.project_key AND a.year = b.year
LEFT JOIN firsts f ON f.unit_code = b.unit_code AND f.project_key = b.project_key AND f.year = b.year
LEFT JOIN later l ON l.unit_code = b.unit_code AND l.project_key = b.project_key AND l.year = b.year
LEFT JOIN sheets s ON s.unit_code = coalesce(b.unit_code, a.unit_code) AND s.year = coalesce(b.year, a.year)
