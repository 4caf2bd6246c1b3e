-- Who is on the roll of which care home, as resident or as carer, and where the same person is on another home's roll at the same time.
--
--   shape       one row per role, person and home; other_home, overlap_from_on, overlap_to_on NULL where there is no overlap, else one row
--               per pair of stretches (the home whose code comes first is home_code)
--   role        'resident' | 'carer'
--   overlap_to_on   9999-12-31 while both last; monthly_fen the smaller of the two sums
-- Read by B14c, B15.
WITH stretches AS (
  SELECT 'resident' AS role, citizen_no, citizen_no_check, home_code, from_on, coalesce(to_on, CAST('9999-12-31' AS DATE)) AS to_on, monthly_fen, source_id, qy_ref('care_resident', source_id, source_sheet, source_row) AS ref FROM care_resident
  UNION ALL
  SELECT 'carer', citizen_no, citizen_no_check, home_code, from_on, coalesce(to_on, CAST('9999-12-31' AS DATE)), monthly_fen, source_id, qy_ref('care_staff', source_id, source_sheet, source_row) FROM care_staff
), pairs AS (
  SELECT a.role, a.citizen_no, a.home_code, b.home_code AS other_home, greatest(a.from_on, b.from_on) AS overlap_from_on, least(a.to_on, b.to_on) AS overlap_to_on,
         least(coalesce(a.monthly_fen, b.monthly_fen), coalesce(b.monthly_fen, a.monthly_fen)) AS monthly_fen, a.ref, b.ref AS other_ref
  FROM stretches a JOIN stretches b ON b.role = a.role AND b.citizen_no = a.citizen_no AND b.home_code > a.home_code
  WHERE a.from_on IS NOT NULL AND b.from_on IS NOT NULL AND a.from_on <= b.to_on AND b.from_on <= a.to_on
), persons AS (
  SELECT role, citizen_no, home_code, max(CASE WHEN citizen_no_check = 'valid' THEN 0 ELSE 1 END) AS unreadable, count(*) - count(from_on) AS undated, min(source_id) AS source_id
  FROM stretches GROUP BY role, citizen_no, home_code
)
SELECT s.role, s.citizen_no, s.home_code, s.unreadable, s.undated, s.source_id, p.other_home, p.overlap_from_on, p.overlap_to_on, p.monthly_fen, p.ref, p.other_ref
FROM persons s
LEFT JOIN pairs p ON p.role = s.role AND p.citizen_no = s.citizen_no AND p.home_code = s.home_code AND s.unreadable = 0
