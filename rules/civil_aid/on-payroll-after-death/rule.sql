-- One row per person and paying unit.
WITH posts AS (
  SELECT citizen_no, coalesce(unit_code, unit_name, '') AS unit, min(unit_name) AS unit_name, min(name) AS name, min(source_id) AS source_id,
         max(CASE WHEN citizen_no_check = 'valid' THEN 0 ELSE 1 END) AS unreadable, count(*) - count(to_on) AS open_rows, max(to_on) AS to_on, max(monthly_pay_fen) AS monthly_pay_fen
  FROM payroll GROUP BY citizen_no, coalesce(unit_code, unit_name, '')
), judged AS (
  SELECT s.citizen_no, s.unit, s.unit_name, s.source_id, s.monthly_pay_fen, d.died_on, d.registers,
         CASE WHEN s.open_rows > 0 THEN p.as_of ELSE least(s.to_on, p.as_of) END AS listed_to,
         qy_month_index(NULL, CASE WHEN s.open_rows > 0 THEN p.as_of ELSE least(s.to_on, p.as_of) END) - qy_month_index(NULL, d.died_on) AS months,
         qy_month_index(NULL, CASE WHEN s.open_rows > 0 THEN p.as_of ELSE least(s.to_on, p.as_of) END) - qy_month_index(NULL, d.latest_on) AS months_latest,
         CASE WHEN s.unreadable = 1 THEN 'citizen_no' WHEN d.citizen_no IS NULL THEN 'alive' WHEN d.died_on IS NULL THEN 'died_on'
              WHEN qy_code(s.name) <> qy_code(d.name) THEN 'name_mismatch' END AS obstacle
  FROM posts s
  JOIN params p ON 1 = 1
  LEFT JOIN death_fused d ON d.citizen_no = s.citizen_no
), decided AS (
  SELECT j.*, CASE WHEN j.obstacle = 'alive' THEN 'clear' WHEN j.obstacle IN ('citizen_no', 'died_on') THEN j.obstacle WHEN j.months <= 0 THEN 'clear'
                   WHEN j.obstacle = 'name_mismatch' THEN 'name_mismatch' WHEN j.months <= p.grace_months THEN 'within_grace' ELSE 'hit' END AS state
  FROM judged j JOIN params p ON 1 = 1
), proof AS (
  SELECT citizen_no, unit, array_agg(ref) AS evidence
  FROM (
    SELECT d.citizen_no, d.unit, qy_ref('payroll', y.source_id, y.source_sheet, y.source_row) AS ref
    FROM decided d JOIN payroll y ON y.citizen_no = d.citizen_no AND coalesce(y.unit_code, y.unit_name, '') = d.unit WHERE d.state = 'hit'
    UNION ALL
    SELECT d.citizen_no, d.unit, qy_ref('death', x.source_id, x.source_sheet, x.source_row)
    FROM decided d JOIN death x ON x.citizen_no = d.citizen_no WHERE d.state = 'hit'
  ) AS one_row
  GROUP BY citizen_no, unit
)
SELECT CASE WHEN d.state IN ('citizen_no', 'died_on') THEN 'not_computable' WHEN d.state IN ('name_mismatch', 'within_grace') THEN 'excluded' ELSE d.state END AS outcome,
       CASE WHEN d.state = 'hit' THEN CASE WHEN d.months_latest <= p.grace_months THEN 'blue' WHEN d.months >= p.red_from_months THEN 'red' ELSE 'yellow' END
            WHEN d.state <> 'clear' THEN d.state END AS detail,
       d.citizen_no || '|' || d.unit AS subject_key,
       CASE WHEN d.state <> 'clear' THEN coalesce(d.unit_name, d.unit) || '，供养人员' || substr(d.citizen_no, 1, 6) END AS subject_label,
       'person:' || d.citizen_no AS stack_key, d.source_id AS source_id, CAST(d.monthly_pay_fen * d.months AS BIGINT) AS amount_fen, e.evidence AS evidence,
       coalesce(d.unit_name, d.unit) AS unit_label, d.died_on AS died_on, d.registers AS registers, d.listed_to AS listed_to, d.months AS months
FROM decided d
JOIN params p ON 1 = 1
LEFT JOIN proof e ON e.citizen_no = d.citizen_no AND e.unit = d.unit
