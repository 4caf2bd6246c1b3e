-- One row per stay.
WITH judged AS (
  SELECT s.stay_id, s.citizen_no, s.hospital_code, s.admitted_on, s.discharged_on, s.fund_paid_fen, s.source_id, qy_ref('hospital_stay', s.source_id, s.source_sheet, s.source_row) AS ref,
         d.died_on, d.latest_on, d.registers, qy_days(d.died_on, s.admitted_on) AS admitted_after, qy_days(d.died_on, s.discharged_on) AS discharged_after,
         CASE WHEN s.citizen_no IS NULL OR s.citizen_no_check <> 'valid' THEN 'citizen_no' WHEN d.citizen_no IS NULL THEN NULL WHEN d.died_on IS NULL THEN 'died_on'
              WHEN s.admitted_on IS NULL THEN 'admitted_on' END AS missing,
         CASE WHEN s.admitted_on > d.died_on THEN CASE WHEN qy_days(d.died_on, s.admitted_on) <= p.register_days THEN 'register_lag' END
              WHEN qy_days(d.died_on, s.discharged_on) > 0 AND qy_days(d.died_on, s.discharged_on) <= p.settle_days THEN 'settled_late' END AS clause,
         CASE WHEN d.citizen_no IS NULL OR NOT (s.admitted_on > d.died_on OR s.discharged_on > d.died_on) THEN NULL
              WHEN s.admitted_on > d.latest_on THEN 'red' WHEN s.admitted_on > d.died_on THEN 'yellow' ELSE 'blue' END AS band
  FROM hospital_stay s
  JOIN params p ON 1 = 1
  LEFT JOIN death_fused d ON d.citizen_no = s.citizen_no
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome FROM judged j
), proof AS (
  SELECT d.stay_id, qy_first(array_agg(qy_ref('death', x.source_id, x.source_sheet, x.source_row)), 10) AS refs
  FROM decided d JOIN death x ON x.citizen_no = d.citizen_no WHERE d.outcome = 'hit' GROUP BY d.stay_id
)
SELECT d.outcome AS outcome, coalesce(d.missing, d.clause, d.band) AS detail, d.stay_id AS subject_key,
       CASE WHEN d.died_on IS NOT NULL THEN '医疗机构' || coalesce(d.hospital_code, '未知') || '，住院号' || d.stay_id END AS subject_label,
       CASE WHEN d.died_on IS NOT NULL THEN 'hospital:' || coalesce(d.hospital_code, '') END AS stack_key, d.source_id AS source_id,
       CASE WHEN d.outcome = 'hit' THEN d.fund_paid_fen END AS amount_fen, CASE WHEN d.outcome = 'hit' THEN qy_both(qy_refs(d.ref), e.refs) END AS evidence,
       d.died_on AS died_on, d.registers AS registers, d.admitted_on AS admitted_on, d.discharged_on AS discharged_on,
       CASE WHEN d.admitted_after > 0 THEN '入院在死亡之后' || qy_text(d.admitted_after) || '天' ELSE '出院在死亡之后' || qy_text(d.discharged_after) || '天' END AS lag_text,
       CASE WHEN d.admitted_after > 0 THEN 'admitted ' || qy_text(d.admitted_after) || ' days after it' ELSE 'discharged ' || qy_text(d.discharged_after) || ' days after it' END AS lag_text_en
FROM decided d
LEFT JOIN proof e ON e.stay_id = d.stay_id
