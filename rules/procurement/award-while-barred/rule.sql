-- One row per tender and winning firm.
WITH days AS (SELECT tender_id, max(coalesce(decided_on, published_on)) AS on_day FROM award GROUP BY tender_id),
lists AS (
  SELECT b.code, qy_code(b.name) AS name_key, b.from_on, coalesce(b.to_on, qy_add_months(b.from_on, 12 * p.default_years)) AS to_on, b.reason, b.authority,
         qy_ref('blacklist', b.source_id, b.source_sheet, b.source_row) AS ref
  FROM blacklist b JOIN params p ON 1 = 1 WHERE b.from_on IS NOT NULL
), matches AS (
  SELECT w.tender_id, w.firm_key, l.from_on, l.to_on, l.reason, l.authority, l.ref, 1 AS by_code FROM award_winner w JOIN lists l ON l.code = w.firm_key
  UNION ALL
  SELECT w.tender_id, w.firm_key, l.from_on, l.to_on, l.reason, l.authority, l.ref, 0 FROM award_winner w JOIN lists l ON l.name_key = qy_code(w.label) AND (l.code IS NULL OR l.code <> w.firm_key)
), inside AS (
  SELECT m.tender_id, m.firm_key, m.from_on, m.to_on, m.reason, m.authority, m.ref, m.by_code,
         row_number() OVER (PARTITION BY m.tender_id, m.firm_key ORDER BY m.by_code DESC, m.from_on, m.ref) AS nth
  FROM matches m JOIN days d ON d.tender_id = m.tender_id AND d.on_day BETWEEN m.from_on AND m.to_on
), judged AS (
  SELECT w.tender_id, w.firm_key, w.label, w.amount_fen, w.source_id, d.on_day, i.from_on, i.to_on, i.authority, i.ref,
         CASE WHEN d.on_day IS NULL THEN 'decided_on' END AS missing, CASE WHEN i.reason LIKE '%限本%' OR i.reason LIKE '%仅限%' OR i.reason LIKE '%只限%' THEN 'limited' END AS clause,
         CASE WHEN i.by_code = 1 THEN 'red' WHEN i.by_code = 0 THEN 'yellow' END AS colour
  FROM award_winner w LEFT JOIN days d ON d.tender_id = w.tender_id
  LEFT JOIN inside i ON i.tender_id = w.tender_id AND i.firm_key = w.firm_key AND i.nth = 1
), decided AS (
  SELECT j.*, qy_outcome(j.missing, CASE WHEN j.colour IS NOT NULL THEN j.clause END, j.colour) AS outcome FROM judged j
)
SELECT d.outcome AS outcome, CASE d.outcome WHEN 'hit' THEN d.colour WHEN 'excluded' THEN d.clause WHEN 'not_computable' THEN d.missing END AS detail,
       d.tender_id || '|' || d.firm_key AS subject_key, '标段' || d.tender_id || '：' || d.label AS subject_label, 'tender:' || d.tender_id AS stack_key, d.source_id AS source_id,
       CASE WHEN d.outcome = 'hit' THEN d.amount_fen END AS amount_fen, qy_refs(d.ref) AS evidence, d.label AS supplier, d.from_on AS from_on, d.to_on AS to_on,
       coalesce(d.authority, '有关机关') AS authority, d.on_day AS on_day, d.tender_id AS tender_id
FROM decided d
