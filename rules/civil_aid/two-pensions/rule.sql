-- One row per pensioner; per pair of schemes where two were paid for the same month.
WITH examined AS (
  SELECT citizen_no, min(source_id) AS source_id, max(unreadable) AS unreadable, sum(undated) AS undated, count(DISTINCT kind) AS kinds
  FROM benefit_person WHERE kind IN ('resident_pension', 'employee_pension', 'civil_pension')
  GROUP BY citizen_no
)
SELECT CASE WHEN e.unreadable = 1 OR (j.citizen_no IS NULL AND e.kinds > 1 AND e.undated > 0) THEN 'not_computable' WHEN j.citizen_no IS NULL THEN 'clear'
            WHEN j.months <= p.changeover_months OR j.smaller_fen < p.min_month_fen * j.months THEN 'excluded' ELSE 'hit' END AS outcome,
       CASE WHEN e.unreadable = 1 THEN 'citizen_no' WHEN j.citizen_no IS NULL THEN CASE WHEN e.kinds > 1 AND e.undated > 0 THEN 'month' END
            WHEN j.months <= p.changeover_months THEN 'changeover' WHEN j.smaller_fen < p.min_month_fen * j.months THEN 'supplement'
            WHEN j.smaller_fen >= p.red_from_fen THEN 'red' ELSE 'yellow' END AS detail,
       e.citizen_no || coalesce('|' || j.kind_a || '+' || j.kind_b, '') AS subject_key,
       CASE WHEN j.citizen_no IS NOT NULL THEN j.scheme_a || '与' || j.scheme_b || '，领取人' || substr(e.citizen_no, 1, 6) END AS subject_label,
       'person:' || e.citizen_no AS stack_key, e.source_id AS source_id, j.smaller_fen AS amount_fen, j.evidence AS evidence,
       j.scheme_a AS scheme_a, j.scheme_b AS scheme_b, j.months AS months, qy_month_of_index(j.first_month) AS first_month, qy_month_of_index(j.last_month) AS last_month
FROM examined e
JOIN params p ON 1 = 1
LEFT JOIN benefit_same_month j ON j.citizen_no = e.citizen_no AND j.kind_a IN ('civil_pension', 'employee_pension') AND e.unreadable = 0
