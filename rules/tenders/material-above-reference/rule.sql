-- One row per awarded item. The reference: same name (with its specification where it has one), same unit, the latest begun by the day of the award.
WITH days AS (SELECT tender_id, max(coalesce(decided_on, published_on)) AS on_day FROM award GROUP BY tender_id),
items AS (
  SELECT i.tender_id, i.award_id, i.item_id, i.item_name AS item, qy_code(i.item_name) AS name_key, coalesce(i.unit, '') AS unit, i.quantity, i.unit_price_fen AS price_fen,
         coalesce(i.currency, 'CNY') AS currency, i.source_id, qy_ref('award_item', i.source_id, i.source_sheet, i.source_row) AS ref, d.on_day
  FROM award_item i LEFT JOIN days d ON d.tender_id = i.tender_id
), priced AS (
  SELECT qy_code(item || coalesce(spec, '')) AS name_key, coalesce(unit, '') AS unit, from_on, to_on, max(price_fen) AS price_fen, min(source) AS source
  FROM price_reference WHERE price_fen > 0 GROUP BY qy_code(item || coalesce(spec, '')), coalesce(unit, ''), from_on, to_on
), latest AS (
  SELECT * FROM (
    SELECT i.ref, r.price_fen AS reference_fen, r.source, r.from_on, r.to_on, row_number() OVER (PARTITION BY i.ref ORDER BY r.from_on DESC, r.price_fen) AS nth
    FROM items i JOIN priced r ON r.name_key = i.name_key AND r.unit = i.unit AND (r.from_on IS NULL OR i.on_day IS NULL OR r.from_on <= i.on_day)) AS ranked
  WHERE nth = 1
), judged AS (
  SELECT i.*, l.reference_fen, l.source, CAST(i.price_fen AS DOUBLE) / l.reference_fen AS ratio_seen, CAST(round((i.price_fen - l.reference_fen) * coalesce(i.quantity, 1)) AS BIGINT) AS excess_fen,
         CASE WHEN i.name_key IS NULL THEN 'item_name' WHEN i.price_fen IS NULL OR i.price_fen <= 0 THEN 'unit_price_fen' WHEN l.ref IS NULL THEN 'item_name' END AS missing,
         CASE WHEN qy_days(coalesce(l.to_on, l.from_on), i.on_day) > 365 THEN 'stale' END AS clause
  FROM items i LEFT JOIN latest l ON l.ref = i.ref
), coloured AS (
  SELECT j.*, CASE WHEN j.ratio_seen <= p.ratio OR j.excess_fen < p.min_excess_fen THEN NULL WHEN j.ratio_seen > p.red_ratio THEN 'red' WHEN j.ratio_seen > p.ratio THEN 'yellow' END AS colour
  FROM judged j JOIN params p ON 1 = 1
), decided AS (
  SELECT c.*, qy_outcome(c.missing, CASE WHEN c.colour IS NOT NULL THEN c.clause END, c.colour) AS outcome FROM coloured c
)
SELECT d.outcome AS outcome, CASE d.outcome WHEN 'hit' THEN d.colour WHEN 'excluded' THEN d.clause WHEN 'not_computable' THEN d.missing END AS detail,
       d.tender_id || '|' || coalesce(d.award_id, '') || '|' || coalesce(d.item_id, d.ref) AS subject_key, '标段' || d.tender_id || coalesce('：' || d.item, '') AS subject_label,
       'tender:' || d.tender_id AS stack_key, d.source_id AS source_id, CASE WHEN d.outcome = 'hit' THEN d.excess_fen END AS amount_fen, qy_refs(d.ref) AS evidence,
       d.tender_id AS tender_id, d.item AS item, d.price_fen AS price_fen, coalesce(d.source, '参考价') AS source, d.reference_fen AS reference_fen, d.ratio_seen AS ratio_seen,
       coalesce(qy_text(d.quantity), '未登记') AS quantity, d.currency AS currency
FROM decided d
