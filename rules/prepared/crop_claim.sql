-- Crop insurance claims in one spelling: one insured person's claim under one policy.
--
--   shape      one row per policy_no, insured_no, reported_on and closed_on of insurance_claim
--   claim_key  the four in one text; year that of the report, else of the settlement
--   crop_key   the crop's letters, digits and Chinese characters
-- Read by A26a to A28c.
SELECT coalesce(policy_no, '') || '|' || coalesce(insured_no, '') || '|' || coalesce(qy_text(reported_on), '') || '|' || coalesce(qy_text(closed_on), '') AS claim_key,
       policy_no, insured_no, reported_on, closed_on,
       qy_year(coalesce(reported_on, closed_on)) AS year, max(village_code) AS village_code, max(crop) AS crop, max(qy_code(crop)) AS crop_key, CAST(max(area_mu) AS DOUBLE) AS area_mu,
       CAST(max(insured_mu) AS DOUBLE) AS insured_mu, max(insurer) AS insurer, min(premium_on) AS premium_on, CAST(sum(paid_fen) AS BIGINT) AS paid_fen, min(account_no) AS account_no,
       max(CASE WHEN insured_no_check <> 'valid' THEN 1 ELSE 0 END) AS unreadable, max(CASE WHEN account_no_check <> 'valid' THEN 1 ELSE 0 END) AS account_unreadable, min(source_id) AS source_id,
       min(qy_ref('insurance_claim', source_id, source_sheet, source_row)) AS ref, qy_first(array_agg(qy_ref('insurance_claim', source_id, source_sheet, source_row)), 50) AS refs
FROM insurance_claim
GROUP BY policy_no, insured_no, reported_on, closed_on
