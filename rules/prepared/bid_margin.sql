-- How far the winning bid lies under the next valid one, for tenders where that can be said.
--
--   shape     one row per tender_no with an award row
--   state     comparable, or why not: award_open (not all awards are final), no_award, several_awards, several_suppliers,
--             no_winner_bid (no valid, single, priced bid of the winner), no_second_bid, not_lowest (the criterion is not the price alone)
--   ratio     (runner-up − winner) / winner, both in the winner's currency; the winner's lowest bid where it made several
--   winner, runner_up   and their offers, where comparable
-- Source: Open Contracting Partnership, Cardinal, indicators R024 and R058. Read by R024 and R058.
WITH priced AS (
  SELECT o.tender_no, o.currency, o.amount_fen, CASE WHEN o.bidder = a.sole_supplier THEN 1 ELSE 0 END AS won
  FROM bid_offer o JOIN award_state a ON a.tender_no = o.tender_no
  WHERE o.state = 'valid' AND o.bidders = 1 AND o.amount_fen IS NOT NULL AND a.sole_supplier IS NOT NULL
), lowest AS (
  SELECT tender_no, currency, min(CASE WHEN won = 1 THEN amount_fen END) AS winner_fen, min(CASE WHEN won = 0 THEN amount_fen END) AS runner_up_fen
  FROM priced GROUP BY tender_no, currency
), margin AS (  -- of the currencies that the winner bid in, the one with the smaller figure
  SELECT tender_no, currency, winner_fen, runner_up_fen, row_number() OVER (PARTITION BY tender_no ORDER BY winner_fen, currency) AS nth
  FROM lowest
  WHERE winner_fen IS NOT NULL
), judged AS (
  SELECT a.tender_no, a.tender_id, a.source_id, a.sole_supplier, m.currency, m.winner_fen, m.runner_up_fen,
         CASE WHEN a.open_awards > 0 THEN 'award_open'
              WHEN a.active_awards = 0 THEN 'no_award'
              WHEN a.active_awards > 1 THEN 'several_awards'
              WHEN a.sole_supplier IS NULL THEN 'several_suppliers'
              WHEN m.winner_fen IS NULL OR m.winner_fen <= 0 THEN 'no_winner_bid'
              WHEN m.runner_up_fen IS NULL THEN 'no_second_bid'
              WHEN m.runner_up_fen < m.winner_fen THEN 'not_lowest'
              ELSE 'comparable' END AS state
  FROM award_state a LEFT JOIN margin m ON m.tender_no = a.tender_no AND m.nth = 1
), named AS (  -- the two bids themselves; of equal ones the first by bidder and offer
  SELECT o.tender_no, o.offer_id, o.bidder, CASE WHEN o.bidder = j.sole_supplier THEN 1 ELSE 0 END AS won,
         row_number() OVER (PARTITION BY o.tender_no, CASE WHEN o.bidder = j.sole_supplier THEN 1 ELSE 0 END ORDER BY o.bidder, o.offer_id) AS nth
  FROM bid_offer o JOIN judged j ON j.tender_no = o.tender_no AND j.currency = o.currency
  WHERE j.state = 'comparable' AND o.state = 'valid' AND o.bidders = 1
    AND o.amount_fen = CASE WHEN o.bidder = j.sole_supplier THEN j.winner_fen ELSE j.runner_up_fen END
)
SELECT j.tender_no, j.tender_id, j.source_id, coalesce(s.cancelled, 0) AS cancelled, s.method_details,
       w.bidder AS winner, w.offer_id AS winner_offer, j.winner_fen, j.currency, l.bidder AS runner_up, l.offer_id AS runner_up_offer, j.runner_up_fen, j.state,
       CASE WHEN j.winner_fen > 0 AND j.runner_up_fen >= j.winner_fen
            THEN CAST(j.runner_up_fen - j.winner_fen AS DOUBLE) / j.winner_fen END AS ratio
FROM judged j
LEFT JOIN tender_state s ON s.tender_no = j.tender_no
LEFT JOIN named w ON w.tender_no = j.tender_no AND w.won = 1 AND w.nth = 1
LEFT JOIN named l ON l.tender_no = j.tender_no AND l.won = 0 AND l.nth = 1
