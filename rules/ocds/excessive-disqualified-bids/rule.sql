-- One row per buyer, per procuring entity and per bidder with submitted bids.
WITH called AS (  -- whose tenders count, and who is behind them
  SELECT s.tender_no, coalesce(s.buyer_code, s.buyer_name) AS buyer, s.buyer_name,
         coalesce(s.procuring_entity_code, s.procuring_entity_name) AS procurer, s.procuring_entity_name AS procurer_name,
         CASE WHEN s.cancelled = 1 OR coalesce(qy_listed(s.method_details, p.excluded_method_details), FALSE) THEN 1 ELSE 0 END AS left_out
  FROM tender_state s CROSS JOIN params p
), submitted AS (
  SELECT o.tender_no, o.offer_id, o.sheet_no, o.bidders, o.bidder, CASE WHEN o.state = 'disqualified' THEN 1 ELSE 0 END AS is_out
  FROM bid_offer o LEFT JOIN called s ON s.tender_no = o.tender_no
  WHERE o.state IS NOT NULL AND o.state NOT IN ('invited', 'withdrawn') AND coalesce(s.left_out, 0) = 0
), by_tender AS (
  SELECT tender_no, min(sheet_no) AS sheet_no, count(*) AS submitted, CAST(sum(is_out) AS BIGINT) AS disqualified FROM submitted GROUP BY tender_no
), members AS (  -- of consortia: each answers for the offer
  SELECT b.bidder, s.tender_no, s.offer_id, max(b.bidder_name) AS bidder_name, min(s.sheet_no) AS sheet_no, max(s.is_out) AS is_out
  FROM submitted s JOIN bid_party b ON b.tender_no = s.tender_no AND b.offer_id = s.offer_id
  WHERE s.bidders = 2
  GROUP BY b.bidder, s.tender_no, s.offer_id
), by_kind AS (
  SELECT 'buyer' AS kind, c.buyer AS who, t.sheet_no, t.submitted, t.disqualified FROM by_tender t JOIN called c ON c.tender_no = t.tender_no
  UNION ALL
  SELECT 'procuring_entity' AS kind, c.procurer AS who, t.sheet_no, t.submitted, t.disqualified FROM by_tender t JOIN called c ON c.tender_no = t.tender_no
  UNION ALL
  SELECT 'tenderer' AS kind, bidder AS who, min(sheet_no) AS sheet_no, count(*) AS submitted, CAST(sum(is_out) AS BIGINT) AS disqualified
  FROM submitted WHERE bidders = 1 GROUP BY bidder
  UNION ALL
  SELECT 'tenderer' AS kind, bidder AS who, min(sheet_no) AS sheet_no, count(*) AS submitted, CAST(sum(is_out) AS BIGINT) AS disqualified
  FROM members GROUP BY bidder
), counted AS (
  SELECT kind, who, min(sheet_no) AS sheet_no, CAST(sum(submitted) AS BIGINT) AS submitted, CAST(sum(disqualified) AS BIGINT) AS disqualified,
         CAST(sum(disqualified) AS DOUBLE) / CAST(sum(submitted) AS BIGINT) AS ratio
  FROM by_kind
  WHERE who IS NOT NULL
  GROUP BY kind, who
), enough AS (
  SELECT c.*, CASE WHEN c.submitted >= CASE WHEN c.kind = 'tenderer' THEN p.minimum_submitted_bids ELSE p.minimum_contracting_processes END
                   THEN 1 ELSE 0 END AS is_enough
  FROM counted c CROSS JOIN params p
), fence AS (
  SELECT q.kind, CASE WHEN p.threshold >= 0 THEN p.threshold ELSE q.q3 + 1.5 * (q.q3 - q.q1) END AS fence
  FROM (SELECT kind, qy_quantile8(ratio, 0.25) AS q1, qy_quantile8(ratio, 0.75) AS q3 FROM enough WHERE is_enough = 1 GROUP BY kind) AS q CROSS JOIN params p
), judged AS (
  SELECT e.*, f.fence, CASE WHEN e.is_enough = 0 THEN 'excluded' WHEN f.fence > 0 AND e.ratio >= f.fence THEN 'hit' ELSE 'clear' END AS outcome
  FROM enough e LEFT JOIN fence f ON f.kind = e.kind
), flagged AS (
  SELECT kind, who FROM judged WHERE outcome = 'hit'
), their_tenders AS (
  SELECT f.kind, f.who, c.tender_no, c.buyer_name AS name FROM flagged f JOIN called c ON c.buyer = f.who WHERE f.kind = 'buyer'
  UNION ALL
  SELECT f.kind, f.who, c.tender_no, c.procurer_name AS name FROM flagged f JOIN called c ON c.procurer = f.who WHERE f.kind = 'procuring_entity'
), their_bids AS (
  SELECT f.who, s.tender_no, s.offer_id, s.is_out FROM flagged f JOIN submitted s ON s.bidder = f.who WHERE f.kind = 'tenderer' AND s.bidders = 1
), named AS (
  SELECT kind, who, max(name) AS name
  FROM (SELECT t.kind, t.who, t.name FROM their_tenders t JOIN by_tender b ON b.tender_no = t.tender_no
        UNION ALL
        SELECT 'tenderer' AS kind, t.who, min(b.bidder_name) AS name
        FROM their_bids t JOIN bid_party b ON b.tender_no = t.tender_no AND b.offer_id = t.offer_id GROUP BY t.who, t.tender_no, t.offer_id
        UNION ALL
        SELECT 'tenderer' AS kind, m.bidder AS who, m.bidder_name AS name FROM members m) AS all_names
  GROUP BY kind, who
), proof AS (
  SELECT kind, who, array_agg(ref) AS evidence
  FROM (SELECT a.kind, a.who, qy_ref('bid', f.source_id, f.source_sheet, b.source_row) AS ref,
               row_number() OVER (PARTITION BY a.kind, a.who ORDER BY b.tender_no, b.offer_id, f.source_id, b.source_row) AS nth
        FROM (SELECT t.kind, t.who, s.tender_no, s.offer_id FROM their_tenders t JOIN submitted s ON s.tender_no = t.tender_no WHERE s.is_out = 1
              UNION ALL
              SELECT 'tenderer' AS kind, t.who, t.tender_no, t.offer_id FROM their_bids t WHERE t.is_out = 1
              UNION ALL
              SELECT f.kind, f.who, m.tender_no, m.offer_id FROM flagged f JOIN members m ON m.bidder = f.who WHERE f.kind = 'tenderer' AND m.is_out = 1) AS a
        JOIN bid_party b ON b.tender_no = a.tender_no AND b.offer_id = a.offer_id AND (a.kind <> 'tenderer' OR b.bidder = a.who)
        JOIN bid_sheet f ON f.sheet_no = b.sheet_no) AS numbered
  WHERE nth <= 50
  GROUP BY kind, who
)
SELECT j.outcome AS outcome,
       CASE j.outcome WHEN 'hit' THEN CASE WHEN j.submitted >= 10 THEN 'yellow' ELSE 'blue' END WHEN 'excluded' THEN 'few_bids' END AS detail,
       j.kind || ':' || j.who AS subject_key,
       coalesce(n.name, j.who) AS subject_label,
       CASE WHEN j.kind = 'tenderer' THEN 'firm:' ELSE 'unit:' END || j.who AS stack_key,
       f.source_id AS source_id,
       CAST(NULL AS BIGINT) AS amount_fen,
       e.evidence AS evidence,
       CASE WHEN j.outcome = 'hit' THEN j.ratio END AS measure,
       coalesce(n.name, j.who) AS name, j.submitted AS submitted, j.disqualified AS disqualified, j.fence AS fence,
       CASE j.kind WHEN 'buyer' THEN '采购人' WHEN 'procuring_entity' THEN '采购实施单位' ELSE '投标人' END AS role,
       CASE j.kind WHEN 'buyer' THEN 'Buyer' WHEN 'procuring_entity' THEN 'Procuring entity' ELSE 'Bidder' END AS role_en
FROM judged j
JOIN bid_sheet f ON f.sheet_no = j.sheet_no
LEFT JOIN named n ON n.kind = j.kind AND n.who = j.who
LEFT JOIN proof e ON e.kind = j.kind AND e.who = j.who
