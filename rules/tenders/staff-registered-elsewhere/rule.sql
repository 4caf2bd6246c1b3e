-- One row per tender and certificate. The day is that of the award, else the beginning of the works.
WITH days AS (
  SELECT tender_id, max(coalesce(decided_on, published_on)) AS on_day, max(amount_fen) AS amount_fen FROM award GROUP BY tender_id
), listed AS (
  SELECT r.tender_id, r.certificate_no, min(r.role) AS role, min(coalesce(r.supplier_code, qy_code(r.supplier_name))) AS supplier_key, min(qy_code(r.supplier_name)) AS supplier_name_key,
         min(qy_firm_label(r.supplier_name, r.supplier_code)) AS supplier, coalesce(max(d.on_day), min(r.from_on)) AS on_day, max(d.amount_fen) AS amount_fen, min(r.source_id) AS source_id,
         min(qy_ref('role_certificate', r.source_id, r.source_sheet, r.source_row)) AS ref
  FROM role_certificate r LEFT JOIN days d ON d.tender_id = r.tender_id
  WHERE r.certificate_no IS NOT NULL
  GROUP BY r.tender_id, r.certificate_no
), registered AS (
  SELECT l.tender_id, l.certificate_no, count(*) AS rows_known,
         max(CASE WHEN c.unit_code = l.supplier_key OR qy_code(c.unit_name) = l.supplier_name_key THEN 1 ELSE 0 END) AS is_own,
         max(CASE WHEN (c.from_on IS NULL OR c.from_on <= l.on_day) AND (c.to_on IS NULL OR c.to_on >= l.on_day) THEN coalesce(c.unit_code, qy_code(c.unit_name)) END) AS unit_key,
         max(CASE WHEN (c.from_on IS NULL OR c.from_on <= l.on_day) AND (c.to_on IS NULL OR c.to_on >= l.on_day) THEN coalesce(c.unit_name, c.unit_code) END) AS unit,
         max(CASE WHEN (c.unit_code = l.supplier_key OR qy_code(c.unit_name) = l.supplier_name_key) AND (c.from_on IS NULL OR c.from_on <= qy_add_days(l.on_day, p.grace_days))
                   AND (c.to_on IS NULL OR qy_add_days(c.to_on, p.grace_days) >= l.on_day) THEN 1 ELSE 0 END) AS own_near
  FROM listed l JOIN params p ON 1 = 1 JOIN practice_certificate c ON c.certificate_no = l.certificate_no
  GROUP BY l.tender_id, l.certificate_no
), partners AS (  -- whose unit won together with the firm that named him
  SELECT DISTINCT l.tender_id, l.certificate_no
  FROM listed l
  JOIN registered g ON g.tender_id = l.tender_id AND g.certificate_no = l.certificate_no
  JOIN award_winner w ON w.tender_id = l.tender_id
  WHERE (w.firm_key = g.unit_key OR qy_code(w.label) = qy_code(g.unit)) AND w.firm_key <> l.supplier_key
), judged AS (
  SELECT l.*, g.unit, CASE WHEN l.on_day IS NULL THEN 'from_on' WHEN l.supplier_key IS NULL THEN 'supplier_name' WHEN g.rows_known IS NULL THEN 'certificate_no' END AS missing,
         CASE WHEN g.own_near = 0 AND g.unit IS NOT NULL THEN CASE WHEN qy_matches(l.role, p.lead_pattern) THEN 'red' ELSE 'yellow' END END AS colour,
         CASE WHEN w.tender_id IS NOT NULL THEN 'partner' WHEN coalesce(a.firm_id, l.supplier_key) = coalesce(b.firm_id, g.unit_key) THEN 'one_firm'
              WHEN qy_code(g.unit) LIKE l.supplier_name_key || '%' OR l.supplier_name_key LIKE qy_code(g.unit) || '%' THEN 'branch' END AS clause
  FROM listed l JOIN params p ON 1 = 1
  LEFT JOIN registered g ON g.tender_id = l.tender_id AND g.certificate_no = l.certificate_no
  LEFT JOIN partners w ON w.tender_id = l.tender_id AND w.certificate_no = l.certificate_no
  LEFT JOIN firm_told a ON a.firm_key = l.supplier_key
  LEFT JOIN firm_told b ON b.firm_key = g.unit_key
), decided AS (
  SELECT j.*, qy_outcome(j.missing, CASE WHEN j.colour IS NOT NULL THEN j.clause END, j.colour) AS outcome FROM judged j
)
SELECT d.outcome AS outcome, CASE d.outcome WHEN 'hit' THEN d.colour WHEN 'excluded' THEN d.clause WHEN 'not_computable' THEN d.missing END AS detail,
       d.tender_id || '|' || d.certificate_no AS subject_key, '标段' || d.tender_id || coalesce('的' || d.role, '') AS subject_label, 'tender:' || d.tender_id AS stack_key,
       d.source_id AS source_id, CASE WHEN d.outcome = 'hit' THEN d.amount_fen END AS amount_fen, qy_refs(d.ref) AS evidence, d.tender_id AS tender_id, d.supplier AS supplier,
       coalesce(d.role, '岗位人员') AS role, substr(d.certificate_no, 1, 8) AS certificate, d.unit AS unit
FROM decided d
