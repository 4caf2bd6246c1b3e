-- One row per stay, held against the patient's earlier stay that it overlaps longest.
WITH stays AS (
  SELECT stay_id, citizen_no, hospital_code, admitted_on, discharged_on, fund_paid_fen, source_id, source_sheet, source_row
  FROM hospital_stay
  WHERE citizen_no IS NOT NULL AND citizen_no_check = 'valid' AND admitted_on IS NOT NULL AND discharged_on IS NOT NULL
), several AS (
  SELECT citizen_no FROM stays GROUP BY citizen_no HAVING count(*) > 1
), pairs AS (
  SELECT b.stay_id, a.stay_id AS other_stay, a.hospital_code AS other_hospital, a.admitted_on AS other_admitted_on, a.discharged_on AS other_discharged_on,
         qy_days(b.admitted_on, least(a.discharged_on, b.discharged_on)) AS days, CASE WHEN a.hospital_code IS NOT DISTINCT FROM b.hospital_code THEN 1 ELSE 0 END AS same_hospital,
         least(coalesce(a.fund_paid_fen, b.fund_paid_fen), coalesce(b.fund_paid_fen, a.fund_paid_fen)) AS fund_fen,
         qy_ref('hospital_stay', a.source_id, a.source_sheet, a.source_row) AS other_ref,
         row_number() OVER (PARTITION BY b.stay_id ORDER BY qy_days(b.admitted_on, least(a.discharged_on, b.discharged_on)) DESC, a.stay_id) AS nth
  FROM several s
  JOIN stays b ON b.citizen_no = s.citizen_no
  JOIN stays a ON a.citizen_no = b.citizen_no AND (a.admitted_on < b.admitted_on OR (a.admitted_on = b.admitted_on AND a.stay_id < b.stay_id))
  WHERE a.discharged_on > b.admitted_on
), judged AS (
  SELECT t.*, x.other_stay, x.other_hospital, x.other_admitted_on, x.other_discharged_on, x.days, x.same_hospital, x.fund_fen, x.other_ref,
         CASE WHEN x.days <= p.transfer_days AND x.same_hospital = 0 THEN 'transfer' WHEN x.days <= p.transfer_days THEN 'ward_change' END AS clause,
         CASE WHEN x.same_hospital = 1 THEN 'blue' WHEN x.days >= p.red_from_days THEN 'red' WHEN x.days > 0 THEN 'yellow' END AS band
  FROM stays t
  JOIN params p ON 1 = 1
  LEFT JOIN pairs x ON x.stay_id = t.stay_id AND x.nth = 1
), decided AS (
  SELECT j.*, qy_outcome(NULL, j.clause, j.band) AS outcome FROM judged j
)
SELECT outcome, coalesce(clause, band) AS detail, stay_id AS subject_key, CASE WHEN days > 0 THEN '医疗机构' || coalesce(hospital_code, '未知') || '，住院号' || stay_id END AS subject_label,
       CASE WHEN days > 0 THEN 'hospital:' || coalesce(hospital_code, '') END AS stack_key, source_id,
       CASE WHEN outcome = 'hit' THEN fund_fen END AS amount_fen,
       CASE WHEN outcome = 'hit' THEN qy_both(qy_refs(qy_ref('hospital_stay', source_id, source_sheet, source_row)), qy_refs(other_ref)) END AS evidence,
       admitted_on, discharged_on, other_admitted_on, other_discharged_on, days,
       CASE WHEN same_hospital = 1 THEN '同一医院的另一次' ELSE '另一家医院的' END AS where_else, CASE WHEN same_hospital = 1 THEN 'in the same hospital' ELSE 'in another hospital' END AS where_else_en
FROM decided
UNION ALL
SELECT 'not_computable', CASE WHEN citizen_no IS NULL OR citizen_no_check <> 'valid' THEN 'citizen_no' WHEN admitted_on IS NULL THEN 'admitted_on' ELSE 'discharged_on' END,
       stay_id, NULL, NULL, source_id, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
FROM hospital_stay
WHERE citizen_no IS NULL OR citizen_no_check <> 'valid' OR admitted_on IS NULL OR discharged_on IS NULL
