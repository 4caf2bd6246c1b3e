-- One row per supplier.
WITH firms AS (
  SELECT uscc, min(name) AS name, min(founded_on) AS founded_on, max(scope) AS scope, min(qy_ref('company', source_id, source_sheet, source_row)) AS ref FROM company GROUP BY uscc
), sold AS (
  SELECT f.supplier_uscc, min(c.name) AS name, min(c.founded_on) AS founded_on, min(c.scope) AS scope, min(c.ref) AS ref, count(DISTINCT f.school_code) AS schools,
         min(f.bought_on) AS first_on, CAST(sum(f.amount_fen) AS BIGINT) AS all_fen, CAST(sum(f.amount_fen) FILTER (WHERE f.bought_on < c.founded_on) AS BIGINT) AS early_fen, min(f.source_id) AS source_id
  FROM food_priced f LEFT JOIN firms c ON c.uscc = f.supplier_uscc
  WHERE f.supplier_uscc IS NOT NULL
  GROUP BY f.supplier_uscc
), judged AS (
  SELECT s.*, coalesce(s.early_fen, s.all_fen) AS amount_fen,
         CASE WHEN s.founded_on IS NULL AND s.scope IS NULL THEN 'company' END AS missing,
         CASE WHEN coalesce(s.early_fen, CASE WHEN NOT qy_matches(s.scope, '食|餐|粮|油|菜|肉|禽|蛋|奶|乳|水产|果|农产品|超市|百货|副食|调味') THEN s.all_fen END) < p.min_fen THEN 'small' END AS clause,
         CASE WHEN s.early_fen IS NOT NULL THEN 'red' WHEN NOT qy_matches(s.scope, '食|餐|粮|油|菜|肉|禽|蛋|奶|乳|水产|果|农产品|超市|百货|副食|调味') THEN 'yellow' END AS band
  FROM sold s JOIN params p ON 1 = 1
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome FROM judged j
), refs AS (
  SELECT supplier_uscc, ref, 1 AS place FROM decided WHERE outcome = 'hit'
  UNION ALL
  SELECT d.supplier_uscc, f.ref, 2 FROM decided d JOIN food_priced f ON f.supplier_uscc = d.supplier_uscc AND (d.early_fen IS NULL OR f.bought_on < d.founded_on) WHERE d.outcome = 'hit'
), proof AS (
  SELECT supplier_uscc, array_agg(ref) AS evidence
  FROM (SELECT r.*, row_number() OVER (PARTITION BY r.supplier_uscc ORDER BY r.place, r.ref) AS nth FROM refs r) AS numbered
  WHERE nth <= 50 GROUP BY supplier_uscc
)
SELECT d.outcome AS outcome, coalesce(d.missing, d.clause, d.band) AS detail, d.supplier_uscc AS subject_key, '供货企业' || coalesce(d.name, d.supplier_uscc) AS subject_label,
       'firm:' || d.supplier_uscc AS stack_key, d.source_id AS source_id, CASE WHEN d.outcome = 'hit' THEN d.amount_fen END AS amount_fen, e.evidence AS evidence,
       coalesce(d.name, d.supplier_uscc) AS supplier, d.schools AS schools, d.first_on AS first_on,
       CASE WHEN d.early_fen IS NOT NULL THEN '登记成立日期为' || qy_text(d.founded_on) ELSE '登记的经营范围没有食品、农产品' END AS gap,
       CASE WHEN d.early_fen IS NOT NULL THEN 'it was founded on ' || qy_text(d.founded_on) ELSE 'its registered business has no food in it' END AS gap_en
FROM decided d
LEFT JOIN proof e ON e.supplier_uscc = d.supplier_uscc
