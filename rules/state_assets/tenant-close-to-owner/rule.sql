-- One row per lease. The tenant himself, or whoever owns or runs the tenant firm, against the owner's staff and their declared relatives.
WITH tenants AS (
  SELECT lease_key, owner, from_on, tenant_citizen_no AS citizen_no, qy_text(NULL) AS role_ref FROM unit_lease WHERE tenant_citizen_no IS NOT NULL
  UNION
  SELECT l.lease_key, l.owner, l.from_on, r.holder_no, qy_ref('company_role', r.source_id, r.source_sheet, r.source_row)
  FROM unit_lease l JOIN company_role r ON r.uscc = l.tenant_no
  WHERE r.holder_no IS NOT NULL AND (r.from_on IS NULL OR l.to_on IS NULL OR r.from_on <= l.to_on) AND (r.to_on IS NULL OR l.from_on IS NULL OR r.to_on >= l.from_on)
), ties AS (
  SELECT t.lease_key, t.role_ref, s.ref, 1 AS own, CASE WHEN s.to_on < t.from_on THEN 1 ELSE 0 END AS gone FROM tenants t JOIN payroll_post s ON s.citizen_no = t.citizen_no AND s.unit_key = t.owner
  UNION ALL
  SELECT t.lease_key, t.role_ref, s.ref, 0, CASE WHEN s.to_on < t.from_on THEN 1 ELSE 0 END
  FROM tenants t JOIN kin_declaration k ON k.relative_citizen_no = t.citizen_no JOIN payroll_post s ON s.citizen_no = k.official_citizen_no AND s.unit_key = t.owner
), tied AS (
  SELECT lease_key, min(gone) AS gone, max(own) FILTER (WHERE gone = 0) AS own, max(CASE WHEN role_ref IS NOT NULL THEN 1 ELSE 0 END) AS by_firm FROM ties GROUP BY lease_key
), staffed AS (
  SELECT DISTINCT unit_key FROM payroll_post
), judged AS (
  SELECT l.*, t.own, t.by_firm, CASE WHEN l.owner IS NULL THEN 'owner_code' WHEN l.tenant_no IS NULL AND l.tenant_citizen_no IS NULL THEN 'tenant_citizen_no' WHEN s.unit_key IS NULL THEN 'payroll' END AS missing,
         CASE WHEN t.gone = 1 THEN 'left_before' WHEN t.lease_key IS NOT NULL AND qy_matches(l.nature, '宿舍|周转|公租|单身|职工住房') THEN 'staff_housing' END AS clause,
         CASE WHEN t.lease_key IS NULL THEN NULL WHEN l.open_let = 1 THEN 'blue' WHEN t.own = 1 AND l.rent_fen >= p.red_rent_fen THEN 'red' ELSE 'yellow' END AS band
  FROM unit_lease l JOIN params p ON 1 = 1 LEFT JOIN tied t ON t.lease_key = l.lease_key LEFT JOIN staffed s ON s.unit_key = l.owner
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome FROM judged j
), pieces AS (
  SELECT lease_key, ref FROM decided WHERE outcome = 'hit'
  UNION SELECT t.lease_key, t.ref FROM ties t WHERE t.gone = 0
  UNION SELECT t.lease_key, t.role_ref FROM ties t WHERE t.gone = 0 AND t.role_ref IS NOT NULL
), proof AS (
  SELECT lease_key, array_agg(ref) AS evidence FROM pieces GROUP BY lease_key
)
SELECT d.outcome AS outcome, coalesce(d.missing, d.clause, d.band) AS detail, d.lease_key AS subject_key, '合同' || coalesce(d.contract_no, '（无编号）') || '，资产' || d.name AS subject_label, 'asset:' || coalesce(d.asset_no, '') AS stack_key, d.source_id AS source_id,
       CASE WHEN d.outcome = 'hit' THEN d.rent_fen END AS amount_fen, CASE WHEN d.outcome = 'hit' THEN e.evidence END AS evidence, d.owner AS owner, d.name AS name, coalesce(d.contract_no, '（无编号）') AS contract_label,
       CASE WHEN d.own = 1 THEN '本单位在册人员' ELSE '本单位人员报备的近亲属' END || CASE WHEN d.by_firm = 1 THEN '持股或任职的企业' ELSE '' END AS tie,
       CASE WHEN d.by_firm = 1 THEN 'a firm owned or run by ' ELSE '' END || CASE WHEN d.own = 1 THEN 'one of its own staff' ELSE 'a declared relative of its staff' END AS tie_en,
       CASE WHEN d.open_let = 1 THEN '经平台公开招租' WHEN d.open_let = 0 THEN '未经平台' ELSE '招租方式未登记' END AS way, CASE WHEN d.open_let = 1 THEN 'let openly' WHEN d.open_let = 0 THEN 'not through the platform' ELSE 'way of letting unknown' END AS way_en
FROM decided d LEFT JOIN proof e ON e.lease_key = d.lease_key
