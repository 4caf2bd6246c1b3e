-- One row per person and funeral grant. Where hardly anyone's cremation is on record the register is at fault, and the rule says so.
WITH coverage AS (
  SELECT count(*) AS dead, count(*) FILTER (WHERE cremated = 1) AS cremated FROM funeral_person
), grants AS (
  SELECT b.citizen_no, b.scheme, CAST(sum(b.paid_fen) AS BIGINT) AS paid_fen, min(b.paid_on) AS paid_on, max(CASE WHEN b.citizen_no_check = 'valid' THEN 0 ELSE 1 END) AS unreadable, min(b.source_id) AS source_id,
         qy_first(array_agg(qy_ref('benefit_payment', b.source_id, b.source_sheet, b.source_row)), 10) AS refs
  FROM benefit_payment b JOIN benefit_scheme k ON k.scheme = b.scheme AND k.kind = 'funeral'
  GROUP BY b.citizen_no, b.scheme
), excepted AS (
  SELECT DISTINCT subject_citizen_no FROM policy_exception WHERE subject_citizen_no IS NOT NULL
), judged AS (
  SELECT g.*, f.died_on, CASE WHEN g.unreadable = 1 THEN 'citizen_no' WHEN c.cremated < c.dead * p.least_coverage THEN 'register' WHEN f.citizen_no IS NULL THEN 'death' END AS missing,
         CASE WHEN f.cremated = 1 THEN NULL WHEN g.paid_fen <= 0 THEN 'returned' WHEN x.subject_citizen_no IS NOT NULL THEN 'excepted' END AS clause,
         CASE WHEN f.cremated = 0 THEN CASE WHEN g.paid_fen >= p.red_from_fen THEN 'red' ELSE 'yellow' END END AS band
  FROM grants g
  JOIN params p ON 1 = 1
  JOIN coverage c ON 1 = 1
  LEFT JOIN funeral_person f ON f.citizen_no = g.citizen_no
  LEFT JOIN excepted x ON x.subject_citizen_no = g.citizen_no
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome FROM judged j
), proof AS (
  SELECT d.citizen_no, d.scheme, qy_first(array_agg(qy_ref('death', x.source_id, x.source_sheet, x.source_row)), 10) AS refs
  FROM decided d JOIN death x ON x.citizen_no = d.citizen_no WHERE d.outcome = 'hit' GROUP BY d.citizen_no, d.scheme
)
SELECT d.outcome AS outcome, coalesce(d.missing, d.clause, d.band) AS detail, d.citizen_no || '|' || d.scheme AS subject_key, d.scheme || '，逝者' || substr(d.citizen_no, 1, 6) AS subject_label,
       'person:' || d.citizen_no AS stack_key, d.source_id AS source_id, CASE WHEN d.outcome = 'hit' THEN d.paid_fen END AS amount_fen, qy_both(d.refs, e.refs) AS evidence,
       d.scheme AS scheme, d.died_on AS died_on, d.paid_on AS paid_on
FROM decided d LEFT JOIN proof e ON e.citizen_no = d.citizen_no AND e.scheme = d.scheme
