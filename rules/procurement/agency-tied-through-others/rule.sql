-- One row per tender and winning firm. What I12 sees itself (one person, address or phone in both: two steps) is left to it.
WITH ties AS (
  SELECT about_key AS tender_id, to_key AS firm_key, max(steps) AS steps, max(tentative_steps) AS tentative_steps, min(path_text) AS path_text, min(path_text_en) AS path_text_en,
         min(share_permille) AS min_share, array_agg(qy_ref(edge_table, source_id, source_sheet, source_row)) AS evidence
  FROM agency_winner_path WHERE steps = 1 OR steps >= 3
  GROUP BY about_key, to_key
), registered AS (SELECT DISTINCT uscc FROM company_role),
judged AS (
  SELECT w.tender_id, w.firm_key, w.label, w.amount_fen, w.source_id, m.agency_label, t.steps, t.path_text, t.path_text_en, t.evidence,
         CASE WHEN m.agency_key IS NULL THEN 'agency_name' WHEN a.uscc IS NULL THEN 'agency_code' WHEN f.uscc IS NULL THEN 'supplier_code' END AS missing,
         CASE WHEN t.tentative_steps > 0 THEN 'tentative' WHEN t.min_share < p.min_permille THEN 'minority' END AS clause,
         CASE WHEN t.tender_id IS NULL THEN NULL WHEN t.steps = 1 AND t.min_share > p.control_permille THEN 'red' ELSE 'yellow' END AS band
  FROM award_winner w JOIN params p ON 1 = 1
  LEFT JOIN tender_market m ON m.tender_id = w.tender_id
  LEFT JOIN ties t ON t.tender_id = w.tender_id AND t.firm_key = w.firm_key
  LEFT JOIN registered a ON a.uscc = m.agency_key
  LEFT JOIN registered f ON f.uscc = w.firm_key
), decided AS (
  SELECT j.*, qy_outcome(CASE WHEN j.band IS NULL THEN j.missing END, j.clause, j.band) AS outcome FROM judged j
)
SELECT d.outcome AS outcome, CASE d.outcome WHEN 'hit' THEN d.band WHEN 'excluded' THEN d.clause WHEN 'not_computable' THEN d.missing END AS detail,
       d.tender_id || '|' || d.firm_key AS subject_key, '标段' || d.tender_id || '：' || d.label AS subject_label, 'tender:' || d.tender_id AS stack_key, d.source_id AS source_id,
       CASE WHEN d.outcome = 'hit' THEN d.amount_fen END AS amount_fen, CASE WHEN d.outcome = 'hit' THEN d.evidence END AS evidence, d.tender_id AS tender_id, d.agency_label AS agency,
       d.label AS supplier, d.path_text AS path, d.path_text_en AS path_en, d.steps AS steps
FROM decided d
