-- One row per person and scheme with an age of entitlement. The month of the birthday counts as reached.
WITH benefits AS (
  SELECT e.citizen_no, e.scheme, e.kind, e.source_id, e.unreadable, e.undated, e.born_on, e.first_month, qy_number_listed(e.kind, p.entitlement_ages) AS age,
         qy_month_index(NULL, e.born_on) + 12 * qy_number_listed(e.kind, p.entitlement_ages) AS due_month
  FROM benefit_person e, params p
  WHERE qy_number_listed(e.kind, p.entitlement_ages) IS NOT NULL
), early AS (
  SELECT b.citizen_no, b.scheme, m.paid_fen, m.paid_on, qy_month_index(m.month, m.paid_on) AS month_no, m.source_id, m.source_sheet, m.source_row,
         row_number() OVER (PARTITION BY b.citizen_no, b.scheme ORDER BY qy_month_index(m.month, m.paid_on), m.source_id, m.source_row) AS nth
  FROM benefits b
  JOIN benefit_payment m ON m.citizen_no = b.citizen_no AND m.scheme = b.scheme
  WHERE b.unreadable = 0 AND b.first_month < b.due_month AND qy_month_index(m.month, m.paid_on) < b.due_month
), summed AS (
  SELECT citizen_no, scheme, count(*) AS payments, sum(paid_fen) AS paid_fen, min(month_no) AS first_month, max(month_no) AS last_month,
         array_agg(qy_ref('benefit_payment', source_id, source_sheet, source_row)) FILTER (WHERE nth <= 50) AS evidence
  FROM early GROUP BY citizen_no, scheme
)
SELECT CASE WHEN b.unreadable = 1 OR b.born_on IS NULL OR (s.citizen_no IS NULL AND b.undated > 0) THEN 'not_computable' WHEN s.citizen_no IS NULL THEN 'clear'
            WHEN s.paid_fen <= 0 THEN 'excluded' ELSE 'hit' END AS outcome,
       CASE WHEN b.unreadable = 1 OR b.born_on IS NULL THEN 'citizen_no' WHEN s.citizen_no IS NULL THEN CASE WHEN b.undated > 0 THEN 'month' END
            WHEN s.paid_fen <= 0 THEN 'returned' WHEN b.due_month - s.first_month <= p.blue_to_months THEN 'blue'
            WHEN b.due_month - s.first_month >= p.red_from_months THEN 'red' ELSE 'yellow' END AS detail,
       b.citizen_no || '|' || b.scheme AS subject_key,
       CASE WHEN s.citizen_no IS NOT NULL THEN b.scheme || '，领取人' || substr(b.citizen_no, 1, 6) END AS subject_label,
       'person:' || b.citizen_no AS stack_key, b.source_id AS source_id, CAST(s.paid_fen AS BIGINT) AS amount_fen, s.evidence AS evidence,
       b.scheme AS scheme, b.age AS age, qy_year(b.born_on) AS born_year, s.payments AS payments, qy_month_of_index(s.first_month) AS first_month,
       b.due_month - s.first_month AS months_early
FROM benefits b
JOIN params p ON 1 = 1
LEFT JOIN summed s ON s.citizen_no = b.citizen_no AND s.scheme = b.scheme
