-- One row per tender with bids and awards, and one per winner of those that were flagged.
WITH firm_state AS (
  -- A firm of a consortium counts like any other; what counts is who was valid and who was disqualified.
  SELECT b.tender_id, coalesce(b.bidder_code, b.bidder_name) AS bidder, max(b.bidder_name) AS bidder_name, min(b.source_id) AS source_id,
         max(CASE WHEN lower(trim(b.status)) IN ('valid', 'winner', '有效', '合格', '通过', '中标', '成交', '中标候选人')
                    OR (b.status IS NULL AND coalesce(s.is_ocds, 0) = 0) THEN 1 ELSE 0 END) AS is_valid,
         max(CASE WHEN lower(trim(b.status)) IN ('disqualified', '无效', '否决', '废标', '无效投标', '否决投标', '不合格', '不通过', '未通过') THEN 1 ELSE 0 END) AS is_disqualified
  FROM bid b LEFT JOIN tender_state s ON s.tender_id = b.tender_id
  GROUP BY b.tender_id, coalesce(b.bidder_code, b.bidder_name)
), bidders AS (
  SELECT tender_id, min(source_id) AS source_id, sum(is_valid) AS valid_bidders, max(CASE WHEN is_valid = 1 THEN bidder END) AS bidder,
         max(CASE WHEN is_valid = 1 THEN bidder_name END) AS bidder_name,
         sum(CASE WHEN is_valid = 0 AND is_disqualified = 1 THEN 1 ELSE 0 END) AS disqualified, count(bidder) AS named
  FROM (SELECT * FROM firm_state WHERE bidder IS NOT NULL) AS named_firm
  GROUP BY tender_id
), winners AS (
  SELECT a.tender_id, count(DISTINCT coalesce(a.supplier_code, a.supplier_name)) AS suppliers, max(coalesce(a.supplier_code, a.supplier_name)) AS supplier
  FROM award a LEFT JOIN tender_state s ON s.tender_id = a.tender_id
  WHERE lower(trim(a.status)) IN ('active', '中标', '已中标', '成交', '有效') OR (a.status IS NULL AND coalesce(s.is_ocds, 0) = 0)
  GROUP BY a.tender_id
), judged AS (
  SELECT b.tender_id, b.source_id, coalesce(s.title, b.tender_id) AS label, b.bidder, b.bidder_name, CAST(b.disqualified AS BIGINT) AS disqualified,
         o.awarded_fen, o.currency, p.red_from,
         CASE WHEN coalesce(s.cancelled, 0) = 1 THEN 'cancelled'
              WHEN qy_listed(s.method_details, p.excluded_method_details) THEN 'method_excluded'
              WHEN o.open_awards > 0 THEN 'award_open'
              WHEN o.active_awards = 0 THEN 'no_award' END AS clause,
         CASE WHEN w.supplier IS NULL THEN 'not_computable'
              WHEN b.valid_bidders = 1 AND w.suppliers = 1 AND w.supplier = b.bidder AND b.disqualified >= p.threshold THEN 'hit' ELSE 'clear' END AS finding
  FROM bidders b
  JOIN award_state o ON o.tender_id = b.tender_id
  LEFT JOIN tender_state s ON s.tender_id = b.tender_id
  LEFT JOIN winners w ON w.tender_id = b.tender_id
  CROSS JOIN params p
), decided AS (
  SELECT *, CASE WHEN clause IS NOT NULL THEN 'excluded' ELSE finding END AS outcome FROM judged
), proof AS (
  SELECT tender_id, array_agg(ref) AS evidence
  FROM (SELECT b.tender_id, qy_ref('bid', b.source_id, b.source_sheet, b.source_row) AS ref,
               row_number() OVER (PARTITION BY b.tender_id ORDER BY b.source_id, b.source_row, b.bid_id) AS nth
        FROM bid b JOIN decided d ON d.tender_id = b.tender_id
        WHERE d.outcome = 'hit') AS numbered
  WHERE nth <= 50
  GROUP BY tender_id
), firm AS (
  SELECT tender_id FROM (
    SELECT tender_id, row_number() OVER (PARTITION BY bidder ORDER BY disqualified DESC, tender_id) AS nth FROM decided WHERE outcome = 'hit') AS ranked
  WHERE nth = 1
), subject AS (
  SELECT d.*, 'ocid:' || d.tender_id AS subject_key, d.label AS subject_label, 'tender:' || d.tender_id AS stack_key, CAST(d.disqualified AS DOUBLE) AS measure
  FROM decided d
  UNION ALL
  SELECT d.*, 'tenderer:' || d.bidder AS subject_key, coalesce(d.bidder_name, d.bidder) AS subject_label, 'firm:' || d.bidder AS stack_key, 0.0 AS measure
  FROM firm f JOIN decided d ON d.tender_id = f.tender_id
)
SELECT s.outcome AS outcome,
       CASE s.outcome WHEN 'hit' THEN CASE WHEN s.subject_key LIKE 'tenderer:%' THEN 'blue' WHEN s.disqualified >= s.red_from THEN 'red' ELSE 'yellow' END
                      WHEN 'excluded' THEN s.clause WHEN 'not_computable' THEN 'supplier_code' END AS detail,
       s.subject_key AS subject_key, s.subject_label AS subject_label, s.stack_key AS stack_key, s.source_id AS source_id,
       CASE WHEN s.subject_key LIKE 'ocid:%' THEN s.awarded_fen END AS amount_fen,
       CASE WHEN s.outcome = 'hit' THEN e.evidence END AS evidence,
       CASE WHEN s.outcome = 'hit' THEN s.measure END AS measure,
       s.label AS tender, coalesce(s.bidder_name, s.bidder) AS bidder, s.disqualified AS disqualified, s.currency AS currency
FROM subject s LEFT JOIN proof e ON e.tender_id = s.tender_id
