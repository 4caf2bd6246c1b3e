-- One row per care home.
WITH beds AS (
  SELECT home_code, beds, coalesce(from_on, CAST('1900-01-01' AS DATE)) AS from_on, coalesce(to_on, CAST('9999-12-31' AS DATE)) AS to_on, name, qy_ref('care_home', source_id, source_sheet, source_row) AS ref
  FROM care_home
), steps AS (
  SELECT o.place, o.from_on, o.present, qy_days(o.from_on, coalesce(o.to_on, qy_add_days(p.as_of, 1))) AS days, max(b.beds) AS beds, min(b.name) AS name, min(b.ref) AS ref
  FROM occupancy_step o
  JOIN params p ON o.kind = 'care_home' AND o.from_on <= p.as_of
  LEFT JOIN beds b ON b.home_code = o.place AND b.from_on <= o.from_on AND b.to_on >= o.from_on
  GROUP BY o.place, o.from_on, o.present, qy_days(o.from_on, coalesce(o.to_on, qy_add_days(p.as_of, 1)))
), homes AS (
  SELECT place, min(name) AS name, min(beds) AS beds, max(present) AS most, coalesce(sum(days) FILTER (WHERE present > beds), 0) AS days_over, max(present - beds) AS excess,
         min(from_on) FILTER (WHERE present > beds) AS first_on, count(*) - count(beds) AS unknown, min(ref) AS ref
  FROM steps GROUP BY place
), subsidies AS (
  SELECT home_code, max(monthly_fen) AS monthly_fen, min(source_id) AS source_id FROM care_resident GROUP BY home_code
), judged AS (
  SELECT h.*, s.monthly_fen, s.source_id, CASE WHEN h.days_over = 0 AND h.unknown > 0 THEN 'beds' END AS missing, CASE WHEN h.days_over > 0 AND h.days_over < p.min_days THEN 'brief' END AS clause,
         CASE WHEN h.days_over > 0 THEN CASE WHEN h.excess > h.beds * p.red_share THEN 'red' ELSE 'yellow' END END AS band
  FROM homes h JOIN params p ON 1 = 1 LEFT JOIN subsidies s ON s.home_code = h.place
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome FROM judged j
), proof AS (  -- residents of the first day above
  SELECT place, array_agg(ref) AS refs
  FROM (SELECT d.place, qy_ref('care_resident', r.source_id, r.source_sheet, r.source_row) AS ref, row_number() OVER (PARTITION BY d.place ORDER BY r.from_on DESC, r.source_id, r.source_row) AS nth
        FROM decided d JOIN care_resident r ON r.home_code = d.place AND r.from_on <= d.first_on AND (r.to_on IS NULL OR r.to_on >= d.first_on) WHERE d.outcome = 'hit') AS numbered
  WHERE nth <= 45 GROUP BY place
)
SELECT d.outcome AS outcome, coalesce(d.missing, d.clause, d.band) AS detail, d.place AS subject_key, coalesce(d.name, '养老机构' || d.place) AS subject_label, 'unit:' || d.place AS stack_key, d.source_id AS source_id,
       CASE WHEN d.outcome = 'hit' THEN CAST(floor(d.excess * d.monthly_fen * d.days_over / 30) AS BIGINT) END AS amount_fen, qy_both(qy_refs(d.ref), e.refs) AS evidence,
       d.beds AS beds, d.most AS most, d.days_over AS days_over, d.first_on AS first_on
FROM decided d LEFT JOIN proof e ON e.place = d.place
