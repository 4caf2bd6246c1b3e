-- One row per stay of some length. A day counts as empty when no charge at all is dated on it.
WITH stays AS (
  SELECT s.stay_id, s.hospital_code, s.admitted_on, s.discharged_on, s.fund_paid_fen, qy_days(s.admitted_on, s.discharged_on) AS length,
         s.source_id, qy_ref('hospital_stay', s.source_id, s.source_sheet, s.source_row) AS ref
  FROM hospital_stay s, params p
  WHERE s.admitted_on IS NULL OR s.discharged_on IS NULL OR qy_days(s.admitted_on, s.discharged_on) > p.min_days
), charged AS (  -- the days with charges, those outside the stay left aside
  SELECT DISTINCT s.stay_id, s.admitted_on, s.discharged_on, m."on" AS charged_on
  FROM stays s JOIN medical_item m ON m.stay_id = s.stay_id
  WHERE m."on" >= s.admitted_on AND m."on" <= s.discharged_on
), spaced AS (
  SELECT stay_id, charged_on, qy_days(charged_on, coalesce(lead(charged_on) OVER (PARTITION BY stay_id ORDER BY charged_on), discharged_on)) - 1 AS empty_after,
         qy_days(admitted_on, charged_on) AS since_admission
  FROM charged
), counted AS (
  SELECT stay_id, count(*) AS charge_days, greatest(max(empty_after), min(since_admission) - 1, 0) AS longest,
         sum(CASE WHEN empty_after > 0 THEN empty_after ELSE 0 END) + CASE WHEN min(since_admission) > 1 THEN min(since_admission) - 1 ELSE 0 END AS empty_days
  FROM spaced GROUP BY stay_id
), itemised AS (
  SELECT stay_id, count(*) AS items, count("on") AS dated FROM medical_item GROUP BY stay_id
), judged AS (
  SELECT s.*, c.charge_days, c.longest, c.empty_days,
         CASE WHEN s.admitted_on IS NULL THEN 'admitted_on' WHEN s.discharged_on IS NULL THEN 'discharged_on' WHEN i.items IS NULL THEN 'medical_item' WHEN i.dated = 0 THEN 'on' END AS missing,
         CASE WHEN c.longest < p.min_days THEN NULL WHEN c.charge_days = 1 THEN 'posted_at_once'
              WHEN c.charge_days >= 3 AND (c.longest + 1) * c.charge_days <= 1.5 * s.length THEN 'posted_by_period' END AS clause,
         CASE WHEN c.longest >= p.red_from_days THEN 'red' WHEN c.longest >= p.min_days THEN 'yellow' END AS band
  FROM stays s
  JOIN params p ON 1 = 1
  LEFT JOIN counted c ON c.stay_id = s.stay_id
  LEFT JOIN itemised i ON i.stay_id = s.stay_id
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome FROM judged j
), proof AS (
  SELECT stay_id, array_agg(ref) AS refs
  FROM (SELECT d.stay_id, qy_ref('medical_item', m.source_id, m.source_sheet, m.source_row) AS ref, row_number() OVER (PARTITION BY d.stay_id ORDER BY m."on", m.source_id, m.source_row) AS nth
        FROM decided d JOIN medical_item m ON m.stay_id = d.stay_id WHERE d.outcome = 'hit') AS numbered
  WHERE nth <= 40 GROUP BY stay_id
)
SELECT d.outcome AS outcome, coalesce(d.missing, d.clause, d.band) AS detail, d.stay_id AS subject_key, '医疗机构' || coalesce(d.hospital_code, '未知') || '，住院号' || d.stay_id AS subject_label,
       'hospital:' || coalesce(d.hospital_code, '') AS stack_key, d.source_id AS source_id,
       CASE WHEN d.outcome = 'hit' THEN CAST(floor(d.fund_paid_fen * d.empty_days / d.length) AS BIGINT) END AS amount_fen, qy_both(qy_refs(d.ref), e.refs) AS evidence,
       d.admitted_on AS admitted_on, d.discharged_on AS discharged_on, d.length AS length, d.charge_days AS charge_days, d.longest AS longest, d.empty_days AS empty_days
FROM decided d
LEFT JOIN proof e ON e.stay_id = d.stay_id
