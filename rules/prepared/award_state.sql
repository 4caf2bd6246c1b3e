-- What became of each tender, from its awards.
--
--   shape            one row per tender_id that has an award row
--   active_awards    awards in force; open_awards: neither in force nor cancelled nor unsuccessful, so the outcome may still change
--   any_winner       a firm with an award in force; one_winner the same, when all awards in force are of that one firm
--   sole_supplier    the firm, when one award is in force and it has that one supplier
--   awarded_fen      sum of the awards in force
-- Read by bid_margin and by the rules of pack ocds.
SELECT tender_id, min(source_id) AS source_id,
       count(CASE WHEN state = 'active' THEN 1 END) AS active_awards,
       count(CASE WHEN state NOT IN ('active', 'cancelled', 'unsuccessful') THEN 1 END) AS open_awards,
       min(CASE WHEN state = 'active' THEN first_supplier END) AS any_winner,
       CASE WHEN min(CASE WHEN state = 'active' THEN first_supplier END) = max(CASE WHEN state = 'active' THEN last_supplier END)
            THEN min(CASE WHEN state = 'active' THEN first_supplier END) END AS one_winner,
       CASE WHEN count(CASE WHEN state = 'active' THEN 1 END) = 1
             AND min(CASE WHEN state = 'active' THEN first_supplier END) = max(CASE WHEN state = 'active' THEN last_supplier END)
            THEN min(CASE WHEN state = 'active' THEN first_supplier END) END AS sole_supplier,
       CAST(sum(CASE WHEN state = 'active' THEN amount_fen END) AS BIGINT) AS awarded_fen,
       max(CASE WHEN state = 'active' THEN currency END) AS currency
FROM (
  SELECT tender_id, award_key, min(source_id) AS source_id, max(state) AS state, min(supplier) AS first_supplier, max(supplier) AS last_supplier,
         max(amount_fen) AS amount_fen, max(currency) AS currency
  FROM award_party
  GROUP BY tender_id, award_key
) AS one_award
GROUP BY tender_id
