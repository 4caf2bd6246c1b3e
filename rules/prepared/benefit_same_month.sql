-- Persons who drew two kinds of benefit of one group for the same month. The groups: aid (low_income, destitute, orphan, disability) and
-- pensions (civil, employee, resident). Whether a pair excludes one another is the rule's to say.
--
--   shape    one row per person and pair of kinds, kind_a before kind_b in the alphabet
--   months   months for which both were paid (net of reversals); first_month, last_month of those
--   smaller_fen   the smaller of the two, month by month, added up
--   evidence the payments of those months, at most 25 of each kind
-- Read by B04, B07.
WITH grouped AS (
  SELECT scheme, kind, CASE WHEN kind IN ('low_income', 'destitute', 'orphan', 'disability') THEN 'aid' ELSE 'pension' END AS circle
  FROM benefit_scheme
  WHERE kind IN ('low_income', 'destitute', 'orphan', 'disability', 'civil_pension', 'employee_pension', 'resident_pension')
), several AS (
  SELECT e.citizen_no, g.circle FROM benefit_person e JOIN grouped g ON g.scheme = e.scheme
  WHERE e.unreadable = 0
  GROUP BY e.citizen_no, g.circle HAVING count(DISTINCT g.kind) > 1
), paid AS (
  SELECT b.citizen_no, g.circle, g.kind, b.scheme, qy_month_index(b.month, b.paid_on) AS month_no, b.paid_fen, b.source_id, b.source_sheet, b.source_row
  FROM several s
  JOIN benefit_payment b ON b.citizen_no = s.citizen_no
  JOIN grouped g ON g.scheme = b.scheme AND g.circle = s.circle
), monthly AS (
  SELECT citizen_no, circle, kind, month_no, min(scheme) AS scheme, sum(paid_fen) AS paid_fen
  FROM paid WHERE month_no IS NOT NULL
  GROUP BY citizen_no, circle, kind, month_no HAVING sum(paid_fen) > 0
), together AS (
  SELECT a.citizen_no, a.kind AS kind_a, b.kind AS kind_b, a.scheme AS scheme_a, b.scheme AS scheme_b, a.month_no, least(a.paid_fen, b.paid_fen) AS smaller_fen
  FROM monthly a JOIN monthly b ON b.citizen_no = a.citizen_no AND b.circle = a.circle AND b.month_no = a.month_no AND b.kind > a.kind
), proof AS (
  SELECT citizen_no, kind_a, kind_b, array_agg(ref) AS evidence
  FROM (SELECT t.citizen_no, t.kind_a, t.kind_b, qy_ref('benefit_payment', p.source_id, p.source_sheet, p.source_row) AS ref,
               row_number() OVER (PARTITION BY t.citizen_no, t.kind_a, t.kind_b, p.kind ORDER BY t.month_no DESC, p.source_id, p.source_row) AS nth
        FROM together t JOIN paid p ON p.citizen_no = t.citizen_no AND p.month_no = t.month_no AND p.kind IN (t.kind_a, t.kind_b)) AS numbered
  WHERE nth <= 25
  GROUP BY citizen_no, kind_a, kind_b
)
SELECT t.citizen_no, t.kind_a, t.kind_b, min(t.scheme_a) AS scheme_a, min(t.scheme_b) AS scheme_b, count(*) AS months,
       CAST(sum(t.smaller_fen) AS BIGINT) AS smaller_fen, min(t.month_no) AS first_month, max(t.month_no) AS last_month, min(e.evidence) AS evidence
FROM together t
JOIN proof e ON e.citizen_no = t.citizen_no AND e.kind_a = t.kind_a AND e.kind_b = t.kind_b
GROUP BY t.citizen_no, t.kind_a, t.kind_b
