-- One row per lease. A term of exactly the limit ends the day before the anniversary, or on it.
WITH excepted AS (
  SELECT l.lease_key FROM unit_lease l JOIN policy_exception x ON x.subject_code = l.contract_no WHERE x.kind IN ('extension', 'over_standard')
  UNION SELECT l.lease_key FROM unit_lease l JOIN policy_exception x ON x.subject_code = l.asset_no WHERE x.kind IN ('extension', 'over_standard')
), judged AS (
  SELECT l.*, p.max_years, qy_months(qy_add_months(l.from_on, 12 * p.max_years), l.to_on) AS over_months, CASE WHEN l.from_on IS NULL THEN 'from_on' WHEN l.to_on IS NULL OR l.to_on < l.from_on THEN 'to_on' END AS missing,
         CASE WHEN l.to_on <= qy_add_months(l.from_on, 12 * p.max_years) THEN NULL WHEN e.lease_key IS NOT NULL THEN 'approved' WHEN l.from_on < p.rule_from_on THEN 'old_contract' END AS clause,
         CASE WHEN l.to_on > qy_add_months(l.from_on, 12 * p.law_years) THEN 'red' WHEN l.to_on > qy_add_months(l.from_on, 12 * p.max_years) THEN 'yellow' END AS band
  FROM unit_lease l JOIN params p ON 1 = 1 LEFT JOIN excepted e ON e.lease_key = l.lease_key
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome FROM judged j
)
SELECT outcome, coalesce(missing, clause, band) AS detail, lease_key AS subject_key, '合同' || coalesce(contract_no, '（无编号）') || '，资产' || name AS subject_label, 'asset:' || coalesce(asset_no, '') AS stack_key, source_id,
       CASE WHEN outcome = 'hit' THEN CAST(round(CAST(rent_fen AS DOUBLE) * over_months / 12) AS BIGINT) END AS amount_fen, CASE WHEN outcome = 'hit' THEN qy_refs(ref) END AS evidence,
       coalesce(contract_no, '（无编号）') AS contract_label, name, from_on, to_on, max_years, over_months
FROM decided
