-- One row per authority and year.
WITH regions AS (
  SELECT substr(party_region_code, 1, 6) AS region, count(*) AS cases FROM enforcement_case WHERE length(party_region_code) >= 6 GROUP BY substr(party_region_code, 1, 6)
), home AS (
  SELECT CASE WHEN min(p.own_region) <> '' THEN min(p.own_region) ELSE min(r.region) END AS region
  FROM params p LEFT JOIN (SELECT region, row_number() OVER (ORDER BY cases DESC, region) AS nth FROM regions) AS r ON r.nth = 1
), placed AS (
  SELECT c.unit_code, coalesce(c.unit_name, c.unit_code) AS unit, qy_year(coalesce(c.filed_on, c.decided_on)) AS year, CASE WHEN length(c.party_region_code) < 6 THEN NULL WHEN substr(c.party_region_code, 1, 6) = h.region THEN 0 WHEN c.party_region_code IS NOT NULL THEN 1 END AS outside,
         c.fine_fen, c.source_id, qy_ref('enforcement_case', c.source_id, c.source_sheet, c.source_row) AS ref
  FROM enforcement_case c JOIN home h ON 1 = 1
), years AS (
  SELECT unit_code, year, min(unit) AS unit, count(outside) AS cases, sum(outside) AS outside, CAST(sum(fine_fen) FILTER (WHERE outside = 1) AS BIGINT) AS outside_fen, min(source_id) AS source_id FROM placed GROUP BY unit_code, year
), compared AS (
  SELECT y.*, CAST(y.outside AS DOUBLE) / nullif(y.cases, 0) AS share,
         CAST(sum(y.outside) OVER (PARTITION BY y.year) - y.outside AS DOUBLE) / nullif(sum(y.cases) OVER (PARTITION BY y.year) - y.cases, 0) AS peer_share
  FROM years y
), judged AS (
  SELECT c.*, CASE WHEN c.unit_code IS NULL THEN 'unit_code' WHEN c.cases = 0 THEN 'party_region_code' WHEN c.year IS NULL THEN 'filed_on' END AS missing,
         CASE WHEN c.cases < p.min_cases THEN 'few' WHEN c.share >= p.min_share AND qy_matches(c.unit, '交通|公路|运管|路政|海事') THEN 'transport' END AS clause,
         CASE WHEN c.share < p.min_share OR c.share < coalesce(c.peer_share, 0) * p.peer_ratio THEN NULL WHEN c.share >= p.red_share THEN 'red' ELSE 'yellow' END AS band
  FROM compared c JOIN params p ON 1 = 1
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome FROM judged j
), proof AS (
  SELECT unit_code, year, array_agg(ref) AS evidence
  FROM (SELECT x.unit_code, x.year, x.ref, row_number() OVER (PARTITION BY x.unit_code, x.year ORDER BY x.fine_fen DESC, x.ref) AS nth FROM placed x WHERE x.outside = 1) AS numbered WHERE nth <= 50 GROUP BY unit_code, year
)
SELECT d.outcome AS outcome, coalesce(d.missing, d.clause, d.band) AS detail, coalesce(d.unit_code, '') || '|' || coalesce(qy_text(d.year), '') AS subject_key, coalesce(d.unit, '') || '，' || coalesce(qy_text(d.year), '') || '年' AS subject_label,
       'unit:' || coalesce(d.unit_code, '') AS stack_key, d.source_id AS source_id, CASE WHEN d.outcome = 'hit' THEN coalesce(d.outside_fen, 0) END AS amount_fen, CASE WHEN d.outcome = 'hit' THEN e.evidence END AS evidence,
       d.unit AS unit, d.year AS year, d.cases AS cases, CAST(d.outside AS BIGINT) AS outside, d.share AS share, coalesce(d.peer_share, 0) AS peer_share
FROM decided d LEFT JOIN proof e ON e.unit_code = d.unit_code AND e.year = d.year
