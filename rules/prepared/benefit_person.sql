-- What each person drew from each scheme of benefits. One pass over the payments serves all rules that look at persons.
--
--   shape          one row per citizen number and scheme; kind as in benefit_scheme
--   first_month, last_month   months (qy_month_index) that the payments were for
--   unreadable     1 when the citizen number is not a valid one; then nothing can be compared
SELECT b.citizen_no, b.scheme, k.kind, count(*) AS payments, coalesce(sum(b.paid_fen), 0) AS paid_fen,
       min(qy_month_index(b.month, b.paid_on)) AS first_month, max(qy_month_index(b.month, b.paid_on)) AS last_month,
       count(*) - count(qy_month_index(b.month, b.paid_on)) AS undated,
       min(b.citizen_no_born_on) AS born_on, max(CASE WHEN b.citizen_no_check = 'valid' THEN 0 ELSE 1 END) AS unreadable, min(b.source_id) AS source_id
FROM benefit_payment b
JOIN benefit_scheme k ON k.scheme = b.scheme
GROUP BY b.citizen_no, b.scheme, k.kind
