-- One row per person in aid; per pair of kinds where two that exclude each other were paid for the same month.
WITH examined AS (
  SELECT citizen_no, min(source_id) AS source_id, max(unreadable) AS unreadable, sum(undated) AS undated, count(DISTINCT kind) AS kinds
  FROM benefit_person WHERE kind IN ('destitute', 'low_income', 'orphan', 'disability')
  GROUP BY citizen_no
), pairs AS (
  SELECT * FROM benefit_same_month WHERE kind_a = 'destitute' AND kind_b IN ('low_income', 'orphan', 'disability')
), judged AS (
  SELECT e.citizen_no, e.source_id, j.kind_a, j.kind_b, j.scheme_a, j.scheme_b, j.months, j.smaller_fen, j.first_month, j.last_month, j.evidence,
         CASE WHEN e.unreadable = 1 THEN 'citizen_no' WHEN j.months > p.changeover_months THEN 'hit' WHEN j.months > 0 THEN 'changeover'
              WHEN e.kinds > 1 AND e.undated > 0 THEN 'month' ELSE 'clear' END AS state,
         CASE WHEN j.smaller_fen >= p.red_from_fen THEN 'red' ELSE 'yellow' END AS band
  FROM examined e
  JOIN params p ON 1 = 1
  LEFT JOIN pairs j ON j.citizen_no = e.citizen_no
)
SELECT CASE WHEN state IN ('citizen_no', 'month') THEN 'not_computable' WHEN state = 'changeover' THEN 'excluded' ELSE state END AS outcome,
       CASE WHEN state = 'hit' THEN band WHEN state <> 'clear' THEN state END AS detail,
       citizen_no || coalesce('|' || kind_a || '+' || kind_b, '') AS subject_key,
       CASE WHEN state = 'hit' THEN scheme_a || '与' || scheme_b || '，救助对象' || substr(citizen_no, 1, 6) END AS subject_label,
       'person:' || citizen_no AS stack_key, source_id AS source_id,
       CASE WHEN state = 'hit' THEN smaller_fen END AS amount_fen, CASE WHEN state = 'hit' THEN evidence END AS evidence,
       scheme_a AS scheme_a, scheme_b AS scheme_b, months AS months, qy_month_of_index(first_month) AS first_month, qy_month_of_index(last_month) AS last_month
FROM judged
