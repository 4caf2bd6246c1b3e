-- One row per contract on a village's asset.
WITH register AS (
  SELECT asset_no, min(name) AS name, min(village_code) AS village_code FROM asset WHERE village_code IS NOT NULL GROUP BY asset_no
), leases AS (
  SELECT coalesce(l.contract_no, '') || '|' || l.asset_no || CASE WHEN l.contract_no IS NULL THEN coalesce('|' || qy_text(l.from_on), '') ELSE '' END AS lease_key, min(l.contract_no) AS contract_no, min(l.asset_no) AS asset_no, min(coalesce(a.name, a.asset_no)) AS name, min(a.village_code) AS village_code,
         min(l.from_on) AS from_on, max(l.rent_fen_per_year) AS rent_fen, max(CASE WHEN l.via_platform OR l.platform_no IS NOT NULL THEN 1 WHEN NOT l.via_platform THEN 0 END) AS open_let, min(l.tenant_no) AS tenant_no, min(l.tenant_citizen_no) AS tenant_citizen_no,
         min(l.source_id) AS source_id, min(qy_ref('lease', l.source_id, l.source_sheet, l.source_row)) AS ref
  FROM lease l JOIN register a ON a.asset_no = l.asset_no
  GROUP BY coalesce(l.contract_no, '') || '|' || l.asset_no || CASE WHEN l.contract_no IS NULL THEN coalesce('|' || qy_text(l.from_on), '') ELSE '' END
), tenants AS (
  SELECT lease_key, village_code, from_on, tenant_citizen_no AS citizen_no, qy_text(NULL) AS role_ref FROM leases WHERE tenant_citizen_no IS NOT NULL
  UNION
  SELECT l.lease_key, l.village_code, l.from_on, r.holder_no, qy_ref('company_role', r.source_id, r.source_sheet, r.source_row)
  FROM leases l JOIN company_role r ON r.uscc = l.tenant_no WHERE r.holder_no IS NOT NULL AND (r.to_on IS NULL OR l.from_on IS NULL OR r.to_on >= l.from_on)
), ties AS (
  SELECT t.lease_key, t.role_ref, CASE k.tie WHEN 'official' THEN 1 WHEN 'household' THEN 2 ELSE 3 END AS closeness, CASE WHEN k.from_on IS NULL THEN 2 WHEN t.from_on >= k.from_on AND t.from_on <= k.to_on THEN 1 ELSE 0 END AS during
  FROM tenants t JOIN village_kin k ON k.village_code = t.village_code AND k.citizen_no = t.citizen_no
), tied AS (
  SELECT lease_key, max(during) AS during, min(closeness) FILTER (WHERE during = 1) AS closeness, max(CASE WHEN role_ref IS NOT NULL THEN 1 ELSE 0 END) AS by_firm, min(role_ref) AS role_ref FROM ties GROUP BY lease_key
), staffed AS (
  SELECT DISTINCT village_code FROM village_official
), judged AS (
  SELECT l.*, t.closeness, t.by_firm, t.role_ref, CASE WHEN s.village_code IS NULL THEN 'village_official' WHEN l.tenant_no IS NULL AND l.tenant_citizen_no IS NULL THEN 'tenant_citizen_no' WHEN t.lease_key IS NOT NULL AND (l.from_on IS NULL OR t.during = 2) THEN 'from_on' END AS missing,
         CASE WHEN t.during = 0 THEN 'before_office' END AS clause,
         CASE WHEN t.closeness IS NULL THEN NULL WHEN l.open_let = 1 THEN 'blue' WHEN t.closeness = 1 AND l.rent_fen >= p.red_rent_fen THEN 'red' ELSE 'yellow' END AS band
  FROM leases l JOIN params p ON 1 = 1 LEFT JOIN tied t ON t.lease_key = l.lease_key LEFT JOIN staffed s ON s.village_code = l.village_code
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome FROM judged j
), proof AS (
  SELECT r.lease_key, array_agg(r.piece) AS evidence
  FROM (SELECT lease_key, ref AS piece FROM decided WHERE outcome = 'hit' UNION ALL SELECT lease_key, role_ref FROM decided WHERE outcome = 'hit' AND role_ref IS NOT NULL) AS r GROUP BY r.lease_key
)
SELECT d.outcome AS outcome, coalesce(d.missing, d.clause, d.band) AS detail, d.lease_key AS subject_key, '合同' || coalesce(d.contract_no, '（无编号）') || '，资产' || d.name AS subject_label, 'asset:' || d.asset_no AS stack_key, d.source_id AS source_id,
       CASE WHEN d.outcome = 'hit' THEN d.rent_fen END AS amount_fen, e.evidence AS evidence, d.name AS name, coalesce(d.contract_no, '（无编号）') AS contract_label,
       CASE d.closeness WHEN 1 THEN '本村村干部' WHEN 2 THEN '与本村村干部同户的人员' ELSE '本村村干部报备的近亲属' END || CASE WHEN d.by_firm = 1 THEN '持股或任职的企业' ELSE '' END AS tie,
       CASE WHEN d.by_firm = 1 THEN 'a firm owned or run by ' ELSE '' END || CASE d.closeness WHEN 1 THEN 'an official of the village' WHEN 2 THEN 'one of an official''s household' ELSE 'a declared relative of an official' END AS tie_en,
       CASE WHEN d.open_let = 1 THEN '经平台公开交易' WHEN d.open_let = 0 THEN '未经平台' ELSE '交易方式未登记' END AS way, CASE WHEN d.open_let = 1 THEN 'let openly' WHEN d.open_let = 0 THEN 'not through the platform' ELSE 'way of letting unknown' END AS way_en
FROM decided d LEFT JOIN proof e ON e.lease_key = d.lease_key
