-- One row per unit and year. What was billed shortly before a public holiday is told apart.
WITH feasts AS (
  SELECT DISTINCT "on" AS feast_on FROM workday WHERE kind = 'holiday'
), billed AS (
  SELECT v.*, qy_year(v.billed_on) AS year FROM unit_invoice v
), gifts AS (
  SELECT b.ref, b.unit_code, b.year, b.gift_fen, b.items, row_number() OVER (PARTITION BY b.unit_code, b.year ORDER BY b.gift_fen DESC, b.ref) AS nth, max(CASE WHEN f.feast_on IS NOT NULL THEN 1 ELSE 0 END) AS before_feast
  FROM billed b JOIN params p ON 1 = 1
  LEFT JOIN feasts f ON f.feast_on > b.billed_on AND f.feast_on <= qy_add_days(b.billed_on, p.feast_days) AND b.gift_fen > 0
  WHERE b.gift_fen > 0
  GROUP BY b.ref, b.unit_code, b.year, b.gift_fen, b.items
), sums AS (
  SELECT unit_code, year, count(*) AS invoices, CAST(sum(gift_fen) AS BIGINT) AS amount_fen, CAST(sum(CASE WHEN before_feast = 1 THEN gift_fen ELSE 0 END) AS BIGINT) AS feast_fen,
         max(CASE WHEN nth = 1 THEN items END) AS example, array_agg(ref) FILTER (WHERE nth <= 50) AS evidence
  FROM gifts GROUP BY unit_code, year
), years AS (
  SELECT unit_code, year, sum(told) AS told, min(source_id) AS source_id FROM billed GROUP BY unit_code, year
), judged AS (
  SELECT y.*, s.invoices, s.amount_fen, s.feast_fen, s.example, s.evidence, CASE WHEN y.unit_code IS NULL THEN 'buyer_code' WHEN y.told = 0 THEN 'item' WHEN y.year IS NULL THEN 'on' END AS missing,
         CASE WHEN s.amount_fen < p.min_fen THEN 'small' END AS clause,
         CASE WHEN s.amount_fen >= p.red_from_fen AND s.feast_fen * 2 >= s.amount_fen THEN 'red' WHEN s.amount_fen > 0 THEN 'yellow' END AS band
  FROM years y JOIN params p ON 1 = 1 LEFT JOIN sums s ON s.unit_code = y.unit_code AND s.year = y.year
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome FROM judged j
)
SELECT d.outcome AS outcome, coalesce(d.missing, d.clause, d.band) AS detail, coalesce(d.unit_code, '') || '|' || coalesce(qy_text(d.year), '') AS subject_key,
       '单位' || coalesce(d.unit_code, '') || '，' || coalesce(qy_text(d.year), '') || '年' AS subject_label, 'unit:' || coalesce(d.unit_code, '') AS stack_key, d.source_id AS source_id,
       CASE WHEN d.outcome = 'hit' THEN d.amount_fen END AS amount_fen, CASE WHEN d.outcome = 'hit' THEN d.evidence END AS evidence,
       d.unit_code AS unit, d.year AS year, d.invoices AS invoices, d.example AS example, d.feast_fen AS feast_fen
FROM decided d
