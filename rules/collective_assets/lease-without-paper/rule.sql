-- One row per contract and asset of `lease`, and one per leased asset that `lease` does not know.
WITH register AS (
  SELECT asset_no, min(name) AS name, min(source_id) AS source_id,
         count(CASE WHEN status = 'leased' THEN 1 END) AS leased, count(status) AS with_status
  FROM asset GROUP BY asset_no
), contracts AS (
  SELECT contract_no, asset_no, platform_no, min(from_on) AS from_on, max(to_on) AS to_on, max(rent_fen_per_year) AS rent_fen,
         max(CASE WHEN via_platform THEN 1 WHEN NOT via_platform THEN 0 END) AS via_platform, min(source_id) AS source_id
  FROM lease GROUP BY contract_no, asset_no, platform_no
), leases_judged AS (
  SELECT c.*, a.name,
         CASE WHEN c.contract_no IS NULL AND (c.platform_no IS NOT NULL OR c.via_platform = 1) THEN 'hit'
              WHEN c.contract_no IS NULL THEN 'not_computable'
              WHEN c.platform_no IS NOT NULL OR c.via_platform = 1 THEN 'clear'
              WHEN c.via_platform IS NULL THEN 'not_computable'
              WHEN c.from_on < p.platform_from_on THEN 'excluded'
              WHEN CAST(c.rent_fen AS DOUBLE) * qy_days(c.from_on, c.to_on) / 365 < p.platform_min_fen THEN 'excluded'
              ELSE 'hit' END AS outcome,
         CASE WHEN c.contract_no IS NULL THEN 'contract_no' ELSE 'via_platform' END AS missing,
         CASE WHEN c.from_on < p.platform_from_on THEN 'before_platform' ELSE 'small' END AS clause
  FROM contracts c
  JOIN params p ON 1 = 1
  LEFT JOIN register a ON a.asset_no = c.asset_no
), assets_judged AS (
  SELECT r.asset_no, r.name, r.source_id,
         CASE WHEN r.with_status = 0 THEN 'not_computable' WHEN r.leased > 0 THEN 'hit' ELSE 'clear' END AS outcome
  FROM register r
  WHERE NOT EXISTS (SELECT 1 FROM lease l WHERE l.asset_no = r.asset_no)
), lease_proof AS (
  SELECT j.contract_no, j.asset_no, j.platform_no, array_agg(qy_ref('lease', l.source_id, l.source_sheet, l.source_row)) AS evidence
  FROM leases_judged j
  JOIN lease l ON coalesce(l.asset_no, '') = coalesce(j.asset_no, '') AND coalesce(l.contract_no, '') = coalesce(j.contract_no, '')
              AND coalesce(l.platform_no, '') = coalesce(j.platform_no, '')
  WHERE j.outcome = 'hit'
  GROUP BY j.contract_no, j.asset_no, j.platform_no
), asset_proof AS (
  SELECT j.asset_no, array_agg(qy_ref('asset', a.source_id, a.source_sheet, a.source_row)) AS evidence
  FROM assets_judged j JOIN asset a ON a.asset_no = j.asset_no WHERE j.outcome = 'hit' GROUP BY j.asset_no
)
SELECT j.outcome AS outcome,
       CASE j.outcome WHEN 'hit' THEN 'yellow' WHEN 'excluded' THEN j.clause WHEN 'not_computable' THEN j.missing END AS detail,
       coalesce(j.asset_no, '') || '|' || coalesce(j.contract_no, '') || coalesce('|' || j.platform_no, '') AS subject_key,
       '资产' || coalesce(j.asset_no, '（无编号）') || coalesce(j.name, '') || '，合同' || coalesce(j.contract_no, '（无编号）') AS subject_label,
       'asset:' || coalesce(j.asset_no, '') AS stack_key,
       j.source_id AS source_id,
       CASE WHEN j.outcome = 'hit' THEN j.rent_fen END AS amount_fen,
       CASE WHEN j.outcome = 'hit' THEN qy_first(e.evidence, 50) END AS evidence,
       coalesce(j.asset_no, '（无编号）') || coalesce(j.name, '') AS asset_label,
       CASE WHEN j.contract_no IS NULL THEN '登记有平台交易，未见签订合同' ELSE '合同' || j.contract_no || '未经交易平台' END AS gap,
       CASE WHEN j.contract_no IS NULL THEN 'a platform deal without a contract' ELSE 'contract ' || j.contract_no || ' was made outside the platform' END AS gap_en
FROM leases_judged j
LEFT JOIN lease_proof e ON coalesce(e.asset_no, '') = coalesce(j.asset_no, '') AND coalesce(e.contract_no, '') = coalesce(j.contract_no, '')
                       AND coalesce(e.platform_no, '') = coalesce(j.platform_no, '')
UNION ALL
SELECT j.outcome, CASE j.outcome WHEN 'hit' THEN 'red' WHEN 'not_computable' THEN 'status' END,
       j.asset_no || '|', '资产' || j.asset_no || coalesce(j.name, ''), 'asset:' || j.asset_no, j.source_id, NULL,
       CASE WHEN j.outcome = 'hit' THEN qy_first(e.evidence, 50) END,
       j.asset_no || coalesce(j.name, ''), '台账登记为出租，合同库中没有它的合同', 'the register says leased, no contract is on record'
FROM assets_judged j
LEFT JOIN asset_proof e ON e.asset_no = j.asset_no
