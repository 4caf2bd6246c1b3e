-- What was awarded against the ceiling, and how usual that is.
--
--   shape       one row per tender_id with an award in force
--   level       awarded sum / price ceiling; NULL without a published ceiling, or when it was awarded at a rate or a unit price
--   peers       tenders of the same scoring method and trade that have a level, itself included
--   share_near, share_deep   share of the other peers that lie as high as this one or higher, and as low or lower: where one in ten comes to 97 %
--               of the ceiling, one at 99.6 % can still stand alone
--   evidence    the award rows, twenty at most
-- Read by H26a, H26b and H26c.
WITH refs AS (
  SELECT tender_id, array_agg(ref) AS evidence
  FROM (SELECT tender_id, qy_ref('award', source_id, source_sheet, source_row) AS ref,
               row_number() OVER (PARTITION BY tender_id ORDER BY source_id, source_row) AS nth FROM award) AS listed
  WHERE nth <= 20
  GROUP BY tender_id
), levels AS (
  SELECT a.tender_id, a.source_id, a.one_winner, a.awarded_fen, a.currency, m.title, m.method, m.method_text, m.presses_together, m.trade,
         m.control_fen, m.estimate_fen, CASE WHEN m.control_fen > 0 THEN CAST(a.awarded_fen AS DOUBLE) / m.control_fen END AS level
  FROM award_state a JOIN tender_market m ON m.tender_id = a.tender_id
  WHERE a.active_awards > 0
)
SELECT l.*, count(l.level) OVER (PARTITION BY l.method, l.trade) AS peers,
       CAST(count(l.level) OVER (PARTITION BY l.method, l.trade ORDER BY coalesce(l.level, -1) DESC RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) - 1 AS DOUBLE)
         / greatest(1, count(l.level) OVER (PARTITION BY l.method, l.trade) - 1) AS share_near,
       CAST(count(l.level) OVER (PARTITION BY l.method, l.trade ORDER BY coalesce(l.level, 1000000) RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) - 1 AS DOUBLE)
         / greatest(1, count(l.level) OVER (PARTITION BY l.method, l.trade) - 1) AS share_deep,
       r.evidence
FROM levels l LEFT JOIN refs r ON r.tender_id = l.tender_id
