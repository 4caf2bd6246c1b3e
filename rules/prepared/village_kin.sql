-- Village officials and those whom the registers put beside them. Kinship is never inferred: only one household, or a declaration.
--
--   shape        one row per village_code (where the post is held) and citizen_no
--   tie          'official' | 'household' (registered in the official's household, now or before) | 'declared' (declared as a relative)
--   from_on, to_on   the term of office, 9999-12-31 while it lasts
--   declared_on  first declaration that names the person; NULL when there is none
-- Read by A13, A14, A27b, F06.
WITH officials AS (
  SELECT citizen_no, village_code, min(from_on) AS from_on, max(coalesce(to_on, CAST('9999-12-31' AS DATE))) AS to_on
  FROM village_official WHERE village_code IS NOT NULL
  GROUP BY citizen_no, village_code
), close AS (
  SELECT village_code, citizen_no, 1 AS place, from_on, to_on FROM officials
  UNION ALL
  SELECT o.village_code, m.citizen_no, 2, o.from_on, o.to_on
  FROM officials o
  JOIN household_member h ON h.citizen_no = o.citizen_no
  JOIN household_member m ON m.household_no = h.household_no
  UNION ALL
  SELECT o.village_code, k.relative_citizen_no, 3, o.from_on, o.to_on
  FROM officials o JOIN kin_declaration k ON k.official_citizen_no = o.citizen_no
  WHERE k.relative_citizen_no IS NOT NULL
), declared AS (
  SELECT relative_citizen_no AS citizen_no, min(declared_on) AS declared_on FROM kin_declaration WHERE relative_citizen_no IS NOT NULL GROUP BY relative_citizen_no
)
SELECT c.village_code, c.citizen_no, CASE min(c.place) WHEN 1 THEN 'official' WHEN 2 THEN 'household' ELSE 'declared' END AS tie,
       min(c.from_on) AS from_on, max(c.to_on) AS to_on, min(d.declared_on) AS declared_on
FROM close c
LEFT JOIN declared d ON d.citizen_no = c.citizen_no
GROUP BY c.village_code, c.citizen_no
