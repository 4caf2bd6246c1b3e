-- Benefits paid for months after the month of death, judged. The month of death itself is due; the list of the next month has mostly gone
-- to the bank when a death is reported, so a payment for that month alone is excluded (within_grace), though it counts in the amount
-- where payments go on. Where one register of three or more gives an earlier date than all the others, and nothing is late by theirs, it is that
-- register's matter (one_register_early). What a month's payment was for decides, not the day on which it was made.
--
--   shape         one row per person and scheme that has payments; kind as in benefit_scheme
--   outcome, detail   as a rule gives them, but for the band of a hit
--   died_on       earliest documented date (death_fused), registers how many know of the death
--   payments, amount_fen   of months after the month of death, reversals (negative) deducted in the amount; last_paid_on the last of them
--   months        how many months after the month of death the last of them lies
--   by_all_registers   whether it is late by the latest register too
--   evidence      of a hit: the late payments (at most 45) and the registrations
-- Read by B03, B05, B11a, B12b, B13a.
WITH paid AS (
  SELECT b.citizen_no, b.scheme, b.paid_fen, b.paid_on, b.source_id, b.source_sheet, b.source_row, d.died_on, d.latest_on, d.agreed_on, d.registers,
         qy_month_index(b.month, b.paid_on) AS month_no,
         qy_month_index(b.month, b.paid_on) - qy_month_index(NULL, d.died_on) AS months_after,
         qy_month_index(b.month, b.paid_on) - qy_month_index(NULL, d.latest_on) AS months_after_latest,
         qy_month_index(b.month, b.paid_on) - qy_month_index(NULL, d.agreed_on) AS months_after_agreed
  FROM death_fused d JOIN benefit_payment b ON b.citizen_no = d.citizen_no
), numbered AS (
  SELECT paid.*, row_number() OVER (PARTITION BY citizen_no, scheme, months_after > 0 ORDER BY month_no DESC, paid_on DESC, source_id, source_row) AS nth
  FROM paid
), summed AS (
  SELECT citizen_no, scheme, min(died_on) AS died_on, min(registers) AS registers, count(*) FILTER (WHERE months_after > 0) AS late_payments,
         coalesce(sum(paid_fen) FILTER (WHERE months_after > 0), 0) AS late_fen, max(paid_on) FILTER (WHERE months_after > 0) AS last_paid_on,
         max(months_after) AS months_after, max(months_after_latest) AS months_after_latest, max(months_after_agreed) AS months_after_agreed, count(*) - count(month_no) AS undated
  FROM numbered GROUP BY citizen_no, scheme
), proof AS (
  SELECT citizen_no, scheme, array_agg(ref) AS evidence
  FROM (
    SELECT n.citizen_no, n.scheme, qy_ref('benefit_payment', n.source_id, n.source_sheet, n.source_row) AS ref FROM numbered n WHERE n.months_after > 0 AND n.nth <= 45
    UNION ALL
    SELECT s.citizen_no, s.scheme, qy_ref('death', d.source_id, d.source_sheet, d.source_row)
    FROM summed s JOIN death d ON d.citizen_no = s.citizen_no WHERE s.late_payments > 0
  ) AS one_row
  GROUP BY citizen_no, scheme
)
SELECT e.citizen_no, e.scheme, e.kind, e.source_id,
       CASE WHEN e.unreadable = 1 OR (s.citizen_no IS NOT NULL AND (s.died_on IS NULL OR (s.late_payments = 0 AND s.undated > 0))) THEN 'not_computable'
            WHEN coalesce(s.late_payments, 0) = 0 THEN 'clear' WHEN s.months_after <= 1 OR s.late_fen <= 0 OR s.months_after_agreed <= 1 THEN 'excluded' ELSE 'hit' END AS outcome,
       CASE WHEN e.unreadable = 1 THEN 'citizen_no' WHEN s.citizen_no IS NULL THEN NULL WHEN s.died_on IS NULL THEN 'died_on'
            WHEN s.late_payments = 0 THEN CASE WHEN s.undated > 0 THEN 'month' END
            WHEN s.months_after <= 1 THEN 'within_grace' WHEN s.late_fen <= 0 THEN 'returned'
            WHEN s.months_after_agreed <= 1 THEN 'one_register_early' END AS detail,
       s.died_on, s.registers, s.late_payments AS payments, CAST(s.late_fen AS BIGINT) AS amount_fen, s.last_paid_on, s.months_after AS months,
       s.months_after_latest > 1 AS by_all_registers, p.evidence
FROM benefit_person e
LEFT JOIN summed s ON s.citizen_no = e.citizen_no AND s.scheme = e.scheme
LEFT JOIN proof p ON p.citizen_no = e.citizen_no AND p.scheme = e.scheme AND s.months_after > 1 AND s.late_fen > 0 AND s.months_after_agreed > 1
