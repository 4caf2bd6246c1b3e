-- One row per resident and home, and one per further home where the stretches overlap.
WITH judged AS (
  SELECT c.*, least(c.overlap_to_on, p.as_of) AS until_on, qy_days(c.overlap_from_on, least(c.overlap_to_on, p.as_of)) + 1 AS days,
         CASE WHEN c.unreadable = 1 THEN 'citizen_no' WHEN c.undated > 0 AND c.other_home IS NULL THEN 'from_on' END AS missing,
         CASE WHEN qy_days(c.overlap_from_on, least(c.overlap_to_on, p.as_of)) + 1 BETWEEN 1 AND p.changeover_days THEN 'changeover' END AS clause,
         CASE WHEN qy_days(c.overlap_from_on, least(c.overlap_to_on, p.as_of)) + 1 >= p.red_from_days THEN 'red' WHEN c.overlap_from_on <= p.as_of THEN 'yellow' END AS band
  FROM care_stretch c JOIN params p ON 1 = 1
  WHERE c.role = 'resident'
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome FROM judged j
)
SELECT outcome, coalesce(missing, clause, band) AS detail, citizen_no || '|' || home_code || coalesce('+' || other_home, '') AS subject_key, '养老机构' || home_code || coalesce('与' || other_home, '') || '，入住老人' || substr(citizen_no, 1, 6) AS subject_label,
       'person:' || citizen_no AS stack_key, source_id, CASE WHEN outcome = 'hit' THEN CAST(floor(monthly_fen * days / 30) AS BIGINT) END AS amount_fen, CASE WHEN outcome = 'hit' THEN qy_both(qy_refs(ref), qy_refs(other_ref)) END AS evidence,
       home_code, other_home, overlap_from_on, until_on, days
FROM decided
