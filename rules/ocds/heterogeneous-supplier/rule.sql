-- One row per supplier that alone won an award.
--
-- Where every supplier supplies equally many classes the fence is that number, and Cardinal then flags all of them. A supplier must also lie
-- above the median here.
WITH won AS (
  SELECT a.tender_no, a.award_key, a.award_id, min(a.supplier) AS supplier, min(a.source_id) AS source_id
  FROM award_party a LEFT JOIN tender_state s ON s.tender_no = a.tender_no CROSS JOIN params p
  WHERE a.state = 'active' AND a.supplier IS NOT NULL AND coalesce(s.cancelled, 0) = 0
    AND NOT coalesce(qy_listed(s.method_details, p.excluded_method_details), FALSE)
  GROUP BY a.tender_no, a.award_key, a.award_id
  HAVING min(a.supplier) = max(a.supplier)
), often AS (
  SELECT supplier, min(source_id) AS source_id, count(DISTINCT tender_no) AS awarded FROM won GROUP BY supplier
), supplied AS (
  -- Items only of those who won often enough.
  SELECT w.supplier, w.tender_no, i.award_id, i.item_id, substr(i.item_code, 1, CAST(p.digits AS INTEGER)) AS item_class,
         i.source_id AS item_source_id, i.source_sheet, i.source_row
  FROM often o
  CROSS JOIN params p
  JOIN won w ON w.supplier = o.supplier
  JOIN tender_numbered n ON n.tender_no = w.tender_no
  JOIN award_item i ON i.tender_id = n.tender_id AND coalesce(i.award_id, '') = coalesce(w.award_id, '')
  WHERE i.item_code IS NOT NULL AND o.awarded >= p.minimum_contracting_processes
), counted AS (
  SELECT supplier, count(DISTINCT tender_no) AS processes, count(DISTINCT item_class) AS classes
  FROM supplied
  GROUP BY supplier
), enough AS (
  SELECT o.supplier, o.source_id, coalesce(c.processes, 0) AS processes, coalesce(c.classes, 0) AS classes, o.awarded,
         CASE WHEN c.processes >= p.minimum_contracting_processes THEN 1 ELSE 0 END AS is_enough
  FROM often o LEFT JOIN counted c ON c.supplier = o.supplier CROSS JOIN params p
), fence AS (
  SELECT q.middle, CASE WHEN p.threshold >= 0 THEN CAST(p.threshold AS DOUBLE) ELSE q.q3 + 1.5 * (q.q3 - q.q1) END AS fence
  FROM (SELECT qy_quantile(classes, 0.5) AS middle, qy_quantile8(classes, 0.25) AS q1, qy_quantile8(classes, 0.75) AS q3 FROM enough WHERE is_enough = 1) AS q
  CROSS JOIN params p
), judged AS (
  SELECT e.*, f.fence,
         CASE WHEN e.is_enough = 0 AND e.awarded >= p.minimum_contracting_processes THEN 'not_computable'
              WHEN e.is_enough = 0 THEN 'excluded'
              WHEN e.classes >= f.fence AND (e.classes > f.middle OR p.threshold >= 0) THEN 'hit' ELSE 'clear' END AS outcome
  FROM enough e CROSS JOIN fence f CROSS JOIN params p
), named AS (
  SELECT a.supplier, max(a.supplier_name) AS supplier_name
  FROM judged j JOIN award_party a ON a.supplier = j.supplier
  JOIN won w ON w.tender_no = a.tender_no AND w.award_key = a.award_key AND w.award_id IS NOT DISTINCT FROM a.award_id
  WHERE j.outcome = 'hit' AND a.state = 'active'
  GROUP BY a.supplier
), proof AS (
  SELECT supplier, array_agg(ref) AS evidence
  FROM (SELECT s.supplier, qy_ref('award_item', s.item_source_id, s.source_sheet, s.source_row) AS ref,
               row_number() OVER (PARTITION BY s.supplier ORDER BY s.nth_of_class, s.item_class) AS nth
        FROM (SELECT i.supplier, i.item_class, i.item_source_id, i.source_sheet, i.source_row,
                     row_number() OVER (PARTITION BY i.supplier, i.item_class ORDER BY i.tender_no, i.award_id, i.item_id, i.source_row) AS nth_of_class
              FROM supplied i JOIN judged j ON j.supplier = i.supplier
              WHERE j.outcome = 'hit') AS s) AS numbered
  WHERE nth <= 50
  GROUP BY supplier
)
SELECT j.outcome AS outcome,
       CASE j.outcome WHEN 'hit' THEN 'blue' WHEN 'excluded' THEN 'few_awards' WHEN 'not_computable' THEN 'item_code' END AS detail,
       'tenderer:' || j.supplier AS subject_key,
       coalesce(n.supplier_name, j.supplier) AS subject_label,
       'firm:' || j.supplier AS stack_key,
       j.source_id AS source_id,
       CAST(NULL AS BIGINT) AS amount_fen,
       e.evidence AS evidence,
       CASE WHEN j.outcome = 'hit' THEN CAST(j.classes AS DOUBLE) END AS measure,
       coalesce(n.supplier_name, j.supplier) AS supplier, j.processes AS processes, j.fence AS fence
FROM judged j LEFT JOIN named n ON n.supplier = j.supplier LEFT JOIN proof e ON e.supplier = j.supplier
