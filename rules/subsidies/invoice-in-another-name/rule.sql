-- One row per dealer and year. Names are compared here and shown nowhere.
WITH compared AS (
  SELECT dealer_code, year, dealer_name, subsidy_fen, source_id, ref, applicant_name IS NOT NULL AND invoice_buyer IS NOT NULL AND invoice_buyer NOT LIKE '%*%' AND applicant_name NOT LIKE '%*%' AS readable,
         qy_code(applicant_name) <> qy_code(invoice_buyer)
           AND NOT (length(qy_code(applicant_name)) = length(qy_code(invoice_buyer)) AND length(translate(qy_code(invoice_buyer), qy_code(applicant_name), '')) <= 1) AS other
  FROM purchase_claim WHERE dealer_code IS NOT NULL
), dealers AS (
  SELECT dealer_code, year, min(dealer_name) AS dealer_name, count(*) FILTER (WHERE readable) AS claims, count(*) FILTER (WHERE readable AND other) AS other,
         CAST(sum(subsidy_fen) FILTER (WHERE readable AND other) AS BIGINT) AS subsidy_fen, min(source_id) AS source_id, array_agg(ref) FILTER (WHERE readable AND other) AS refs
  FROM compared GROUP BY dealer_code, year
), judged AS (
  SELECT d.*, CAST(d.other AS DOUBLE) / nullif(d.claims, 0) AS share, CASE WHEN d.claims = 0 THEN 'invoice_buyer' END AS missing,
         CASE WHEN d.other > 0 AND (d.other < p.min_claims OR d.other < p.min_share * d.claims) THEN 'few' END AS clause,
         CASE WHEN d.other > p.red_share * d.claims THEN 'red' WHEN d.other > 0 THEN 'yellow' END AS band
  FROM dealers d JOIN params p ON 1 = 1
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome FROM judged j
)
SELECT outcome, coalesce(missing, clause, band) AS detail, dealer_code || '|' || coalesce(qy_text(year), '') AS subject_key, '经销企业' || coalesce(dealer_name, dealer_code) || coalesce('，' || qy_text(year) || '年', '') AS subject_label,
       'firm:' || dealer_code AS stack_key, source_id, CASE WHEN outcome = 'hit' THEN subsidy_fen END AS amount_fen, CASE WHEN outcome = 'hit' THEN qy_first(refs, 50) END AS evidence,
       coalesce(dealer_name, dealer_code) AS dealer, year, claims, other, share
FROM decided
