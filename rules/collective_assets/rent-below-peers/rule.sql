-- One row per contract and asset: rent per square metre against the median of the like.
-- The like: same kind of asset and same block of years; of the same township where there are enough of them, else of the county.
WITH register AS (
  SELECT asset_no, min(kind) AS kind, min(coalesce(kind, '') || coalesce(name, '')) AS nature,
         substr(min(village_code), 1, 9) AS township, max(area_m2) AS area_m2
  FROM asset GROUP BY asset_no
), contracts AS (
  SELECT contract_no, asset_no, CASE WHEN contract_no IS NULL THEN from_on END AS loose_from_on, min(from_on) AS from_on,
         max(area_m2) AS area_m2, max(rent_fen_per_year) AS rent_fen, max(CASE WHEN via_platform THEN 1 ELSE 0 END) AS open_let,
         min(source_id) AS source_id
  FROM lease GROUP BY contract_no, asset_no, CASE WHEN contract_no IS NULL THEN from_on END
), priced AS (
  SELECT c.contract_no, c.asset_no, c.loose_from_on, c.rent_fen, c.open_let, c.source_id, a.kind, coalesce(a.township, '') AS township,
         CAST(coalesce(c.area_m2, a.area_m2) AS DOUBLE) AS area,
         CAST(c.rent_fen AS DOUBLE) / CAST(coalesce(c.area_m2, a.area_m2) AS DOUBLE) AS unit_rent,
         floor(CAST(qy_year(c.from_on) AS DOUBLE) / p.block_years) AS block,
         CASE WHEN a.nature LIKE '%公益%' OR a.nature LIKE '%学校%' OR a.nature LIKE '%幼儿园%' OR a.nature LIKE '%卫生室%'
                OR a.nature LIKE '%养老%' OR a.nature LIKE '%祠堂%' OR a.nature LIKE '%文化%' THEN 1 ELSE 0 END AS public_use,
         CASE WHEN c.rent_fen IS NULL THEN 'rent_fen_per_year'
              WHEN coalesce(c.area_m2, a.area_m2, 0) <= 0 THEN 'area_m2'
              WHEN a.kind IS NULL THEN 'kind' WHEN c.from_on IS NULL THEN 'from_on' END AS missing
  FROM contracts c
  JOIN params p ON 1 = 1
  LEFT JOIN register a ON a.asset_no = c.asset_no
), usable AS (
  SELECT * FROM priced WHERE missing IS NULL AND public_use = 0
), near AS (
  SELECT kind, block, township, count(*) AS peers, qy_quantile(unit_rent, 0.5) AS median_rent FROM usable GROUP BY kind, block, township
), wide AS (
  SELECT kind, block, count(*) AS peers, qy_quantile(unit_rent, 0.5) AS median_rent FROM usable GROUP BY kind, block
), compared AS (
  SELECT x.*, p.min_peers, p.min_gap_fen, p.yellow_ratio, p.red_ratio,
         CASE WHEN n.peers >= p.min_peers THEN n.peers ELSE w.peers END AS peers,
         CASE WHEN n.peers >= p.min_peers THEN n.median_rent ELSE w.median_rent END AS median_rent
  FROM priced x
  JOIN params p ON 1 = 1
  LEFT JOIN near n ON n.kind = x.kind AND n.block = x.block AND n.township = x.township
  LEFT JOIN wide w ON w.kind = x.kind AND w.block = x.block
), judged AS (
  SELECT c.*,
         CAST(round((c.median_rent - c.unit_rent) * c.area) AS BIGINT) AS gap_fen,
         CASE WHEN c.missing IS NOT NULL THEN 'not_computable'
              WHEN c.public_use = 1 THEN 'excluded'
              WHEN c.peers < c.min_peers THEN 'excluded'
              WHEN c.unit_rent >= c.median_rent * c.yellow_ratio THEN 'clear'
              WHEN (c.median_rent - c.unit_rent) * c.area < c.min_gap_fen THEN 'excluded'
              ELSE 'hit' END AS outcome,
         CASE WHEN c.public_use = 1 THEN 'public_use' WHEN c.peers < c.min_peers THEN 'few_peers' ELSE 'small' END AS clause,
         CASE WHEN c.unit_rent < c.median_rent * c.red_ratio THEN CASE WHEN c.open_let = 1 THEN 'yellow' ELSE 'red' END
              WHEN c.open_let = 1 THEN 'blue' ELSE 'yellow' END AS band
  FROM compared c
), proof AS (
  SELECT j.contract_no, j.asset_no, j.loose_from_on, array_agg(qy_ref('lease', l.source_id, l.source_sheet, l.source_row)) AS evidence
  FROM judged j
  JOIN lease l ON l.asset_no = j.asset_no AND coalesce(l.contract_no, '') = coalesce(j.contract_no, '')
  WHERE j.outcome = 'hit' AND (j.loose_from_on IS NULL OR l.from_on = j.loose_from_on)
  GROUP BY j.contract_no, j.asset_no, j.loose_from_on
)
SELECT j.outcome AS outcome,
       CASE j.outcome WHEN 'hit' THEN j.band WHEN 'excluded' THEN j.clause WHEN 'not_computable' THEN j.missing END AS detail,
       coalesce(j.contract_no, '') || '|' || coalesce(j.asset_no, '') || coalesce('|' || qy_text(j.loose_from_on), '') AS subject_key,
       '合同' || coalesce(j.contract_no, '（无编号）') || '，资产' || coalesce(j.asset_no, '（无编号）') AS subject_label,
       'asset:' || coalesce(j.asset_no, '') AS stack_key,
       j.source_id AS source_id,
       CASE WHEN j.outcome = 'hit' THEN j.gap_fen END AS amount_fen,
       CASE WHEN j.outcome = 'hit' THEN qy_first(e.evidence, 50) END AS evidence,
       coalesce(j.contract_no, '（无编号）') AS contract_label, j.kind AS kind, j.area AS area,
       CAST(round(j.unit_rent) AS BIGINT) AS unit_rent_fen, CAST(round(j.median_rent) AS BIGINT) AS median_fen,
       j.peers AS peers, j.unit_rent / j.median_rent AS ratio
FROM judged j
LEFT JOIN proof e ON coalesce(e.contract_no, '') = coalesce(j.contract_no, '') AND e.asset_no = j.asset_no
                 AND coalesce(qy_text(e.loose_from_on), '') = coalesce(qy_text(j.loose_from_on), '')
