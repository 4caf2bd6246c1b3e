-- One row per patient, hospital and kind of disease (the first three characters of the code).
WITH stays AS (
  SELECT stay_id, citizen_no, hospital_code, substr(diagnosis_code, 1, 3) AS disease, admitted_on, discharged_on, fund_paid_fen, source_id, source_sheet, source_row,
         lag(discharged_on) OVER (PARTITION BY citizen_no, hospital_code, substr(diagnosis_code, 1, 3) ORDER BY admitted_on, discharged_on, stay_id) AS left_on,
         lag(stay_id) OVER (PARTITION BY citizen_no, hospital_code, substr(diagnosis_code, 1, 3) ORDER BY admitted_on, discharged_on, stay_id) AS left_stay
  FROM hospital_stay
  WHERE citizen_no IS NOT NULL AND citizen_no_check = 'valid' AND admitted_on IS NOT NULL AND discharged_on IS NOT NULL AND diagnosis_code IS NOT NULL
), again AS (
  SELECT s.*, qy_days(s.left_on, s.admitted_on) AS gap FROM stays s, params p
  WHERE qy_days(s.left_on, s.admitted_on) BETWEEN 0 AND p.within_days
), patients AS (
  SELECT citizen_no, hospital_code, disease, min(source_id) AS source_id FROM stays GROUP BY citizen_no, hospital_code, disease
), counted AS (
  SELECT citizen_no, hospital_code, disease, count(*) AS returns, min(gap) AS shortest, min(left_on) AS first_left_on, max(admitted_on) AS last_admitted_on, sum(fund_paid_fen) AS fund_fen
  FROM again GROUP BY citizen_no, hospital_code, disease
), judged AS (
  SELECT t.*, c.returns, c.shortest, c.first_left_on, c.last_admitted_on, c.fund_fen,
         CASE WHEN c.returns > 0 AND qy_matches(t.disease, p.planned_diseases) THEN 'planned' END AS clause,
         CASE WHEN c.returns >= p.red_from_returns THEN 'red' WHEN c.shortest <= p.yellow_within_days THEN 'yellow' WHEN c.returns > 0 THEN 'blue' END AS band
  FROM patients t
  JOIN params p ON 1 = 1
  LEFT JOIN counted c ON c.citizen_no = t.citizen_no AND c.hospital_code IS NOT DISTINCT FROM t.hospital_code AND c.disease = t.disease
), decided AS (
  SELECT j.*, qy_outcome(NULL, j.clause, j.band) AS outcome FROM judged j
), proof AS (
  SELECT citizen_no, hospital_code, disease, qy_first(array_agg(ref), 50) AS evidence
  FROM (
    SELECT a.citizen_no, a.hospital_code, a.disease, qy_ref('hospital_stay', a.source_id, a.source_sheet, a.source_row) AS ref FROM again a
    UNION
    SELECT a.citizen_no, a.hospital_code, a.disease, qy_ref('hospital_stay', s.source_id, s.source_sheet, s.source_row)
    FROM again a JOIN stays s ON s.citizen_no = a.citizen_no AND s.stay_id = a.left_stay
  ) AS one_row
  GROUP BY citizen_no, hospital_code, disease
)
SELECT d.outcome AS outcome, coalesce(d.clause, d.band) AS detail, d.citizen_no || '|' || coalesce(d.hospital_code, '') || '|' || d.disease AS subject_key,
       CASE WHEN d.returns > 0 THEN '医疗机构' || coalesce(d.hospital_code, '未知') || '，患者' || substr(d.citizen_no, 1, 6) END AS subject_label,
       CASE WHEN d.returns > 0 THEN 'hospital:' || coalesce(d.hospital_code, '') END AS stack_key, d.source_id AS source_id,
       CASE WHEN d.outcome = 'hit' THEN CAST(d.fund_fen AS BIGINT) END AS amount_fen, CASE WHEN d.outcome = 'hit' THEN e.evidence END AS evidence,
       d.returns AS returns, d.shortest AS shortest, d.first_left_on AS first_left_on, d.last_admitted_on AS last_admitted_on
FROM decided d
LEFT JOIN proof e ON e.citizen_no = d.citizen_no AND e.hospital_code IS NOT DISTINCT FROM d.hospital_code AND e.disease = d.disease
UNION ALL
SELECT 'not_computable', CASE WHEN citizen_no IS NULL OR citizen_no_check <> 'valid' THEN 'citizen_no' WHEN diagnosis_code IS NULL THEN 'diagnosis_code' ELSE 'discharged_on' END,
       stay_id, NULL, NULL, source_id, NULL, NULL, NULL, NULL, NULL, NULL
FROM hospital_stay
WHERE citizen_no IS NULL OR citizen_no_check <> 'valid' OR admitted_on IS NULL OR discharged_on IS NULL OR diagnosis_code IS NULL
