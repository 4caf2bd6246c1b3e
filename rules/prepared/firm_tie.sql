-- Two firms that the company register ties together.
--
--   shape      one row per pair (one < other, credit codes), kind and thing shared
--   kind       'control' (one person represents, or holds more than half of, both), 'person' (a shareholder, director, supervisor or manager of both,
--              in office in one at least), 'share' (less than half of each and no office: one investor of two firms), 'phone'. Places: firm_place
--   users      firms that share the thing: a state investor and an agent have many, and more than thirty are left out
--   from_on, to_on   when both roles had begun, as far as either says, and when the first ended; NULL: neither says, still on
--   ref_one, ref_other   the register's rows
-- A firm that holds another is not seen: holders' numbers are kept as tokens, firms' codes are not. Read by H09a, H09b, I12.
WITH roles AS (
  SELECT uscc, holder_no, max(CASE WHEN role = 'legal_representative' OR (role = 'shareholder' AND share_permille > 500) THEN 1 ELSE 0 END) AS controls,
         max(CASE WHEN role = 'shareholder' AND coalesce(share_permille, 0) < 500 THEN 0 ELSE 1 END) AS office, min(from_on) AS from_on, CASE WHEN count(to_on) = count(*) THEN max(to_on) END AS to_on,
         min(qy_ref('company_role', source_id, source_sheet, source_row)) AS ref
  FROM company_role WHERE holder_no IS NOT NULL
  GROUP BY uscc, holder_no
), holders AS (
  SELECT holder_no, count(*) AS users FROM roles GROUP BY holder_no HAVING count(*) BETWEEN 2 AND 30
), phones AS (
  SELECT uscc, phone, qy_ref('company', source_id, source_sheet, source_row) AS ref FROM company WHERE phone IS NOT NULL
), shared_phones AS (
  SELECT phone, count(DISTINCT uscc) AS users FROM phones GROUP BY phone HAVING count(DISTINCT uscc) BETWEEN 2 AND 30
)
SELECT a.uscc AS one, b.uscc AS other, CASE WHEN a.controls = 1 AND b.controls = 1 THEN 'control' WHEN a.office = 1 OR b.office = 1 THEN 'person' ELSE 'share' END AS kind, h.users AS users,
       CASE WHEN a.from_on IS NULL OR b.from_on > a.from_on THEN b.from_on ELSE a.from_on END AS from_on,
       CASE WHEN a.to_on IS NULL THEN b.to_on WHEN b.to_on IS NULL THEN a.to_on WHEN a.to_on < b.to_on THEN a.to_on ELSE b.to_on END AS to_on,
       a.ref AS ref_one, b.ref AS ref_other
FROM holders h JOIN roles a ON a.holder_no = h.holder_no JOIN roles b ON b.holder_no = h.holder_no AND b.uscc > a.uscc
UNION ALL
SELECT a.uscc, b.uscc, 'phone', s.users, NULL, NULL, a.ref, b.ref
FROM shared_phones s JOIN phones a ON a.phone = s.phone JOIN phones b ON b.phone = s.phone AND b.uscc > a.uscc
