-- Leases of assets that belong to administrative units, institutions and state firms: the collective's (with a village) are left to pack collective_assets.
--
--   shape        one row per contract and asset; a contract without a number is told apart by its first day
--   lease_key    what the rules use as subject: contract|asset(|first day)
--   owner        owner's code of the lease, else of the asset register
--   nature       kind and name of the asset together, to read a public use from
--   open_let     1 through the platform, 0 not, NULL not said
-- Read by J01, J02, J03a, J03b, J06.
WITH register AS (
  SELECT asset_no, min(owner_code) AS owner_code, min(kind) AS kind, min(name) AS name, max(area_m2) AS area_m2, max(village_code) AS village_code FROM asset GROUP BY asset_no
), contracts AS (
  SELECT contract_no, asset_no, CASE WHEN contract_no IS NULL THEN from_on END AS loose_from_on, min(owner_code) AS owner_code, min(from_on) AS from_on, max(to_on) AS to_on, max(area_m2) AS area_m2, max(rent_fen_per_year) AS rent_fen,
         max(CASE WHEN via_platform OR platform_no IS NOT NULL THEN 1 WHEN NOT via_platform THEN 0 END) AS open_let, min(tenant_no) AS tenant_no, min(tenant_citizen_no) AS tenant_citizen_no, min(source_id) AS source_id,
         min(qy_ref('lease', source_id, source_sheet, source_row)) AS ref
  FROM lease GROUP BY contract_no, asset_no, CASE WHEN contract_no IS NULL THEN from_on END
)
SELECT coalesce(c.contract_no, '') || '|' || coalesce(c.asset_no, '') || coalesce('|' || qy_text(c.loose_from_on), '') AS lease_key, c.contract_no, c.asset_no, coalesce(c.owner_code, a.owner_code) AS owner, a.kind, coalesce(a.name, c.asset_no, '') AS name,
       coalesce(a.kind, '') || coalesce(a.name, '') AS nature, CAST(coalesce(c.area_m2, a.area_m2) AS DOUBLE) AS area_m2, c.rent_fen, c.from_on, c.to_on, c.open_let, c.tenant_no, c.tenant_citizen_no, c.source_id, c.ref
FROM contracts c
LEFT JOIN register a ON a.asset_no = c.asset_no
WHERE a.village_code IS NULL AND (a.asset_no IS NOT NULL OR c.owner_code IN (SELECT unit_code FROM payroll WHERE unit_code IS NOT NULL))
