-- One row per person and scheme. Only months that lie wholly within the time in custody count: the months of entering and leaving are in part due.
WITH benefits AS (
  SELECT citizen_no, scheme, source_id, unreadable FROM benefit_person
  WHERE kind IN ('resident_pension', 'employee_pension', 'civil_pension', 'pension', 'low_income', 'destitute')
), held AS (
  SELECT c.citizen_no, c.from_on, c.to_on, c.source_id, c.source_sheet, c.source_row, qy_month_index(NULL, c.from_on) AS from_month,
         qy_month_index(NULL, coalesce(c.to_on, qy_add_months(p.as_of, 1))) AS to_month,
         CASE WHEN c.kind LIKE '%缓刑%' OR c.kind LIKE '%监外%' OR c.kind LIKE '%管制%' OR c.kind LIKE '%社区%' OR c.kind LIKE '%取保%' OR c.kind LIKE '%假释%'
                OR c.kind LIKE '%监视居住%' THEN 1 ELSE 0 END AS outside,
         CASE WHEN c.kind LIKE '%拘留%' OR c.kind LIKE '%逮捕%' OR c.kind LIKE '%未决%' OR c.kind LIKE '%羁押%' THEN 1 ELSE 0 END AS untried
  FROM custody c, params p
), paid AS (
  SELECT b.citizen_no, b.scheme, m.paid_fen, qy_month_index(m.month, m.paid_on) AS month_no, m.source_id, m.source_sheet, m.source_row,
         h.from_on, h.from_month, h.to_month, h.outside, h.untried, h.source_id AS custody_source_id, h.source_sheet AS custody_sheet, h.source_row AS custody_row
  FROM held h
  JOIN benefits b ON b.citizen_no = h.citizen_no AND b.unreadable = 0
  JOIN benefit_payment m ON m.citizen_no = b.citizen_no AND m.scheme = b.scheme
), within AS (
  SELECT paid.*, row_number() OVER (PARTITION BY citizen_no, scheme ORDER BY outside, month_no DESC, source_id, source_row) AS nth
  FROM paid WHERE month_no > from_month AND month_no < to_month
), summed AS (
  SELECT citizen_no, scheme, count(*) FILTER (WHERE outside = 0) AS payments, count(DISTINCT month_no) FILTER (WHERE outside = 0) AS months,
         sum(paid_fen) FILTER (WHERE outside = 0) AS paid_fen, min(month_no) FILTER (WHERE outside = 0) AS first_month,
         max(month_no) FILTER (WHERE outside = 0) AS last_month, min(untried) FILTER (WHERE outside = 0) AS untried
  FROM within GROUP BY citizen_no, scheme
), edges AS (  -- payments that touch the time in custody at all, and those that cannot be placed
  SELECT citizen_no, scheme, count(*) FILTER (WHERE month_no = from_month OR month_no = to_month) AS at_edge,
         count(*) FILTER (WHERE from_on IS NULL) AS no_start, count(*) FILTER (WHERE month_no IS NULL) AS undated
  FROM paid GROUP BY citizen_no, scheme
), proof AS (
  SELECT citizen_no, scheme, array_agg(ref) AS evidence
  FROM (
    SELECT citizen_no, scheme, qy_ref('benefit_payment', source_id, source_sheet, source_row) AS ref FROM within WHERE outside = 0 AND nth <= 45
    UNION
    SELECT citizen_no, scheme, qy_ref('custody', custody_source_id, custody_sheet, custody_row) AS ref FROM within WHERE outside = 0
  ) AS one_row
  GROUP BY citizen_no, scheme
), judged AS (
  SELECT b.citizen_no, b.scheme, b.source_id, s.payments, s.months, s.paid_fen, s.first_month, s.last_month, s.untried, r.evidence,
         CASE WHEN b.unreadable = 1 THEN 'citizen_no' WHEN s.paid_fen > 0 THEN 'hit' WHEN s.payments > 0 THEN 'returned'
              WHEN g.no_start > 0 THEN 'from_on' WHEN g.undated > 0 THEN 'month' WHEN s.citizen_no IS NOT NULL THEN 'outside_prison' WHEN g.at_edge > 0 THEN 'edge_month' ELSE 'clear' END AS state
  FROM benefits b
  LEFT JOIN summed s ON s.citizen_no = b.citizen_no AND s.scheme = b.scheme
  LEFT JOIN edges g ON g.citizen_no = b.citizen_no AND g.scheme = b.scheme
  LEFT JOIN proof r ON r.citizen_no = b.citizen_no AND r.scheme = b.scheme
)
SELECT CASE WHEN j.state IN ('citizen_no', 'from_on', 'month') THEN 'not_computable' WHEN j.state IN ('returned', 'outside_prison', 'edge_month') THEN 'excluded' ELSE j.state END AS outcome,
       CASE WHEN j.state NOT IN ('hit', 'clear') THEN j.state WHEN j.untried = 1 THEN 'blue' WHEN j.months >= p.red_from_months THEN 'red'
            WHEN j.state = 'hit' THEN 'yellow' END AS detail,
       j.citizen_no || '|' || j.scheme AS subject_key,
       CASE WHEN j.state <> 'clear' THEN j.scheme || '，待遇领取人' || substr(j.citizen_no, 1, 6) END AS subject_label,
       'person:' || j.citizen_no AS stack_key, j.source_id AS source_id,
       CASE WHEN j.state = 'hit' THEN CAST(j.paid_fen AS BIGINT) END AS amount_fen, CASE WHEN j.state = 'hit' THEN j.evidence END AS evidence,
       j.scheme AS scheme, j.payments AS payments, j.months AS months, qy_month_of_index(j.first_month) AS first_month, qy_month_of_index(j.last_month) AS last_month
FROM judged j
JOIN params p ON 1 = 1
