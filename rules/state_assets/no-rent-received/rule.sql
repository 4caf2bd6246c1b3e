-- One row per lease that charges rent. An owner of whom no contract at all stands in the receipts keeps them elsewhere.
WITH received AS (
  SELECT contract_no, sum(CASE WHEN received_fen > 0 THEN received_fen ELSE 0 END) AS received_fen FROM lease_receipt GROUP BY contract_no
), owners AS (
  SELECT DISTINCT l.owner FROM unit_lease l JOIN received r ON r.contract_no = l.contract_no WHERE l.owner IS NOT NULL
), excepted AS (
  SELECT l.lease_key FROM unit_lease l JOIN policy_exception x ON x.subject_code = l.contract_no WHERE x.kind = 'rent_reduction'
  UNION SELECT l.lease_key FROM unit_lease l JOIN policy_exception x ON x.subject_code = l.asset_no WHERE x.kind = 'rent_reduction'
), judged AS (
  SELECT l.*, r.received_fen, qy_days(l.from_on, least(coalesce(l.to_on, p.as_of), p.as_of)) AS days,
         CASE WHEN l.contract_no IS NULL THEN 'contract_no' WHEN l.rent_fen IS NULL THEN 'rent_fen_per_year' WHEN l.from_on IS NULL THEN 'from_on' WHEN o.owner IS NULL THEN 'received_fen' END AS missing,
         CASE WHEN coalesce(r.received_fen, 0) = 0 AND qy_days(l.from_on, least(coalesce(l.to_on, p.as_of), p.as_of)) >= p.wait_days AND e.lease_key IS NOT NULL THEN 'reduced' END AS clause,
         CASE WHEN r.received_fen > 0 OR l.rent_fen = 0 OR qy_days(l.from_on, least(coalesce(l.to_on, p.as_of), p.as_of)) < p.wait_days THEN NULL
              WHEN qy_days(l.from_on, least(coalesce(l.to_on, p.as_of), p.as_of)) >= p.red_days THEN 'red' ELSE 'yellow' END AS band
  FROM unit_lease l JOIN params p ON 1 = 1
  LEFT JOIN received r ON r.contract_no = l.contract_no LEFT JOIN owners o ON o.owner = l.owner LEFT JOIN excepted e ON e.lease_key = l.lease_key
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome FROM judged j
)
SELECT outcome, coalesce(missing, clause, band) AS detail, lease_key AS subject_key, '合同' || coalesce(contract_no, '（无编号）') || '，资产' || name AS subject_label, 'asset:' || coalesce(asset_no, '') AS stack_key, source_id,
       CASE WHEN outcome = 'hit' THEN CAST(round(CAST(rent_fen AS DOUBLE) * days / 365) AS BIGINT) END AS amount_fen, CASE WHEN outcome = 'hit' THEN qy_refs(ref) END AS evidence,
       coalesce(contract_no, '（无编号）') AS contract_label, name, from_on, days, rent_fen
FROM decided
