-- One row per awarded farm input; peers have the same name and unit.
WITH inputs AS (
  SELECT tender_id, award_id, item_id, item_name, qy_code(item_name) AS item_key, coalesce(qy_code(unit), '') AS unit_key, coalesce(unit, '单位') AS unit, CAST(unit_price_fen AS DOUBLE) AS price_fen, CAST(quantity AS DOUBLE) AS quantity, source_id,
         qy_ref('award_item', source_id, source_sheet, source_row) AS ref
  FROM award_item WHERE qy_matches(item_name, '有机肥|复合肥|化肥|菌肥|种子|种苗|苗木|树苗|地膜|农药|饲料|种猪|仔猪|鸡苗|鱼苗') AND coalesce(currency, 'CNY') = 'CNY'
), middle AS (
  SELECT item_key, unit_key, count(*) AS n, qy_quantile(price_fen, 0.5) AS median_fen FROM inputs WHERE price_fen > 0 GROUP BY item_key, unit_key
), judged AS (
  SELECT i.*, m.n - 1 AS peers, m.median_fen, i.price_fen / m.median_fen AS ratio, CASE WHEN i.price_fen IS NULL OR i.price_fen <= 0 THEN 'unit_price_fen' END AS missing, CASE WHEN m.n - 1 < p.min_peers THEN 'few_peers' END AS clause,
         CASE WHEN i.price_fen < m.median_fen * p.red_ratio THEN 'red' WHEN i.price_fen < m.median_fen * p.low_ratio THEN 'yellow' END AS band
  FROM inputs i JOIN params p ON 1 = 1 LEFT JOIN middle m ON m.item_key = i.item_key AND m.unit_key = i.unit_key
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome FROM judged j
)
SELECT outcome, coalesce(missing, clause, band) AS detail, tender_id || '|' || coalesce(award_id, '') || '|' || coalesce(item_id, '') AS subject_key, '标段' || tender_id || '，' || item_name AS subject_label, 'tender:' || tender_id AS stack_key, source_id,
       CASE WHEN outcome = 'hit' THEN CAST(round(price_fen * quantity) AS BIGINT) END AS amount_fen, CASE WHEN outcome = 'hit' THEN qy_refs(ref) END AS evidence,
       tender_id AS tender, item_name AS item, CAST(round(price_fen) AS BIGINT) AS price_fen, unit, peers, CAST(round(median_fen) AS BIGINT) AS median_fen, ratio, quantity
FROM decided
