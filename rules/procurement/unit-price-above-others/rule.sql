-- One row per awarded item. Items are of one kind when code (else name), unit and currency agree.
WITH days AS (SELECT tender_id, max(coalesce(decided_on, published_on)) AS on_day FROM award GROUP BY tender_id),
items AS (
  SELECT i.tender_id, i.award_id, i.item_id, coalesce(i.item_name, i.item_code) AS item, coalesce('c' || i.item_code, 'n' || qy_code(i.item_name)) AS kind, coalesce(i.unit, '') AS unit,
         i.quantity, i.unit_price_fen AS price_fen, coalesce(i.currency, 'CNY') AS currency, i.source_id, qy_ref('award_item', i.source_id, i.source_sheet, i.source_row) AS ref,
         qy_days(CAST('2000-01-01' AS DATE), d.on_day) AS day_no
  FROM award_item i LEFT JOIN days d ON d.tender_id = i.tender_id
), kinds AS (
  SELECT kind, unit, currency, count(*) AS n, qy_quantile(price_fen, 0.5) AS median, qy_quantile(day_no, 0.5) AS median_day
  FROM items WHERE price_fen > 0 AND kind IS NOT NULL GROUP BY kind, unit, currency
), compared AS (
  SELECT i.*, k.n - 1 AS others, k.median, k.median_day, CASE WHEN k.median > 0 THEN i.price_fen / k.median END AS ratio_seen,
         CAST(round((i.price_fen - k.median) * coalesce(i.quantity, 1)) AS BIGINT) AS excess_fen
  FROM items i LEFT JOIN kinds k ON k.kind = i.kind AND k.unit = i.unit AND k.currency = i.currency
), judged AS (
  SELECT c.*, CASE WHEN c.kind IS NULL THEN 'item_code' WHEN c.price_fen IS NULL OR c.price_fen <= 0 THEN 'unit_price_fen' END AS missing,
         CASE WHEN c.others < p.min_others OR c.ratio_seen <= p.ratio OR c.excess_fen < p.min_excess_fen THEN NULL WHEN c.ratio_seen > p.red_ratio THEN 'red' ELSE 'yellow' END AS colour,
         CASE WHEN c.median_day - c.day_no > 730 THEN 'early' END AS clause
  FROM compared c JOIN params p ON 1 = 1
), decided AS (
  SELECT j.*, qy_outcome(j.missing, CASE WHEN j.colour IS NOT NULL THEN j.clause END, j.colour) AS outcome FROM judged j
)
SELECT d.outcome AS outcome, CASE d.outcome WHEN 'hit' THEN d.colour WHEN 'excluded' THEN d.clause WHEN 'not_computable' THEN d.missing END AS detail,
       d.tender_id || '|' || coalesce(d.award_id, '') || '|' || coalesce(d.item_id, d.ref) AS subject_key, '标段' || d.tender_id || coalesce('：' || d.item, '') AS subject_label,
       'tender:' || d.tender_id AS stack_key, d.source_id AS source_id, CASE WHEN d.outcome = 'hit' THEN d.excess_fen END AS amount_fen, qy_refs(d.ref) AS evidence,
       d.tender_id AS tender_id, d.item AS item, d.price_fen AS price_fen, d.others AS others, CAST(round(d.median) AS BIGINT) AS median_fen, d.ratio_seen AS ratio_seen,
       coalesce(qy_text(d.quantity), '未登记') AS quantity, d.currency AS currency
FROM decided d
