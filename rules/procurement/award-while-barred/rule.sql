-- One row per tender and winning firm.
WITH days AS (SELECT tender_id, max(coalesce(decided_on, published_on)) AS on_day FROM award GROUP BY tender_id),
lists AS (
  SELECT b.code, qy_code(b.name) AS name_key, b.from_on, coalesce(b.to_on, qy_add_months(b.from_on, 12 * p.default_years)) AS to_on, b.reason, b.authority,
         qy_ref('blacklist', b.source_id, b.source_sheet, b.source_row) AS ref
  FROM blacklist b JOIN params p ON 1 = 1 WHERE b.from_on IS NOT NULL
), listed AS (  -- the list's firm under every other code and name that is known of it
  SELECT f.entity_key AS other_key, CASE WHEN o.entity_key = o.entity_id THEN f.basis ELSE o.basis END AS basis,
         CASE WHEN o.entity_key = o.entity_id THEN f.basis_en ELSE o.basis_en END AS basis_en, l.from_on, l.to_on, l.reason, l.authority, l.ref
  FROM lists l
  JOIN entity o ON o.kind = 'firm' AND o.entity_key = coalesce(l.code, l.name_key)
  JOIN entity f ON f.kind = 'firm' AND f.entity_id = o.entity_id AND f.entity_key <> o.entity_key
), matches AS (
  SELECT w.tender_id, w.firm_key, l.from_on, l.to_on, l.reason, l.authority, l.ref, 2 AS sure, '（按代码比对）' AS how, ' (by code)' AS how_en FROM award_winner w JOIN lists l ON l.code = w.firm_key
  UNION ALL
  SELECT w.tender_id, w.firm_key, l.from_on, l.to_on, l.reason, l.authority, l.ref, 1, '（按名称比对）', ' (by name)' FROM award_winner w JOIN lists l ON l.name_key = qy_code(w.label) AND (l.code IS NULL OR l.code <> w.firm_key)
  UNION ALL
  SELECT w.tender_id, w.firm_key, l.from_on, l.to_on, l.reason, l.authority, l.ref, 0, '（名单上的名称写法不同，按同一家比对：' || l.basis || '）', ' (written otherwise in the list, taken for one: ' || l.basis_en || ')'
  FROM award_winner w JOIN listed l ON l.other_key = w.firm_key
), inside AS (
  SELECT m.tender_id, m.firm_key, m.from_on, m.to_on, m.reason, m.authority, m.ref, m.sure, m.how, m.how_en,
         row_number() OVER (PARTITION BY m.tender_id, m.firm_key ORDER BY m.sure DESC, m.from_on, m.ref) AS nth
  FROM matches m JOIN days d ON d.tender_id = m.tender_id AND d.on_day BETWEEN m.from_on AND m.to_on
), judged AS (
  SELECT w.tender_id, w.firm_key, w.label, w.amount_fen, w.source_id, d.on_day, i.from_on, i.to_on, i.authority, i.ref, i.how, i.how_en,
         CASE WHEN d.on_day IS NULL THEN 'decided_on' END AS missing, CASE WHEN i.reason LIKE '%限本%' OR i.reason LIKE '%仅限%' OR i.reason LIKE '%只限%' THEN 'limited' END AS clause,
         CASE WHEN i.sure = 2 THEN 'red' WHEN i.sure < 2 THEN 'yellow' END AS colour
  FROM award_winner w LEFT JOIN days d ON d.tender_id = w.tender_id
  LEFT JOIN inside i ON i.tender_id = w.tender_id AND i.firm_key = w.firm_key AND i.nth = 1
), decided AS (
  SELECT j.*, qy_outcome(j.missing, CASE WHEN j.colour IS NOT NULL THEN j.clause END, j.colour) AS outcome FROM judged j
)
SELECT d.outcome AS outcome, CASE d.outcome WHEN 'hit' THEN d.colour WHEN 'excluded' THEN d.clause WHEN 'not_computable' THEN d.missing END AS detail,
       d.tender_id || '|' || d.firm_key AS subject_key, '标段' || d.tender_id || '：' || d.label AS subject_label, 'tender:' || d.tender_id AS stack_key, d.source_id AS source_id,
       CASE WHEN d.outcome = 'hit' THEN d.amount_fen END AS amount_fen, qy_refs(d.ref) AS evidence, d.label AS supplier, d.from_on AS from_on, d.to_on AS to_on,
       coalesce(d.authority, '有关机关') AS authority, d.on_day AS on_day, d.tender_id AS tender_id, d.how AS how, d.how_en AS how_en
FROM decided d
