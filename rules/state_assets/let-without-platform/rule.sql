-- One row per lease.
WITH judged AS (
  SELECT l.*, CASE WHEN l.open_let IS NULL THEN 'via_platform' WHEN l.open_let = 0 AND l.rent_fen IS NULL THEN 'rent_fen_per_year' WHEN l.open_let = 0 AND l.from_on IS NULL THEN 'from_on' END AS missing,
         CASE WHEN l.open_let = 1 THEN NULL WHEN l.from_on < p.rule_from_on THEN 'before_rule' WHEN qy_matches(l.nature, '公益|学校|幼儿园|卫生|养老|食堂|便民|文化') THEN 'public_use' WHEN l.rent_fen < p.min_rent_fen THEN 'small' END AS clause,
         CASE WHEN l.open_let = 1 THEN NULL WHEN l.rent_fen >= p.red_rent_fen THEN 'red' ELSE 'yellow' END AS band
  FROM unit_lease l JOIN params p ON 1 = 1
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome FROM judged j
)
SELECT outcome, coalesce(missing, clause, band) AS detail, lease_key AS subject_key, '合同' || coalesce(contract_no, '（无编号）') || '，资产' || name AS subject_label, 'asset:' || coalesce(asset_no, '') AS stack_key, source_id,
       CASE WHEN outcome = 'hit' THEN rent_fen END AS amount_fen, CASE WHEN outcome = 'hit' THEN qy_refs(ref) END AS evidence, coalesce(contract_no, '（无编号）') AS contract_label, name, from_on
FROM decided
