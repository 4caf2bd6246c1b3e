-- One row per owner; of a lease without owner the asset's owner, else its village.
WITH register AS (
  SELECT asset_no, coalesce(min(owner_code), min(village_code)) AS owner FROM asset GROUP BY asset_no
), looked AS (
  SELECT coalesce(l.owner_code, a.owner) AS owner, CASE WHEN l.tenant_no IS NULL AND l.tenant_citizen_no IS NULL AND l.tenant_name IS NULL THEN 1 ELSE 0 END AS no_tenant, CASE WHEN l.from_on IS NULL OR l.to_on IS NULL THEN 1 ELSE 0 END AS no_term,
         CASE WHEN l.rent_fen_per_year IS NULL THEN 1 ELSE 0 END AS no_rent, CASE WHEN l.contract_no IS NULL OR l.asset_no IS NULL THEN 1 ELSE 0 END AS no_number, l.source_id, qy_ref('lease', l.source_id, l.source_sheet, l.source_row) AS ref
  FROM lease l LEFT JOIN register a ON a.asset_no = l.asset_no
), owners AS (
  SELECT owner, count(*) AS contracts, sum(greatest(no_tenant, no_term, no_rent, no_number)) AS blank, sum(no_tenant) AS no_tenant, sum(no_term) AS no_term, sum(no_rent) AS no_rent, sum(no_number) AS no_number, min(source_id) AS source_id FROM looked GROUP BY owner
), judged AS (
  SELECT o.*, CAST(o.blank AS DOUBLE) / o.contracts AS share, CASE WHEN o.owner IS NULL THEN 'owner_code' END AS missing, CASE WHEN o.blank >= o.contracts * p.min_share AND o.blank > 0 AND o.contracts < p.min_contracts THEN 'few' END AS clause,
         CASE WHEN o.blank = 0 OR o.blank < o.contracts * p.min_share THEN NULL WHEN o.blank >= o.contracts * p.poor_share THEN 'yellow' ELSE 'blue' END AS band
  FROM owners o JOIN params p ON 1 = 1
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome FROM judged j
), proof AS (
  SELECT owner, array_agg(ref) AS evidence FROM (SELECT l.owner, l.ref, row_number() OVER (PARTITION BY l.owner ORDER BY l.ref) AS nth FROM looked l WHERE l.no_tenant + l.no_term + l.no_rent + l.no_number > 0) AS numbered WHERE nth <= 50 GROUP BY owner
)
SELECT d.outcome AS outcome, coalesce(d.missing, d.clause, d.band) AS detail, coalesce(d.owner, '') AS subject_key, '单位' || coalesce(d.owner, '') || '的合同台账' AS subject_label, 'unit:' || coalesce(d.owner, '') AS stack_key, d.source_id AS source_id,
       CAST(NULL AS BIGINT) AS amount_fen, CASE WHEN d.outcome = 'hit' THEN e.evidence END AS evidence, d.owner AS owner, d.contracts AS contracts, CAST(d.blank AS BIGINT) AS blank, d.share AS share, CAST(d.no_tenant AS BIGINT) AS no_tenant, CAST(d.no_term AS BIGINT) AS no_term,
       CAST(d.no_rent AS BIGINT) AS no_rent, CAST(d.no_number AS BIGINT) AS no_number
FROM decided d LEFT JOIN proof e ON e.owner = d.owner
