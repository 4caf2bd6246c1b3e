-- One row per tender.
WITH timed AS (
  SELECT s.tender_id, s.source_id, coalesce(s.title, s.tender_id) AS label, s.estimate_fen, s.currency, s.tender_from_at, s.bids_due_at,
         qy_whole_days(s.tender_from_at, s.bids_due_at) AS days,
         coalesce(qy_number_listed(s.method_details, p.method_detail_days),
                  CASE WHEN s.must_tender = 1 THEN p.must_tender_days ELSE p.least_days END) AS least,
         CASE WHEN s.cancelled = 1 THEN 'cancelled'
              WHEN qy_listed(s.method_details, p.excluded_method_details) THEN 'method_excluded'
              WHEN p.procurement_methods <> '' AND NOT coalesce(qy_listed(s.method, p.procurement_methods), FALSE) THEN 'method_not_listed' END AS clause
  FROM tender_state s CROSS JOIN params p
), judged AS (
  SELECT *, CASE WHEN clause IS NOT NULL THEN 'excluded'
                 WHEN tender_from_at IS NULL OR bids_due_at IS NULL THEN 'not_computable'
                 WHEN days < least THEN 'hit' ELSE 'clear' END AS outcome
  FROM timed
), proof AS (
  SELECT t.tender_id AS tender_id, array_agg(qy_ref('tender', t.source_id, t.source_sheet, t.source_row)) AS evidence
  FROM tender t JOIN judged j ON j.tender_id = t.tender_id
  WHERE j.outcome = 'hit'
  GROUP BY t.tender_id
)
SELECT j.outcome AS outcome,
       CASE j.outcome WHEN 'hit' THEN CASE WHEN j.days * 2 < j.least THEN 'yellow' ELSE 'blue' END
                      WHEN 'excluded' THEN j.clause
                      WHEN 'not_computable' THEN CASE WHEN j.tender_from_at IS NULL THEN 'tender_from_at' ELSE 'bids_due_at' END END AS detail,
       qy_subject(j.outcome = 'hit', 'ocid:' || j.tender_id) AS subject_key,
       CASE WHEN j.outcome = 'hit' THEN j.label END AS subject_label,
       CASE WHEN j.outcome = 'hit' THEN 'tender:' || j.tender_id END AS stack_key,
       j.source_id AS source_id,
       j.estimate_fen AS amount_fen,
       qy_first(e.evidence, 50) AS evidence,
       CASE WHEN j.outcome = 'hit' THEN 1.0 END AS measure,
       j.label AS tender, qy_time_days(j.tender_from_at) AS from_on, qy_time_days(j.bids_due_at) AS due_on,
       j.days AS days, j.least AS least, j.currency AS currency
FROM judged j LEFT JOIN proof e ON e.tender_id = j.tender_id
