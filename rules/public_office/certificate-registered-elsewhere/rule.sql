-- One row per registration of somebody on the payroll. Restricted: run only for an approved purpose.
WITH registered AS (
  SELECT citizen_no, certificate_no, kind, unit_code, unit_name, from_on, coalesce(to_on, CAST('9999-12-31' AS DATE)) AS to_on, source_id, qy_ref('practice_certificate', source_id, source_sheet, source_row) AS ref FROM practice_certificate
), excepted AS (
  SELECT DISTINCT subject_citizen_no AS citizen_no FROM policy_exception WHERE kind = 'concurrent_post' AND subject_citizen_no IS NOT NULL
), held AS (
  SELECT r.*, s.unit, s.unreadable, s.dated, s.established, s.from_on AS post_from, s.ref AS post_ref, greatest(r.from_on, s.from_on) AS both_from, least(r.to_on, s.to_on, p.as_of) AS both_to,
         qy_days(greatest(r.from_on, s.from_on), least(r.to_on, s.to_on, p.as_of)) AS days, x.citizen_no IS NOT NULL AS excepted,
         CASE WHEN r.unit_code = s.unit_code OR qy_code(r.unit_name) = qy_code(s.unit) THEN 1 ELSE 0 END AS same_unit
  FROM registered r JOIN payroll_post s ON s.citizen_no = r.citizen_no JOIN params p ON 1 = 1 LEFT JOIN excepted x ON x.citizen_no = r.citizen_no
), best AS (  -- somebody who held several posts: the post that overlaps longest answers
  SELECT h.*, row_number() OVER (PARTITION BY ref ORDER BY same_unit DESC, days DESC, post_ref) AS nth FROM held h
), judged AS (
  SELECT b.*, CASE WHEN b.unreadable = 1 THEN 'citizen_no' WHEN b.from_on IS NULL OR b.dated = 0 THEN 'from_on' WHEN b.unit_code IS NULL AND b.unit_name IS NULL THEN 'unit_name' END AS missing,
         CASE WHEN b.days <= 0 THEN NULL WHEN b.same_unit = 1 THEN 'same_unit' WHEN b.established = 0 THEN 'not_established' WHEN b.from_on < b.post_from AND b.days <= p.grace_days THEN 'before_post' WHEN b.excepted THEN 'approved' END AS clause,
         CASE WHEN b.days <= 0 THEN NULL WHEN b.from_on < b.post_from THEN 'blue' WHEN b.days >= p.red_days THEN 'red' ELSE 'yellow' END AS band
  FROM best b JOIN params p ON 1 = 1 WHERE b.nth = 1
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome FROM judged j
), proof AS (
  SELECT r.ref, array_agg(r.piece) AS evidence
  FROM (SELECT ref, ref AS piece FROM decided WHERE outcome = 'hit' UNION ALL SELECT ref, post_ref FROM decided WHERE outcome = 'hit') AS r GROUP BY r.ref
)
SELECT d.outcome AS outcome, coalesce(d.missing, d.clause, d.band) AS detail, d.citizen_no || '|' || coalesce(d.certificate_no, '') || '|' || coalesce(d.unit_code, d.unit_name, '') AS subject_key,
       CASE WHEN d.outcome <> 'clear' THEN d.unit || '在编人员，' || coalesce(d.kind, '执业证书') END AS subject_label, 'person:' || d.citizen_no AS stack_key, d.source_id AS source_id,
       CAST(NULL AS BIGINT) AS amount_fen, e.evidence AS evidence, d.unit AS unit, coalesce(d.kind, '执业证书') AS certificate, coalesce(d.unit_name, d.unit_code) AS firm, d.both_from AS both_from, d.both_to AS both_to, d.days AS days
FROM decided d LEFT JOIN proof e ON e.ref = d.ref
