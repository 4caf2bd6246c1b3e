-- One row per certificate and kind of post. Sections of one project count once; a project runs from its first section's start to its last
-- section's end.
WITH listed AS (
  SELECT c.certificate_no, c.tender_id, c.role, coalesce(c.supplier_name, c.supplier_code) AS firm, c.from_on, c.to_on,
         c.source_id, c.source_sheet, c.source_row, coalesce(t.project_code, c.tender_id) AS project,
         CASE WHEN qy_matches(c.role, p.free_pattern) THEN 'free'
              WHEN qy_matches(c.role, p.lead_pattern) THEN 'lead'
              WHEN qy_matches(c.role, p.supervisor_pattern) THEN 'supervisor' ELSE 'staff' END AS kind
  FROM role_certificate c
  LEFT JOIN (SELECT tender_id, max(project_code) AS project_code FROM tender GROUP BY tender_id) AS t ON t.tender_id = c.tender_id
  CROSS JOIN params p
  WHERE c.certificate_no IS NOT NULL
), works AS (
  SELECT certificate_no, kind, project, min(from_on) AS from_on, CASE WHEN count(to_on) = count(*) THEN max(to_on) END AS to_on
  FROM listed
  GROUP BY certificate_no, kind, project
), moments AS (
  -- The most that ever run together do so on a day when one of them starts. The last day is a day of work.
  SELECT a.certificate_no, a.kind, a.from_on AS at_on, count(*) AS at_once
  FROM (SELECT DISTINCT certificate_no, kind, from_on FROM works WHERE from_on IS NOT NULL AND to_on IS NOT NULL) AS a
  JOIN works b ON b.certificate_no = a.certificate_no AND b.kind = a.kind AND b.from_on <= a.from_on AND b.to_on >= a.from_on
  GROUP BY a.certificate_no, a.kind, a.from_on
), peak AS (
  SELECT certificate_no, kind, at_on, at_once FROM (
    SELECT m.*, row_number() OVER (PARTITION BY certificate_no, kind ORDER BY at_once DESC, at_on) AS nth FROM moments m) AS ranked
  WHERE nth = 1
), summed AS (
  SELECT l.certificate_no, l.kind, min(l.source_id) AS source_id, min(l.role) AS role, count(DISTINCT l.project) AS projects,
         max(CASE WHEN w.to_on IS NULL THEN 1 ELSE 0 END) AS undated
  FROM listed l JOIN works w ON w.certificate_no = l.certificate_no AND w.kind = l.kind AND w.project = l.project
  GROUP BY l.certificate_no, l.kind
), judged AS (
  SELECT s.*, k.at_on, coalesce(k.at_once, 0) AS at_once,
         CASE s.kind WHEN 'lead' THEN p.lead_at_once WHEN 'supervisor' THEN p.supervisor_at_once ELSE p.staff_at_once END AS most
  FROM summed s LEFT JOIN peak k ON k.certificate_no = s.certificate_no AND k.kind = s.kind CROSS JOIN params p
), decided AS (
  SELECT *, CASE WHEN kind = 'free' THEN 'excluded'
                 WHEN at_once > most THEN 'hit'
                 WHEN projects > most AND undated = 1 THEN 'not_computable' ELSE 'clear' END AS outcome
  FROM judged
), together AS (
  SELECT d.certificate_no, d.kind, l.tender_id, l.firm, l.role, l.source_id, l.source_sheet, l.source_row,
         row_number() OVER (PARTITION BY d.certificate_no, d.kind ORDER BY l.from_on, l.tender_id, l.source_row) AS nth
  FROM decided d
  JOIN works w ON w.certificate_no = d.certificate_no AND w.kind = d.kind AND w.from_on <= d.at_on AND w.to_on >= d.at_on
  JOIN listed l ON l.certificate_no = w.certificate_no AND l.kind = w.kind AND l.project = w.project
  WHERE d.outcome = 'hit'
), proof AS (
  SELECT certificate_no, kind, count(DISTINCT firm) AS firms, qy_join(array_agg(firm), '、') AS firm_names, min(firm) AS first_firm, min(role) AS role,
         array_agg(qy_ref('role_certificate', source_id, source_sheet, source_row)) FILTER (WHERE nth <= 50) AS evidence
  FROM together
  GROUP BY certificate_no, kind
), money AS (
  SELECT t.certificate_no, t.kind, CAST(sum(a.amount_fen) AS BIGINT) AS amount_fen
  FROM (SELECT DISTINCT certificate_no, kind, tender_id FROM together) AS t
  JOIN (SELECT tender_id, max(amount_fen) AS amount_fen FROM award GROUP BY tender_id) AS a ON a.tender_id = t.tender_id
  GROUP BY t.certificate_no, t.kind
)
SELECT d.outcome AS outcome,
       CASE d.outcome WHEN 'hit' THEN CASE WHEN d.kind = 'lead' AND e.firms > 1 THEN 'red' WHEN d.kind = 'staff' THEN 'blue' ELSE 'yellow' END
                      WHEN 'excluded' THEN 'free_post' WHEN 'not_computable' THEN 'to_on' END AS detail,
       d.certificate_no || '|' || d.kind AS subject_key,
       coalesce(e.role, d.role) || '证书（代号' || substr(d.certificate_no, 1, 8) || '）' AS subject_label,
       CASE WHEN e.first_firm IS NOT NULL THEN 'firm:' || e.first_firm ELSE 'certificate:' || d.certificate_no END AS stack_key,
       d.source_id AS source_id,
       m.amount_fen AS amount_fen,
       e.evidence AS evidence,
       coalesce(e.role, d.role) AS role, substr(d.certificate_no, 1, 8) AS certificate, d.at_on AS at_on, d.at_once AS at_once, d.most AS most,
       e.firms AS firms, e.firm_names AS firm_names
FROM decided d
LEFT JOIN proof e ON e.certificate_no = d.certificate_no AND e.kind = d.kind
LEFT JOIN money m ON m.certificate_no = d.certificate_no AND m.kind = d.kind
