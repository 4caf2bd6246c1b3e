-- One row per stretch of public rental aid.
WITH sizes AS (
  SELECT f.citizen_no, count(*) FILTER (WHERE d.citizen_no IS NULL) AS living FROM housing_family f LEFT JOIN death_fused d ON d.citizen_no = f.member_no GROUP BY f.citizen_no
), judged AS (
  SELECT g.*, d.died_on, d.registers, coalesce(g.to_on, p.as_of) AS last_on, qy_days(d.died_on, coalesce(g.to_on, p.as_of)) AS days, s.living,
         CASE WHEN g.unreadable = 1 THEN 'citizen_no' WHEN d.citizen_no IS NOT NULL AND d.died_on IS NULL THEN 'died_on' END AS missing,
         CASE WHEN qy_days(d.died_on, coalesce(g.to_on, p.as_of)) BETWEEN 1 AND p.grace_days THEN 'within_grace'
              WHEN s.living > 0 AND qy_days(d.died_on, coalesce(g.to_on, p.as_of)) > p.grace_days THEN 'family_stays' END AS clause,
         CASE WHEN d.died_on IS NULL OR qy_days(d.died_on, coalesce(g.to_on, p.as_of)) <= 0 THEN NULL
              WHEN qy_days(d.died_on, coalesce(g.to_on, p.as_of)) > p.red_days THEN 'red' ELSE 'yellow' END AS band
  FROM housing_grant g
  JOIN params p ON 1 = 1
  LEFT JOIN death_fused d ON d.citizen_no = g.citizen_no
  LEFT JOIN sizes s ON s.citizen_no = g.citizen_no
  WHERE g.kind = 'rental'
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome FROM judged j
), proof AS (
  SELECT r.grant_key, qy_first(array_agg(r.ref), 50) AS evidence
  FROM (
    SELECT grant_key, ref FROM decided WHERE outcome = 'hit'
    UNION ALL
    SELECT d.grant_key, qy_ref('death', x.source_id, x.source_sheet, x.source_row) FROM decided d JOIN death x ON x.citizen_no = d.citizen_no WHERE d.outcome = 'hit'
  ) AS r
  GROUP BY r.grant_key
)
SELECT d.outcome AS outcome, coalesce(d.missing, d.clause, d.band) AS detail, d.grant_key AS subject_key, d.label AS subject_label,
       'person:' || d.citizen_no AS stack_key, d.source_id AS source_id,
       CASE WHEN d.outcome = 'hit' THEN d.amount_fen END AS amount_fen, e.evidence AS evidence,
       d.scheme AS scheme, d.died_on AS died_on, d.registers AS registers, d.last_on AS last_on, d.days AS days
FROM decided d
LEFT JOIN proof e ON e.grant_key = d.grant_key
