-- One row per school, item and year: the charge that lies highest above its own approved price.
WITH charged AS (
  SELECT f.*, f.price_fen / f.approved_fen AS times,
         CASE WHEN f.price_fen > f.approved_fen * (1 + p.tolerance) THEN 1 ELSE 0 END AS above,
         row_number() OVER (PARTITION BY f.school_code, f.item_key, f.year ORDER BY f.price_fen / f.approved_fen DESC, f.ref) AS nth
  FROM school_fee f JOIN params p ON 1 = 1
  WHERE f.approved_fen IS NULL OR f.approved_fen > 0
), totals AS (
  SELECT school_code, item_key, year, min(item) AS item, min(source_id) AS source_id, count(times) AS compared, max(above) AS above,
         max(CASE WHEN above = 1 AND abs(times - round(times)) > 0.005 THEN 1 ELSE 0 END) AS uneven,
         CAST(round(max(CASE WHEN nth = 1 THEN price_fen END)) AS BIGINT) AS price_fen, max(CASE WHEN nth = 1 THEN approved_fen END) AS approved_fen,
         CAST(round(sum(CASE WHEN above = 1 THEN (price_fen - approved_fen) * students END)) AS BIGINT) AS extra_fen, array_agg(ref) FILTER (WHERE above = 1 AND nth <= 50) AS evidence
  FROM charged GROUP BY school_code, item_key, year
), excepted AS (  -- a higher price approved for this school
  SELECT subject_code AS school_code, min(qy_year(from_on)) AS from_year, max(qy_year(coalesce(to_on, CAST('9999-12-31' AS DATE)))) AS to_year
  FROM policy_exception WHERE subject_code IS NOT NULL AND qy_matches(matter, '收费|住宿费|伙食费|课后|标准上调|提高标准')
  GROUP BY subject_code
), judged AS (
  SELECT t.*, CASE WHEN t.compared = 0 THEN 'approved_fen' END AS missing,
         CASE WHEN t.above = 1 AND x.school_code IS NOT NULL THEN 'approved_later' WHEN t.above = 1 AND t.uneven = 0 THEN 'other_period' END AS clause,
         CASE WHEN t.extra_fen >= p.red_from_fen THEN 'red' WHEN t.above = 1 THEN 'yellow' END AS band
  FROM totals t
  JOIN params p ON 1 = 1
  LEFT JOIN excepted x ON x.school_code = t.school_code AND CAST(t.year AS BIGINT) BETWEEN x.from_year AND x.to_year
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome FROM judged j
)
SELECT outcome, coalesce(missing, clause, band) AS detail, school_code || '|' || item_key || '|' || coalesce(year, '') AS subject_key,
       '学校' || school_code || '，' || item || coalesce('，' || year || '年', '') AS subject_label, 'school:' || school_code AS stack_key, source_id,
       CASE WHEN outcome = 'hit' THEN extra_fen END AS amount_fen, CASE WHEN outcome = 'hit' THEN evidence END AS evidence, school_code AS school, year, item, price_fen, approved_fen
FROM decided
