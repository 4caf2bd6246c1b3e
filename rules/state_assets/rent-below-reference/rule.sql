-- One row per lease. Reference rents: item 租金, spec the asset's number (its own valuation), else its kind; a unit with 月 is a month's.
WITH reference AS (
  SELECT qy_code(spec) AS spec_key, coalesce(from_on, CAST('1900-01-01' AS DATE)) AS from_on, coalesce(to_on, CAST('9999-12-31' AS DATE)) AS to_on, CAST(price_fen AS DOUBLE) * CASE WHEN unit LIKE '%月%' THEN 12 ELSE 1 END AS year_fen
  FROM price_reference WHERE item LIKE '%租金%' AND spec IS NOT NULL AND price_fen > 0
), own AS (
  SELECT l.lease_key, max(r.year_fen) AS year_fen FROM unit_lease l JOIN reference r ON r.spec_key = qy_code(l.asset_no) AND r.from_on <= l.from_on AND r.to_on >= l.from_on GROUP BY l.lease_key
), alike AS (
  SELECT l.lease_key, min(r.year_fen) AS year_fen FROM unit_lease l JOIN reference r ON r.spec_key = qy_code(l.kind) AND r.from_on <= l.from_on AND r.to_on >= l.from_on GROUP BY l.lease_key
), excepted AS (
  SELECT l.lease_key FROM unit_lease l JOIN policy_exception x ON x.subject_code = l.contract_no WHERE x.kind = 'rent_reduction'
  UNION SELECT l.lease_key FROM unit_lease l JOIN policy_exception x ON x.subject_code = l.asset_no WHERE x.kind = 'rent_reduction'
), compared AS (
  SELECT l.*, o.year_fen IS NOT NULL AS own_price, coalesce(o.year_fen, k.year_fen) AS reference_fen, CAST(l.rent_fen AS DOUBLE) / CASE WHEN l.area_m2 > 0 THEN l.area_m2 END AS unit_rent, e.lease_key IS NOT NULL AS excepted
  FROM unit_lease l LEFT JOIN own o ON o.lease_key = l.lease_key LEFT JOIN alike k ON k.lease_key = l.lease_key LEFT JOIN excepted e ON e.lease_key = l.lease_key
), judged AS (
  SELECT c.*, CAST(round((c.reference_fen - c.unit_rent) * c.area_m2) AS BIGINT) AS gap_fen,
         CASE WHEN c.rent_fen IS NULL THEN 'rent_fen_per_year' WHEN c.unit_rent IS NULL THEN 'area_m2' WHEN c.reference_fen IS NULL THEN 'price_fen' END AS missing,
         CASE WHEN c.unit_rent >= c.reference_fen * p.yellow_ratio THEN NULL WHEN c.excepted THEN 'approved' WHEN qy_matches(c.nature, '公益|学校|幼儿园|卫生|养老|食堂|便民|文化') THEN 'public_use'
              WHEN (c.reference_fen - c.unit_rent) * c.area_m2 < p.min_gap_fen THEN 'small' END AS clause,
         CASE WHEN c.unit_rent < c.reference_fen * p.red_ratio THEN 'red' WHEN c.unit_rent < c.reference_fen * p.yellow_ratio THEN 'yellow' END AS band
  FROM compared c JOIN params p ON 1 = 1
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome FROM judged j
)
SELECT outcome, coalesce(missing, clause, band) AS detail, lease_key AS subject_key, '合同' || coalesce(contract_no, '（无编号）') || '，资产' || name AS subject_label, 'asset:' || coalesce(asset_no, '') AS stack_key, source_id,
       CASE WHEN outcome = 'hit' THEN gap_fen END AS amount_fen, CASE WHEN outcome = 'hit' THEN qy_refs(ref) END AS evidence,
       coalesce(contract_no, '（无编号）') AS contract_label, name, area_m2 AS area, CAST(round(unit_rent) AS BIGINT) AS unit_rent_fen, CAST(round(reference_fen) AS BIGINT) AS reference_fen, unit_rent / reference_fen AS ratio,
       CASE WHEN own_price THEN '该资产评估租金' ELSE '同类参考租金' END AS basis, CASE WHEN own_price THEN 'its own valuation' ELSE 'reference for its kind' END AS basis_en
FROM decided
