-- One row per dealer and year. Its people: who is insured with it, and who holds a role in it.
WITH sold AS (
  SELECT dealer_code, year, min(dealer_name) AS dealer_name, min(source_id) AS source_id FROM purchase_claim WHERE dealer_code IS NOT NULL GROUP BY dealer_code, year
), people AS (
  SELECT unit_code AS dealer_code, citizen_no, from_on, to_on FROM social_insurance WHERE unit_code IN (SELECT dealer_code FROM sold)
  UNION
  SELECT uscc, holder_no, from_on, to_on FROM company_role WHERE uscc IN (SELECT dealer_code FROM sold) AND holder_no IS NOT NULL
), known AS (
  SELECT DISTINCT dealer_code FROM people
), own AS (
  SELECT DISTINCT c.dealer_code, c.year, c.claim_no, c.applicant, c.subsidy_fen, c.ref
  FROM purchase_claim c JOIN people w ON w.dealer_code = c.dealer_code AND w.citizen_no = c.applicant
  WHERE (w.from_on IS NULL OR w.from_on <= coalesce(c.applied_on, c.invoice_on)) AND (w.to_on IS NULL OR w.to_on >= coalesce(c.applied_on, c.invoice_on))
), totals AS (
  SELECT dealer_code, year, count(*) AS claims, count(DISTINCT applicant) AS persons, CAST(sum(subsidy_fen) AS BIGINT) AS subsidy_fen, qy_first(array_agg(ref), 50) AS evidence FROM own GROUP BY dealer_code, year
), judged AS (
  SELECT s.*, t.claims, t.persons, t.subsidy_fen, t.evidence, CASE WHEN k.dealer_code IS NULL THEN 'social_insurance' END AS missing,
         CASE WHEN t.claims < p.min_claims OR t.claims < p.per_person * t.persons THEN 'own_use' END AS clause, CASE WHEN t.claims >= p.red_claims THEN 'red' WHEN t.claims > 0 THEN 'yellow' END AS band
  FROM sold s
  JOIN params p ON 1 = 1
  LEFT JOIN known k ON k.dealer_code = s.dealer_code
  LEFT JOIN totals t ON t.dealer_code = s.dealer_code AND t.year IS NOT DISTINCT FROM s.year
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome FROM judged j
)
SELECT outcome, coalesce(missing, clause, band) AS detail, dealer_code || '|' || coalesce(qy_text(year), '') AS subject_key, '经销企业' || coalesce(dealer_name, dealer_code) || coalesce('，' || qy_text(year) || '年', '') AS subject_label,
       'firm:' || dealer_code AS stack_key, source_id, CASE WHEN outcome = 'hit' THEN subsidy_fen END AS amount_fen, CASE WHEN outcome = 'hit' THEN evidence END AS evidence,
       coalesce(dealer_name, dealer_code) AS dealer, year, persons, claims
FROM decided
