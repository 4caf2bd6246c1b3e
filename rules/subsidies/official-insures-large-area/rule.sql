-- One row per insured person, crop and year. Only officials in office at the time of the report can be hits.
WITH insured AS (
  SELECT insured_no, crop_key, min(crop) AS crop, year, sum(area_mu) AS area, CAST(sum(paid_fen) AS BIGINT) AS paid_fen, max(unreadable) AS unreadable, min(reported_on) AS reported_on, min(village_code) AS village_code,
         min(source_id) AS source_id
  FROM crop_claim WHERE insured_no IS NOT NULL
  GROUP BY insured_no, crop_key, year
), serving AS (
  SELECT i.insured_no, i.crop_key, i.year, min(o.post) AS post, min(qy_ref('village_official', o.source_id, o.source_sheet, o.source_row)) AS ref
  FROM insured i JOIN village_official o ON o.citizen_no = i.insured_no
  WHERE i.reported_on >= coalesce(o.from_on, i.reported_on) AND i.reported_on <= coalesce(o.to_on, i.reported_on)
  GROUP BY i.insured_no, i.crop_key, i.year
), land AS (
  SELECT h.citizen_no, CAST(sum(l.area_mu) AS DOUBLE) AS area
  FROM (SELECT DISTINCT citizen_no, household_no FROM land_right WHERE citizen_no IS NOT NULL) AS h JOIN land_right l ON l.household_no = h.household_no
  GROUP BY h.citizen_no
), judged AS (
  SELECT i.*, s.post, s.ref AS post_ref, l.area AS own_mu,
         CASE WHEN i.unreadable = 1 THEN 'insured_no' WHEN s.insured_no IS NOT NULL AND i.area IS NULL THEN 'area_mu' END AS missing,
         CASE WHEN s.insured_no IS NOT NULL AND i.area >= p.min_mu AND i.area < p.times * l.area THEN 'own_land' END AS clause,
         CASE WHEN s.insured_no IS NULL OR i.area < p.min_mu THEN NULL WHEN i.paid_fen >= p.red_fen THEN 'red' ELSE 'yellow' END AS band
  FROM insured i
  JOIN params p ON 1 = 1
  LEFT JOIN serving s ON s.insured_no = i.insured_no AND s.crop_key IS NOT DISTINCT FROM i.crop_key AND s.year = i.year
  LEFT JOIN land l ON l.citizen_no = i.insured_no
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome FROM judged j
), proof AS (
  SELECT r.insured_no, r.crop_key, r.year, qy_first(array_agg(r.ref), 50) AS evidence
  FROM (SELECT insured_no, crop_key, year, post_ref AS ref FROM decided WHERE outcome = 'hit'
        UNION ALL SELECT d.insured_no, d.crop_key, d.year, c.ref FROM decided d JOIN crop_claim c ON c.insured_no = d.insured_no AND c.crop_key IS NOT DISTINCT FROM d.crop_key AND c.year = d.year WHERE d.outcome = 'hit') AS r
  GROUP BY r.insured_no, r.crop_key, r.year
)
SELECT d.outcome AS outcome, coalesce(d.missing, d.clause, d.band) AS detail, d.insured_no || '|' || coalesce(d.crop_key, '') || '|' || coalesce(qy_text(d.year), '') AS subject_key,
       CASE WHEN d.outcome <> 'clear' THEN coalesce('村代码' || d.village_code || '，', '') || coalesce(d.crop, '农业保险') || coalesce('，' || qy_text(d.year) || '年', '') END AS subject_label,
       'person:' || d.insured_no AS stack_key, d.source_id AS source_id, CASE WHEN d.outcome = 'hit' THEN d.paid_fen END AS amount_fen, e.evidence AS evidence,
       coalesce(d.post, '村干部') AS post, d.year AS year, d.area AS area, coalesce(d.crop, '作物') AS crop,
       coalesce(qy_text(round(d.own_mu, 1)) || '亩', '没有登记') AS land, coalesce(qy_text(round(d.own_mu, 1)) || ' mu', 'not registered') AS land_en
FROM decided d
LEFT JOIN proof e ON e.insured_no = d.insured_no AND e.crop_key IS NOT DISTINCT FROM d.crop_key AND e.year = d.year
