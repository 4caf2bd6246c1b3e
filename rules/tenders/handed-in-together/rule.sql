-- One row per tender of two bids and more. Seconds are counted from 2000-01-01.
WITH bids AS (
  SELECT b.tender_id, coalesce('b' || b.bid_id, 'c' || b.consortium, 'f' || coalesce(b.bidder_code, qy_code(b.bidder_name))) AS party,
         min(qy_seconds(b.submitted_at)) AS at_second, min(b.submitted_at) AS submitted_at, min(b.source_id) AS source_id, min(b.amount_fen) AS amount_fen,
         min(qy_ref('bid', b.source_id, b.source_sheet, b.source_row)) AS ref
  FROM bid b GROUP BY b.tender_id, coalesce('b' || b.bid_id, 'c' || b.consortium, 'f' || coalesce(b.bidder_code, qy_code(b.bidder_name)))
), spans AS (  -- for each bid the bids that follow within the window
  SELECT a.tender_id, a.party, min(a.at_second) AS at_second, min(a.submitted_at) AS first_at, count(*) AS together
  FROM bids a JOIN params p ON 1 = 1
  JOIN bids b ON b.tender_id = a.tender_id AND b.at_second BETWEEN a.at_second AND a.at_second + p.window_seconds
  GROUP BY a.tender_id, a.party
), due AS (
  SELECT tender_id, max(qy_seconds(bids_due_at)) AS due_second FROM tender GROUP BY tender_id
), early AS (
  SELECT s.*, (d.due_second - s.at_second) / 3600.0 AS hours,
         CASE WHEN d.due_second IS NULL OR d.due_second - s.at_second <= p.rush_hours * 3600 THEN p.min_in_rush ELSE p.min_together END AS wanted
  FROM spans s JOIN params p ON 1 = 1 LEFT JOIN due d ON d.tender_id = s.tender_id
), best AS (
  SELECT * FROM (SELECT e.*, row_number() OVER (PARTITION BY tender_id ORDER BY e.together - e.wanted DESC, e.at_second, e.party) AS nth FROM early e) AS ranked
  WHERE nth = 1
), tenders AS (
  SELECT tender_id, count(*) AS parties, count(at_second) AS timed, count(DISTINCT at_second) AS stamps, min(source_id) AS source_id, min(amount_fen) AS lowest_fen,
         max(CASE WHEN at_second % 86400 <> 0 THEN 1 ELSE 0 END) AS has_clock
  FROM bids GROUP BY tender_id HAVING count(*) >= 2
), judged AS (
  SELECT t.*, b.at_second, b.first_at, b.together, b.hours,
         CASE WHEN t.timed < 2 OR t.has_clock = 0 THEN 'not_computable' WHEN b.together < b.wanted THEN 'clear' WHEN t.stamps = 1 AND t.timed = t.parties AND t.parties > p.min_together THEN 'excluded'
              ELSE 'hit' END AS outcome
  FROM tenders t JOIN params p ON 1 = 1 LEFT JOIN best b ON b.tender_id = t.tender_id
), proof AS (
  SELECT j.tender_id, array_agg(b.ref) AS evidence
  FROM judged j JOIN params p ON 1 = 1 JOIN bids b ON b.tender_id = j.tender_id AND b.at_second BETWEEN j.at_second AND j.at_second + p.window_seconds
  WHERE j.outcome = 'hit' GROUP BY j.tender_id
)
SELECT j.outcome AS outcome, CASE j.outcome WHEN 'hit' THEN 'yellow' WHEN 'excluded' THEN 'one_stamp' WHEN 'not_computable' THEN 'submitted_at' END AS detail,
       j.tender_id AS subject_key, '标段' || j.tender_id AS subject_label, 'tender:' || j.tender_id AS stack_key, j.source_id AS source_id,
       CASE WHEN j.outcome = 'hit' THEN j.lowest_fen END AS amount_fen, CASE WHEN j.outcome = 'hit' THEN e.evidence END AS evidence,
       j.tender_id AS tender_id, j.together AS together, qy_minute(j.first_at) AS first_at, p.window_seconds AS seconds, round(j.hours * 10) / 10 AS hours
FROM judged j JOIN params p ON 1 = 1 LEFT JOIN proof e ON e.tender_id = j.tender_id
