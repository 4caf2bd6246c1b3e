-- Two firms that bid in one tender, and how often they have met.
--
--   shape      one row per tender and pair of firms in it (one < other), tenders of at most fifty bids, so that lotteries do not pair a whole trade
--   low_id, high_id   the two as bid_keyed.firm_id knows them, in order, for the registers; basis, basis_en where one is not its own key
--   together   tenders in which the two bid, in whatever writing, each on its own account; elsewhere: together - 1
-- Members of one consortium are not a pair. Read by H11f, H12b, H12c and I12.
WITH sizes AS (
  SELECT tender_id FROM bid_keyed WHERE withdrawn = 0 AND firm_key IS NOT NULL GROUP BY tender_id HAVING count(DISTINCT party) <= 50
), firms AS (
  SELECT b.tender_id, b.firm_key, min(b.party) AS party, min(b.source_id) AS source_id, min(b.firm_id) AS firm_id, min(b.basis) AS basis, min(b.basis_en) AS basis_en
  FROM bid_keyed b JOIN sizes s ON s.tender_id = b.tender_id
  WHERE b.withdrawn = 0 AND b.firm_key IS NOT NULL
  GROUP BY b.tender_id, b.firm_key
)
SELECT a.tender_id, a.firm_key AS one, b.firm_key AS other, count(*) OVER (PARTITION BY least(a.firm_id, b.firm_id), greatest(a.firm_id, b.firm_id)) AS together,
       count(*) OVER (PARTITION BY least(a.firm_id, b.firm_id), greatest(a.firm_id, b.firm_id)) - 1 AS elsewhere, a.source_id,
       least(a.firm_id, b.firm_id) AS low_id, greatest(a.firm_id, b.firm_id) AS high_id, coalesce(a.basis, b.basis) AS basis, coalesce(a.basis_en, b.basis_en) AS basis_en
FROM firms a JOIN firms b ON b.tender_id = a.tender_id AND b.firm_key > a.firm_key AND b.party <> a.party
