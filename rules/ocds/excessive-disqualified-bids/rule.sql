-- One row per buyer, per procuring entity and per bidder with submitted bids.
WITH submitted AS (
  SELECT o.tender_id, o.offer_id, o.source_id, o.bidders, o.bidder, o.bidder_name, CASE WHEN o.state = 'disqualified' THEN 1 ELSE 0 END AS is_out,
         coalesce(s.buyer_code, s.buyer_name) AS buyer, s.buyer_name,
         coalesce(s.procuring_entity_code, s.procuring_entity_name) AS entity, s.procuring_entity_name
  FROM bid_offer o LEFT JOIN tender_state s ON s.tender_id = o.tender_id CROSS JOIN params p
  WHERE o.state IS NOT NULL AND o.state NOT IN ('invited', 'withdrawn') AND coalesce(s.cancelled, 0) = 0
    AND NOT coalesce(qy_listed(s.method_details, p.excluded_method_details), FALSE)
), attributed AS (
  SELECT 'buyer' AS kind, buyer AS who, buyer_name AS name, source_id, tender_id, offer_id, is_out FROM submitted
  UNION ALL
  SELECT 'procuring_entity' AS kind, entity AS who, procuring_entity_name AS name, source_id, tender_id, offer_id, is_out FROM submitted
  UNION ALL
  SELECT 'tenderer' AS kind, bidder AS who, bidder_name AS name, source_id, tender_id, offer_id, is_out FROM submitted WHERE bidders = 1
  UNION ALL
  SELECT DISTINCT 'tenderer' AS kind, b.bidder AS who, b.bidder_name AS name, s.source_id, s.tender_id, s.offer_id, s.is_out
  FROM submitted s JOIN bid_party b ON b.tender_id = s.tender_id AND b.offer_id = s.offer_id
  WHERE s.bidders = 2
), counted AS (
  SELECT kind, who, max(name) AS name, min(source_id) AS source_id, count(*) AS submitted, CAST(sum(is_out) AS BIGINT) AS disqualified,
         CAST(sum(is_out) AS DOUBLE) / count(*) AS ratio
  FROM attributed
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
), proof AS (
  SELECT kind, who, array_agg(ref) AS evidence
  FROM (SELECT j.kind, j.who, qy_ref('bid', b.source_id, b.source_sheet, b.source_row) AS ref,
               row_number() OVER (PARTITION BY j.kind, j.who ORDER BY a.tender_id, a.offer_id, b.source_id, b.source_row) AS nth
        FROM judged j
        JOIN attributed a ON a.kind = j.kind AND a.who = j.who AND a.is_out = 1
        JOIN bid_party b ON b.tender_id = a.tender_id AND b.offer_id = a.offer_id AND (j.kind <> 'tenderer' OR b.bidder = j.who)
        WHERE j.outcome = 'hit') AS numbered
  WHERE nth <= 50
  GROUP BY kind, who
)
SELECT j.outcome AS outcome,
       CASE j.outcome WHEN 'hit' THEN CASE WHEN j.submitted >= 10 THEN 'yellow' ELSE 'blue' END WHEN 'excluded' THEN 'few_bids' END AS detail,
       j.kind || ':' || j.who AS subject_key,
       coalesce(j.name, j.who) AS subject_label,
       CASE WHEN j.kind = 'tenderer' THEN 'firm:' ELSE 'unit:' END || j.who AS stack_key,
       j.source_id AS source_id,
       CAST(NULL AS BIGINT) AS amount_fen,
       e.evidence AS evidence,
       CASE WHEN j.outcome = 'hit' THEN j.ratio END AS measure,
       coalesce(j.name, j.who) AS name, j.submitted AS submitted, j.disqualified AS disqualified, j.fence AS fence,
       CASE j.kind WHEN 'buyer' THEN '采购人' WHEN 'procuring_entity' THEN '采购实施单位' ELSE '投标人' END AS role,
       CASE j.kind WHEN 'buyer' THEN 'Buyer' WHEN 'procuring_entity' THEN 'Procuring entity' ELSE 'Bidder' END AS role_en
FROM judged j LEFT JOIN proof e ON e.kind = j.kind AND e.who = j.who
