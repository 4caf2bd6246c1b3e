-- One row per official and village.
WITH officials AS (
  SELECT citizen_no, coalesce(village_code, '') AS village_code, min(post) AS post, min(from_on) AS from_on, CASE WHEN count(*) > count(to_on) THEN CAST('9999-12-31' AS DATE) ELSE max(to_on) END AS to_on, min(source_id) AS source_id,
         max(CASE WHEN qy_matches(post, '第一书记|驻村|选派|下派|工作队|选调|大学生村官|包村') THEN 1 ELSE 0 END) AS seconded, max(CASE WHEN citizen_no_check = 'valid' THEN 0 ELSE 1 END) AS unreadable,
         min(qy_ref('village_official', source_id, source_sheet, source_row)) AS ref
  FROM village_official GROUP BY citizen_no, coalesce(village_code, '')
), shared AS (
  SELECT o.citizen_no, o.village_code, s.unit, s.ref AS post_ref, s.established, s.dated, greatest(o.from_on, s.from_on) AS both_from, least(o.to_on, s.to_on, p.as_of) AS both_to, qy_days(greatest(o.from_on, s.from_on), least(o.to_on, s.to_on, p.as_of)) AS days
  FROM officials o JOIN payroll_post s ON s.citizen_no = o.citizen_no JOIN params p ON 1 = 1
), best AS (
  SELECT v.*, row_number() OVER (PARTITION BY citizen_no, village_code ORDER BY established DESC, days DESC, post_ref) AS nth FROM shared v
), excepted AS (
  SELECT DISTINCT subject_citizen_no AS citizen_no FROM policy_exception WHERE kind = 'concurrent_post' AND subject_citizen_no IS NOT NULL
), judged AS (
  SELECT o.*, b.unit, b.post_ref, b.both_from, b.both_to, b.days, CASE WHEN b.citizen_no IS NULL THEN NULL WHEN o.unreadable = 1 THEN 'citizen_no' WHEN o.from_on IS NULL OR b.dated = 0 THEN 'from_on' END AS missing,
         CASE WHEN b.days IS NULL OR b.days <= 0 THEN NULL WHEN o.seconded = 1 THEN 'seconded' WHEN b.established = 0 THEN 'not_established' WHEN b.days <= p.grace_days THEN 'handover' WHEN x.citizen_no IS NOT NULL THEN 'approved' END AS clause,
         CASE WHEN b.days >= p.red_days THEN 'red' WHEN b.days > 0 THEN 'yellow' END AS band
  FROM officials o JOIN params p ON 1 = 1 LEFT JOIN best b ON b.citizen_no = o.citizen_no AND b.village_code = o.village_code AND b.nth = 1 LEFT JOIN excepted x ON x.citizen_no = o.citizen_no
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome FROM judged j
), proof AS (
  SELECT r.ref, array_agg(r.piece) AS evidence FROM (SELECT ref, ref AS piece FROM decided WHERE outcome = 'hit' UNION ALL SELECT ref, post_ref FROM decided WHERE outcome = 'hit') AS r GROUP BY r.ref
)
SELECT d.outcome AS outcome, coalesce(d.missing, d.clause, d.band) AS detail, d.citizen_no || '|' || d.village_code AS subject_key, CASE WHEN d.outcome <> 'clear' THEN '村' || d.village_code || '，' || coalesce(d.post, '村干部') END AS subject_label,
       'person:' || d.citizen_no AS stack_key, d.source_id AS source_id, CAST(NULL AS BIGINT) AS amount_fen, e.evidence AS evidence, d.village_code AS village, coalesce(d.post, '职务未登记') AS post, d.unit AS unit, d.both_from AS both_from, d.both_to AS both_to, d.days AS days
FROM decided d LEFT JOIN proof e ON e.ref = d.ref
