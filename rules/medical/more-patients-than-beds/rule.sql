-- One row per hospital and year with stays. Only insured stays are known, so the true number is larger.
WITH beds AS (
  SELECT hospital_code, open_beds, coalesce(from_on, CAST('1900-01-01' AS DATE)) AS from_on, coalesce(to_on, CAST('9999-12-31' AS DATE)) AS to_on,
         name, qy_ref('hospital', source_id, source_sheet, source_row) AS ref
  FROM hospital
), steps AS (  -- a stretch belongs to the year in which it begins
  SELECT o.place, o.from_on, qy_year(o.from_on) AS in_year, o.present, qy_days(o.from_on, coalesce(o.to_on, qy_add_days(o.from_on, 1))) AS days, max(b.open_beds) AS open_beds, min(b.name) AS name, min(b.ref) AS ref
  FROM occupancy_step o
  LEFT JOIN beds b ON b.hospital_code = o.place AND b.from_on <= o.from_on AND b.to_on >= o.from_on
  WHERE o.kind = 'hospital'
  GROUP BY o.place, o.from_on, o.present, qy_days(o.from_on, coalesce(o.to_on, qy_add_days(o.from_on, 1)))
), years AS (
  SELECT s.place, s.in_year, min(s.name) AS name, min(s.open_beds) AS open_beds, max(s.present) AS most, CAST(max(s.present) AS DOUBLE) / max(s.open_beds) AS fullest,
         coalesce(sum(s.days) FILTER (WHERE s.present > s.open_beds * p.tolerance), 0) AS days_over, coalesce(sum(s.days) FILTER (WHERE s.present > s.open_beds), 0) AS days_full,
         count(*) - count(s.open_beds) AS unknown, min(s.ref) AS ref
  FROM steps s JOIN params p ON 1 = 1
  GROUP BY s.place, s.in_year
), sources AS (
  SELECT hospital_code, min(source_id) AS source_id FROM hospital_stay GROUP BY hospital_code
), judged AS (
  SELECT y.*, s.source_id, CASE WHEN y.unknown > 0 AND y.days_over < p.min_days THEN 'open_beds' END AS missing,
         CASE WHEN y.days_full = 0 THEN NULL WHEN y.days_over = 0 THEN 'extra_beds' WHEN y.days_over < p.min_days THEN 'brief' END AS clause,
         CASE WHEN y.days_full > 0 THEN CASE WHEN y.days_over >= p.red_from_days THEN 'red' ELSE 'yellow' END END AS band
  FROM years y JOIN params p ON 1 = 1 LEFT JOIN sources s ON s.hospital_code = y.place
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome FROM judged j
), proof AS (  -- stays of the fullest day
  SELECT place, in_year, array_agg(ref) AS refs
  FROM (SELECT d.place, d.in_year, qy_ref('hospital_stay', h.source_id, h.source_sheet, h.source_row) AS ref, row_number() OVER (PARTITION BY d.place, d.in_year ORDER BY h.admitted_on, h.source_id, h.source_row) AS nth
        FROM decided d
        JOIN (SELECT place, in_year, min(from_on) AS peak_on FROM (SELECT s.*, max(present) OVER (PARTITION BY place, in_year) AS most FROM steps s) AS ranked WHERE present = most GROUP BY place, in_year) AS k ON k.place = d.place AND k.in_year = d.in_year
        JOIN hospital_stay h ON h.hospital_code = d.place AND h.admitted_on <= k.peak_on AND h.discharged_on > k.peak_on
        WHERE d.outcome = 'hit') AS numbered
  WHERE nth <= 40 GROUP BY place, in_year
)
SELECT d.outcome AS outcome, coalesce(d.missing, d.clause, d.band) AS detail, d.place || '|' || qy_text(d.in_year) AS subject_key, coalesce(d.name, '医疗机构' || d.place) || '，' || qy_text(d.in_year) || '年' AS subject_label,
       'hospital:' || d.place AS stack_key, d.source_id AS source_id, CAST(NULL AS BIGINT) AS amount_fen, qy_both(qy_refs(d.ref), e.refs) AS evidence,
       d.in_year AS in_year, d.open_beds AS open_beds, d.most AS most, d.fullest AS fullest, d.days_over AS days_over, d.days_full AS days_full
FROM decided d LEFT JOIN proof e ON e.place = d.place AND e.in_year = d.in_year
