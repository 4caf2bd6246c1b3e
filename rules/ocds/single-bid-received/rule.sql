-- One row per tender.
WITH judged AS (
  SELECT s.tender_id, s.source_id, coalesce(s.title, s.tender_id) AS label, s.method, s.number_of_tenderers, s.estimate_fen, s.currency,
         CASE WHEN s.cancelled = 1 THEN 'excluded'
              WHEN qy_listed(s.method_details, p.excluded_method_details) THEN 'excluded'
              WHEN p.procurement_methods <> '' AND NOT coalesce(qy_listed(s.method, p.procurement_methods), FALSE) THEN 'excluded'
              WHEN s.number_of_tenderers IS NULL THEN 'not_computable'
              WHEN s.number_of_tenderers = 1 THEN 'hit' ELSE 'clear' END AS outcome,
         CASE WHEN s.cancelled = 1 THEN 'cancelled'
              WHEN qy_listed(s.method_details, p.excluded_method_details) THEN 'method_excluded'
              ELSE 'method_not_listed' END AS clause
  FROM tender_state s CROSS JOIN params p
), proof AS (
  SELECT t.tender_id AS tender_id, array_agg(qy_ref('tender', t.source_id, t.source_sheet, t.source_row)) AS evidence
  FROM tender t JOIN judged j ON j.tender_id = t.tender_id
  WHERE j.outcome = 'hit'
  GROUP BY t.tender_id
)
SELECT j.outcome AS outcome,
       CASE j.outcome WHEN 'hit' THEN 'yellow' WHEN 'excluded' THEN j.clause WHEN 'not_computable' THEN 'number_of_tenderers' END AS detail,
       qy_subject(j.outcome = 'hit', 'ocid:' || j.tender_id) AS subject_key,
       CASE WHEN j.outcome = 'hit' THEN j.label END AS subject_label,
       CASE WHEN j.outcome = 'hit' THEN 'tender:' || j.tender_id END AS stack_key,
       j.source_id AS source_id,
       j.estimate_fen AS amount_fen,
       qy_first(e.evidence, 50) AS evidence,
       CASE WHEN j.outcome = 'hit' THEN 1.0 END AS measure,
       j.label AS tender, j.method AS method, j.currency AS currency,
       CASE j.method WHEN 'open' THEN '公开' WHEN 'selective' THEN '邀请' WHEN 'limited' THEN '有限竞争' WHEN 'direct' THEN '单一来源'
                     ELSE coalesce(j.method, '未登记') END AS method_label
FROM judged j LEFT JOIN proof e ON e.tender_id = j.tender_id
