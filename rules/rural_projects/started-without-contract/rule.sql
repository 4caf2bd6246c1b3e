-- One row per rural project that has begun. An owner none of whose projects has a contract on record keeps them elsewhere: that says nothing.
WITH owners AS (
  SELECT owner_key, sum(contracts) AS contracts FROM rural_project WHERE owner_key IS NOT NULL GROUP BY owner_key
), judged AS (
  SELECT r.*, p.as_of, CASE WHEN r.contracts > 0 THEN NULL WHEN r.owner_key IS NULL THEN 'owner_name' WHEN o.contracts = 0 THEN 'contract_no' WHEN r.approved_fen IS NULL THEN 'approved_fen' END AS missing,
         CASE WHEN r.contracts > 0 THEN NULL WHEN qy_matches(coalesce(r.fund, '') || r.name, '以工代赈|自建|村民理事会|抢险|应急|水毁|救灾') THEN 'self_built' WHEN qy_days(r.started_on, p.as_of) < p.grace_days THEN 'recent' WHEN r.approved_fen < p.min_fen THEN 'small' END AS clause,
         CASE WHEN r.contracts > 0 THEN NULL WHEN r.approved_fen >= p.red_from_fen THEN 'red' ELSE 'yellow' END AS band
  FROM rural_project r JOIN params p ON 1 = 1 LEFT JOIN owners o ON o.owner_key = r.owner_key
  WHERE r.rural = 1 AND r.started_on <= p.as_of
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome FROM judged j
)
SELECT outcome, coalesce(missing, clause, band) AS detail, project_code AS subject_key, '项目' || name AS subject_label, 'project:' || project_code AS stack_key, source_id, CASE WHEN outcome = 'hit' THEN approved_fen END AS amount_fen,
       CASE WHEN outcome = 'hit' THEN qy_refs(ref) END AS evidence, name AS project, owner, started_on, as_of
FROM decided
