-- One row per person and allowance bound to the household register.
WITH benefits AS (
  SELECT citizen_no, scheme, source_id, unreadable, undated FROM benefit_person WHERE kind IN ('longevity', 'disability', 'elder_care')
), left_on AS (  -- whoever has a registration without an end still lives here
  SELECT citizen_no, count(*) - count(moved_out_on) AS still_here, max(moved_out_on) AS moved_out_on
  FROM household_member GROUP BY citizen_no
), later AS (
  SELECT b.citizen_no, b.scheme, m.paid_fen, m.source_id, m.source_sheet, m.source_row,
         qy_month_index(m.month, m.paid_on) - qy_month_index(NULL, l.moved_out_on) AS months_after,
         row_number() OVER (PARTITION BY b.citizen_no, b.scheme ORDER BY qy_month_index(m.month, m.paid_on) DESC, m.source_id, m.source_row) AS nth
  FROM left_on l
  JOIN benefits b ON b.citizen_no = l.citizen_no AND b.unreadable = 0
  JOIN benefit_payment m ON m.citizen_no = b.citizen_no AND m.scheme = b.scheme
  WHERE l.still_here = 0 AND qy_month_index(m.month, m.paid_on) > qy_month_index(NULL, l.moved_out_on)
), summed AS (
  SELECT citizen_no, scheme, count(*) AS payments, sum(paid_fen) AS paid_fen, max(months_after) AS months,
         array_agg(qy_ref('benefit_payment', source_id, source_sheet, source_row)) FILTER (WHERE nth <= 45) AS evidence
  FROM later GROUP BY citizen_no, scheme
), judged AS (
  SELECT b.citizen_no, b.scheme, b.source_id, l.moved_out_on, s.payments, s.paid_fen, s.months, s.evidence,
         CASE WHEN b.unreadable = 1 THEN 'citizen_no' WHEN l.citizen_no IS NULL THEN 'household_member' WHEN s.citizen_no IS NULL THEN CASE WHEN l.still_here = 0 AND b.undated > 0 THEN 'month' ELSE 'clear' END
              WHEN s.months <= p.grace_months THEN 'within_grace' WHEN s.paid_fen <= 0 THEN 'returned' ELSE 'hit' END AS state
  FROM benefits b
  JOIN params p ON 1 = 1
  LEFT JOIN left_on l ON l.citizen_no = b.citizen_no
  LEFT JOIN summed s ON s.citizen_no = b.citizen_no AND s.scheme = b.scheme
)
SELECT CASE WHEN j.state IN ('citizen_no', 'household_member', 'month') THEN 'not_computable' WHEN j.state IN ('within_grace', 'returned') THEN 'excluded' ELSE j.state END AS outcome,
       CASE WHEN j.state = 'hit' THEN CASE WHEN j.months >= p.red_from_months THEN 'red' ELSE 'yellow' END WHEN j.state <> 'clear' THEN j.state END AS detail,
       j.citizen_no || '|' || j.scheme AS subject_key,
       CASE WHEN j.state <> 'clear' THEN j.scheme || '，津贴对象' || substr(j.citizen_no, 1, 6) END AS subject_label,
       'person:' || j.citizen_no AS stack_key, j.source_id AS source_id, CAST(j.paid_fen AS BIGINT) AS amount_fen, j.evidence AS evidence,
       j.scheme AS scheme, j.moved_out_on AS moved_out_on, j.payments AS payments, j.months AS months
FROM judged j
JOIN params p ON 1 = 1
