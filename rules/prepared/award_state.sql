-- What became of each tender, from its awards.
--
--   shape            one row per tender_id that has an award row
--   tender_no        as in tender_numbered
--   active_awards    awards in force; open_awards: neither in force nor cancelled nor unsuccessful, so the outcome may still change
--   any_winner       a firm with an award in force; one_winner the same, when all awards in force are of that one firm
--   sole_supplier    the firm, when one award is in force and it has that one supplier
--   awarded_fen      sum of the awards in force
-- Most tenders have one award row, which is taken as it is.
-- Read by bid_margin, award_level and by the rules of packs ocds and tenders.
WITH several AS (
  SELECT tender_no FROM award_party GROUP BY tender_no HAVING count(*) > 1
), one_award AS (
  SELECT a.tender_no, a.tender_id, a.award_key, min(a.source_id) AS source_id, max(a.state) AS state, min(a.supplier) AS first_supplier,
         max(a.supplier) AS last_supplier, max(a.amount_fen) AS amount_fen, max(a.currency) AS currency
  FROM award_party a JOIN several s ON s.tender_no = a.tender_no
  GROUP BY a.tender_no, a.tender_id, a.award_key
)
SELECT a.tender_no, a.tender_id, a.source_id, CASE WHEN a.state = 'active' THEN 1 ELSE 0 END AS active_awards,
       CASE WHEN a.state NOT IN ('active', 'cancelled', 'unsuccessful') THEN 1 ELSE 0 END AS open_awards,
       CASE WHEN a.state = 'active' THEN a.supplier END AS any_winner, CASE WHEN a.state = 'active' THEN a.supplier END AS one_winner,
       CASE WHEN a.state = 'active' THEN a.supplier END AS sole_supplier, CASE WHEN a.state = 'active' THEN a.amount_fen END AS awarded_fen,
       CASE WHEN a.state = 'active' THEN a.currency END AS currency
FROM award_party a LEFT JOIN several s ON s.tender_no = a.tender_no
WHERE s.tender_no IS NULL
UNION ALL
SELECT tender_no, tender_id, min(source_id) AS source_id,
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
FROM one_award
GROUP BY tender_no, tender_id
