-- One row per hospital, stocked item and year. Only months that the stock book covers are compared.
WITH stock AS (
  SELECT hospital_code, item_code, qy_month_index(month, NULL) AS month_no, floor((qy_month_index(month, NULL) - 1) / 12) AS in_year,
         CAST(sum(opening) AS DOUBLE) AS opening, CAST(sum(purchased) AS DOUBLE) AS purchased, count(opening) AS known_opening, count(purchased) AS known_purchased,
         min(unit) AS unit, count(DISTINCT unit) AS units, min(source_id) AS source_id, min(qy_ref('drug_stock', source_id, source_sheet, source_row)) AS ref
  FROM drug_stock
  GROUP BY hospital_code, item_code, qy_month_index(month, NULL)
), supplied AS (
  SELECT s.hospital_code, s.item_code, s.in_year, count(*) AS months, sum(s.purchased) AS purchased, min(s.known_purchased) AS known_purchased,
         max(CASE WHEN s.nth = 1 THEN s.opening END) AS opening, max(CASE WHEN s.nth = 1 THEN s.known_opening END) AS known_opening,
         min(s.unit) AS unit, count(DISTINCT s.unit) AS units, min(s.source_id) AS source_id, array_agg(s.ref) AS refs
  FROM (SELECT stock.*, row_number() OVER (PARTITION BY hospital_code, item_code, in_year ORDER BY month_no) AS nth FROM stock WHERE month_no IS NOT NULL) AS s
  GROUP BY s.hospital_code, s.item_code, s.in_year
), charged AS (
  SELECT h.hospital_code, m.item_code, qy_month_index(NULL, m."on") AS month_no, CAST(sum(m.quantity) AS DOUBLE) AS quantity, CAST(sum(m.amount_fen) AS DOUBLE) AS amount_fen,
         min(m.unit) AS unit, count(DISTINCT m.unit) AS units, min(m.item_name) AS item_name
  FROM medical_item m JOIN hospital_stay h ON h.stay_id = m.stay_id
  WHERE m."on" IS NOT NULL AND m.quantity IS NOT NULL
  GROUP BY h.hospital_code, m.item_code, qy_month_index(NULL, m."on")
), used AS (
  SELECT c.hospital_code, c.item_code, s.in_year, sum(c.quantity) AS quantity, sum(c.amount_fen) AS amount_fen, min(c.unit) AS unit, max(c.units) AS units, min(c.item_name) AS item_name
  FROM charged c JOIN stock s ON s.hospital_code = c.hospital_code AND s.item_code = c.item_code AND s.month_no = c.month_no
  GROUP BY c.hospital_code, c.item_code, s.in_year
), compared AS (
  SELECT s.*, u.quantity, u.amount_fen, u.item_name, s.opening + s.purchased AS available, u.quantity - (s.opening + s.purchased) AS excess,
         CASE WHEN u.quantity > 0 THEN (u.quantity - (s.opening + s.purchased)) * u.amount_fen / u.quantity END AS excess_fen,
         CASE WHEN s.units > 1 OR u.units > 1 OR s.unit <> u.unit THEN 1 ELSE 0 END AS units_differ
  FROM supplied s LEFT JOIN used u ON u.hospital_code = s.hospital_code AND u.item_code = s.item_code AND u.in_year = s.in_year
), judged AS (
  SELECT c.*, CASE WHEN c.quantity IS NULL THEN NULL WHEN c.known_opening = 0 THEN 'opening' WHEN c.known_purchased = 0 THEN 'purchased' END AS missing,
         CASE WHEN c.excess <= 0 THEN NULL WHEN c.units_differ = 1 THEN 'units_differ' WHEN c.quantity <= c.available * p.ratio THEN 'within_tolerance' WHEN c.excess_fen < p.min_fen THEN 'small' END AS clause,
         CASE WHEN c.excess > 0 THEN CASE WHEN c.quantity > c.available * p.red_ratio THEN 'red' ELSE 'yellow' END END AS band
  FROM compared c JOIN params p ON 1 = 1
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome FROM judged j
)
SELECT outcome, coalesce(missing, clause, band) AS detail, hospital_code || '|' || item_code || '|' || qy_text(CAST(in_year AS BIGINT)) AS subject_key,
       '医疗机构' || hospital_code || '，' || coalesce(item_name, item_code) || '，' || qy_text(CAST(in_year AS BIGINT)) || '年' AS subject_label,
       'hospital:' || hospital_code AS stack_key, source_id, CASE WHEN outcome = 'hit' THEN CAST(floor(excess_fen) AS BIGINT) END AS amount_fen, qy_first(refs, 12) AS evidence,
       CAST(in_year AS BIGINT) AS in_year, months, coalesce(item_name, item_code) AS item, unit, available, quantity, excess, quantity / CASE WHEN available > 0 THEN available END AS ratio
FROM decided
UNION ALL
SELECT 'not_computable', 'month', hospital_code || '|' || item_code, NULL, NULL, source_id, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
FROM stock WHERE month_no IS NULL
