-- One row per parlour and item. The list is whatever priced items the charges of the county meet: without any the rule says nothing.
WITH list AS (
  SELECT DISTINCT item FROM price_reference
), list_met AS (
  SELECT count(DISTINCT c.item) AS items FROM funeral_charge c JOIN list l ON l.item = c.item
), items AS (
  SELECT coalesce(c.unit_name, '') AS unit_name, c.item, count(*) AS charges, count(DISTINCT c.deceased_no) AS persons, CAST(sum(c.charged_fen) AS BIGINT) AS charged_fen, count(*) - count(c.charged_fen) AS unknown,
         min(c."on") AS first_on, max(c."on") AS last_on, min(c.source_id) AS source_id, max(CASE WHEN l.item IS NULL THEN 0 ELSE 1 END) AS listed
  FROM funeral_charge c LEFT JOIN list l ON l.item = c.item
  GROUP BY coalesce(c.unit_name, ''), c.item
), judged AS (
  SELECT i.*, CASE WHEN m.items = 0 THEN 'price_reference' WHEN i.listed = 0 AND i.unknown = i.charges THEN 'charged_fen' END AS missing,
         CASE WHEN i.listed = 1 THEN NULL WHEN qy_matches(i.item, '选择性|自选|延伸') THEN 'chosen' WHEN i.persons < p.min_persons THEN 'few' END AS clause,
         CASE WHEN i.listed = 1 THEN NULL WHEN qy_matches(i.item, '接运|存放|冷藏|火化|寄存|遗体|骨灰') THEN 'yellow' ELSE 'blue' END AS band
  FROM items i JOIN params p ON 1 = 1 JOIN list_met m ON 1 = 1
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome FROM judged j
), proof AS (
  SELECT unit_name, item, array_agg(ref) AS refs
  FROM (SELECT d.unit_name, d.item, qy_ref('funeral_charge', c.source_id, c.source_sheet, c.source_row) AS ref, row_number() OVER (PARTITION BY d.unit_name, d.item ORDER BY c.charged_fen DESC, c.source_id, c.source_row) AS nth
        FROM decided d JOIN funeral_charge c ON coalesce(c.unit_name, '') = d.unit_name AND c.item = d.item WHERE d.outcome = 'hit') AS numbered
  WHERE nth <= 30 GROUP BY unit_name, item
)
SELECT d.outcome AS outcome, coalesce(d.missing, d.clause, d.band) AS detail, d.unit_name || '|' || d.item AS subject_key, d.unit_name || '，' || d.item AS subject_label, 'unit:' || d.unit_name AS stack_key, d.source_id AS source_id,
       CASE WHEN d.outcome = 'hit' THEN d.charged_fen END AS amount_fen, e.refs AS evidence, d.item AS item, d.persons AS persons, d.charges AS charges, d.first_on AS first_on, d.last_on AS last_on
FROM decided d LEFT JOIN proof e ON e.unit_name = d.unit_name AND e.item = d.item
