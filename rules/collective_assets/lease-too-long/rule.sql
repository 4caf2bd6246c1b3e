-- One row per contract and asset: its term against the legal and the local limit.
WITH contracts AS (
  SELECT contract_no, asset_no, CASE WHEN contract_no IS NULL THEN from_on END AS loose_from_on,
         min(from_on) AS from_on, max(to_on) AS to_on, max(rent_fen_per_year) AS rent_fen, min(source_id) AS source_id
  FROM lease
  GROUP BY contract_no, asset_no, CASE WHEN contract_no IS NULL THEN from_on END
), register AS (
  SELECT asset_no, min(name) AS name, min(coalesce(kind, '') || coalesce(name, '')) AS nature FROM asset GROUP BY asset_no
), limited AS (
  SELECT c.*, a.name, p.law_from_on, least(p.max_years, p.local_years) AS limit_years,
         CASE WHEN a.nature LIKE '%承包地%' OR a.nature LIKE '%耕地%' OR a.nature LIKE '%林地%' OR a.nature LIKE '%山林%'
                OR a.nature LIKE '%草地%' OR a.nature LIKE '%四荒%' OR a.nature LIKE '%荒山%' OR a.nature LIKE '%荒沟%'
                OR a.nature LIKE '%荒丘%' OR a.nature LIKE '%荒滩%' THEN 1 ELSE 0 END AS is_land,
         qy_add_months(c.from_on, 12 * p.max_years) AS legal_end_on,
         qy_add_months(c.from_on, 12 * least(p.max_years, p.local_years)) AS limit_end_on
  FROM contracts c
  JOIN params p ON 1 = 1
  LEFT JOIN register a ON a.asset_no = c.asset_no
), judged AS (
  SELECT l.*,
         CASE WHEN l.from_on IS NULL OR l.to_on IS NULL OR l.to_on < l.from_on THEN 'not_computable'
              WHEN l.to_on <= l.limit_end_on THEN 'clear'
              WHEN l.is_land = 1 OR l.from_on < l.law_from_on THEN 'excluded'
              ELSE 'hit' END AS outcome,
         CASE WHEN l.from_on IS NULL THEN 'from_on' ELSE 'to_on' END AS missing,
         CASE WHEN l.is_land = 1 THEN 'land_contract' ELSE 'old_contract' END AS clause,
         CASE WHEN l.to_on > l.legal_end_on THEN 'red' ELSE 'yellow' END AS band
  FROM limited l
), proof AS (
  SELECT j.contract_no, j.asset_no, j.loose_from_on, array_agg(qy_ref('lease', l.source_id, l.source_sheet, l.source_row)) AS evidence
  FROM judged j
  JOIN lease l ON coalesce(l.contract_no, '') = coalesce(j.contract_no, '') AND coalesce(l.asset_no, '') = coalesce(j.asset_no, '')
  WHERE j.outcome = 'hit' AND (j.loose_from_on IS NULL OR l.from_on = j.loose_from_on)
  GROUP BY j.contract_no, j.asset_no, j.loose_from_on
)
SELECT j.outcome AS outcome,
       CASE j.outcome WHEN 'hit' THEN j.band WHEN 'excluded' THEN j.clause WHEN 'not_computable' THEN j.missing END AS detail,
       coalesce(j.contract_no, '') || '|' || coalesce(j.asset_no, '') || coalesce('|' || qy_text(j.loose_from_on), '') AS subject_key,
       '合同' || coalesce(j.contract_no, '（无编号）') || '，资产' || coalesce(j.asset_no, '（无编号）') || coalesce(j.name, '') AS subject_label,
       'asset:' || coalesce(j.asset_no, '') AS stack_key,
       j.source_id AS source_id,
       CASE WHEN j.outcome = 'hit' THEN CAST(round(CAST(j.rent_fen AS DOUBLE) * qy_days(j.limit_end_on, j.to_on) / 365) AS BIGINT) END AS amount_fen,
       CASE WHEN j.outcome = 'hit' THEN qy_first(e.evidence, 50) END AS evidence,
       coalesce(j.contract_no, '（无编号）') AS contract_label, j.from_on AS from_on, j.to_on AS to_on,
       CAST(round(CAST(qy_days(j.from_on, j.to_on) AS DOUBLE) / 365.25 * 10) / 10 AS DOUBLE) AS years,
       j.limit_years AS limit_years, qy_days(j.limit_end_on, j.to_on) AS over_days
FROM judged j
LEFT JOIN proof e ON coalesce(e.contract_no, '') = coalesce(j.contract_no, '') AND coalesce(e.asset_no, '') = coalesce(j.asset_no, '')
                 AND coalesce(qy_text(e.loose_from_on), '') = coalesce(qy_text(j.loose_from_on), '')
