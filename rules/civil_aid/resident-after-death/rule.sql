-- One row per resident and home.
WITH residents AS (
  SELECT r.home_code, r.citizen_no, max(CASE WHEN r.citizen_no_check = 'valid' THEN 0 ELSE 1 END) AS unreadable, max(r.monthly_fen) AS monthly_fen,
         max(least(coalesce(r.to_on, p.as_of), p.as_of)) AS listed_to, min(r.source_id) AS source_id, qy_first(array_agg(qy_ref('care_resident', r.source_id, r.source_sheet, r.source_row)), 10) AS refs
  FROM care_resident r JOIN params p ON 1 = 1
  GROUP BY r.home_code, r.citizen_no
), homes AS (
  SELECT home_code, min(name) AS name FROM care_home GROUP BY home_code
), judged AS (
  SELECT r.*, h.name, d.died_on, d.registers, qy_days(d.died_on, r.listed_to) AS days, qy_month_index(NULL, r.listed_to) - qy_month_index(NULL, d.died_on) AS months,
         CASE WHEN r.unreadable = 1 THEN 'citizen_no' WHEN d.citizen_no IS NOT NULL AND d.died_on IS NULL THEN 'died_on' END AS missing,
         CASE WHEN qy_days(d.died_on, r.listed_to) BETWEEN 1 AND p.grace_days THEN 'within_grace' END AS clause,
         CASE WHEN d.died_on IS NULL OR r.listed_to <= d.died_on THEN NULL WHEN qy_days(d.latest_on, r.listed_to) <= p.grace_days THEN 'blue' WHEN qy_days(d.died_on, r.listed_to) >= p.red_from_days THEN 'red' ELSE 'yellow' END AS band
  FROM residents r
  JOIN params p ON 1 = 1
  LEFT JOIN homes h ON h.home_code = r.home_code
  LEFT JOIN death_fused d ON d.citizen_no = r.citizen_no
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome FROM judged j
), proof AS (
  SELECT d.home_code, d.citizen_no, qy_first(array_agg(qy_ref('death', x.source_id, x.source_sheet, x.source_row)), 10) AS refs
  FROM decided d JOIN death x ON x.citizen_no = d.citizen_no WHERE d.outcome = 'hit' GROUP BY d.home_code, d.citizen_no
)
SELECT d.outcome AS outcome, coalesce(d.missing, d.clause, d.band) AS detail, d.home_code || '|' || d.citizen_no AS subject_key, coalesce(d.name, '养老机构' || d.home_code) || '，入住老人' || substr(d.citizen_no, 1, 6) AS subject_label,
       'unit:' || d.home_code AS stack_key, d.source_id AS source_id, CASE WHEN d.outcome = 'hit' THEN d.monthly_fen * d.months END AS amount_fen, qy_both(d.refs, e.refs) AS evidence,
       coalesce(d.name, d.home_code) AS home, d.died_on AS died_on, d.registers AS registers, d.listed_to AS listed_to, d.days AS days
FROM decided d LEFT JOIN proof e ON e.home_code = d.home_code AND e.citizen_no = d.citizen_no
