-- Two firms that the company register has at one place: a house, a building, a room. A village or a street is none.
--
--   shape      one row per pair (one < other, credit codes)
--   users      firms registered there, however they spell it; more than thirty are left out
--   is_public  1: a public body, a village's committee or its collective is registered there too, and lends its address
--   basis      NULL where both write the same; else why two spellings are one place (address_entity, by rows of the register alone)
--   ref_one, ref_other   the register's rows
-- What an earlier version imported has no extent and is compared as it is written. Read by H09b and I12.
WITH told AS (
  SELECT address_key, min(place_id) AS place_id, max(CASE WHEN division_said THEN 1 ELSE 0 END) AS division_said, min(basis) AS basis, min(basis_en) AS basis_en
  FROM address_entity WHERE edge_table = 'company'
  GROUP BY address_key
), places AS (
  SELECT c.uscc, coalesce(t.place_id, qy_code(c.address)) AS place, qy_code(c.address) AS written, min(t.division_said) AS division_said, min(t.basis) AS basis, min(t.basis_en) AS basis_en,
         min(qy_ref('company', c.source_id, c.source_sheet, c.source_row)) AS ref
  FROM company c LEFT JOIN told t ON t.address_key = c.address
  WHERE c.uscc IS NOT NULL AND length(qy_code(c.address)) >= 8 AND coalesce(c.address_extent, 'house') = 'house'
  GROUP BY c.uscc, coalesce(t.place_id, qy_code(c.address)), qy_code(c.address)
), shared AS (
  SELECT place, count(DISTINCT uscc) AS users,
         max(CASE WHEN length(uscc) = 18 AND (uscc LIKE '1%' OR uscc LIKE '54%' OR uscc LIKE '55%' OR uscc LIKE 'N%') THEN 1 ELSE 0 END) AS is_public
  FROM places GROUP BY place HAVING count(DISTINCT uscc) BETWEEN 2 AND 30
), pairs AS (
  SELECT a.uscc AS one, b.uscc AS other, s.users, s.is_public, CASE WHEN a.written = b.written THEN 1 ELSE 0 END AS same_text,
         CASE WHEN a.division_said = 1 THEN b.basis ELSE a.basis END AS basis, CASE WHEN a.division_said = 1 THEN b.basis_en ELSE a.basis_en END AS basis_en,
         a.ref AS ref_one, b.ref AS ref_other
  FROM shared s JOIN places a ON a.place = s.place JOIN places b ON b.place = s.place AND b.uscc > a.uscc
)
SELECT one, other, max(users) AS users, max(is_public) AS is_public, CASE WHEN max(same_text) = 0 THEN min(basis) END AS basis,
       CASE WHEN max(same_text) = 0 THEN min(basis_en) END AS basis_en, min(ref_one) AS ref_one, min(ref_other) AS ref_other
FROM pairs
GROUP BY one, other
