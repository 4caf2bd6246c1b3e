-- One row per person on the payroll and firm: of several roles the heaviest. Restricted: run only for an approved purpose.
WITH firms AS (
  SELECT uscc, min(name) AS name, max(status) AS status FROM company GROUP BY uscc
), excepted AS (
  SELECT DISTINCT subject_citizen_no AS citizen_no FROM policy_exception WHERE kind = 'concurrent_post' AND subject_citizen_no IS NOT NULL
), held AS (
  SELECT s.citizen_no, s.unit, s.unreadable, s.dated, s.established, s.from_on AS post_from, s.ref AS post_ref, r.uscc, r.role, r.share_permille, r.from_on AS role_from, r.source_id, qy_ref('company_role', r.source_id, r.source_sheet, r.source_row) AS ref,
         qy_days(greatest(coalesce(r.from_on, s.from_on), s.from_on), least(coalesce(r.to_on, p.as_of), s.to_on, p.as_of)) AS days, CASE WHEN r.role = 'shareholder' THEN 2 WHEN r.role = 'supervisor' THEN 3 ELSE 1 END AS place
  FROM company_role r JOIN payroll_post s ON s.citizen_no = r.holder_no JOIN params p ON 1 = 1
), best AS (
  SELECT h.*, max(CASE WHEN days > 0 THEN share_permille END) OVER (PARTITION BY citizen_no, uscc) AS held_permille,
         row_number() OVER (PARTITION BY citizen_no, uscc ORDER BY CASE WHEN days > 0 THEN 0 ELSE 1 END, place, days DESC, ref, post_ref) AS nth FROM held h
), judged AS (
  SELECT b.*, f.name, CASE WHEN b.unreadable = 1 THEN 'citizen_no' WHEN b.dated = 0 OR b.role_from IS NULL THEN 'from_on' END AS missing,
         CASE WHEN b.days <= 0 THEN NULL WHEN b.established = 0 THEN 'not_established' WHEN qy_matches(f.status, '注销|吊销|撤销|迁出|歇业') THEN 'closed' WHEN qy_matches(f.name, '合作社|合作联社') AND b.role = 'shareholder' THEN 'cooperative'
              WHEN x.citizen_no IS NOT NULL OR qy_matches(f.name, '国有|城投|城市建设投资|交通投资|农业投资|水务集团|供销|粮食储备') THEN 'delegated' WHEN b.role_from < b.post_from AND b.days <= p.grace_days THEN 'before_post' END AS clause,
         CASE WHEN b.days <= 0 THEN NULL WHEN b.role_from < b.post_from OR (b.role = 'shareholder' AND b.share_permille <= p.small_permille) OR b.role = 'supervisor' THEN 'blue' WHEN b.role = 'shareholder' THEN 'yellow' ELSE 'red' END AS band
  FROM best b JOIN params p ON 1 = 1 LEFT JOIN firms f ON f.uscc = b.uscc LEFT JOIN excepted x ON x.citizen_no = b.citizen_no
  WHERE b.nth = 1
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome FROM judged j
), proof AS (
  SELECT r.citizen_no, r.uscc, array_agg(r.piece) AS evidence
  FROM (SELECT h.citizen_no, h.uscc, h.ref AS piece FROM decided d JOIN held h ON h.citizen_no = d.citizen_no AND h.uscc = d.uscc WHERE d.outcome = 'hit' AND h.days > 0
        UNION SELECT citizen_no, uscc, post_ref FROM decided WHERE outcome = 'hit') AS r GROUP BY r.citizen_no, r.uscc
)
SELECT d.outcome AS outcome, coalesce(d.missing, d.clause, d.band) AS detail, d.citizen_no || '|' || d.uscc AS subject_key, CASE WHEN d.outcome <> 'clear' THEN d.unit || '在编人员，企业' || coalesce(d.name, d.uscc) END AS subject_label,
       'person:' || d.citizen_no AS stack_key, d.source_id AS source_id, CAST(NULL AS BIGINT) AS amount_fen, e.evidence AS evidence, d.unit AS unit, coalesce(d.name, d.uscc) AS firm, d.role_from AS role_from, d.post_from AS post_from, d.days AS days,
       CASE d.role WHEN 'legal_representative' THEN '法定代表人' WHEN 'shareholder' THEN '股东' WHEN 'director' THEN '董事' WHEN 'supervisor' THEN '监事' WHEN 'manager' THEN '经理' ELSE coalesce(d.role, '人员') END AS role,
       CASE d.role WHEN 'legal_representative' THEN 'legal representative' ELSE coalesce(d.role, 'officer') END AS role_en,
       CASE WHEN d.held_permille IS NULL THEN '持股比例未登记' ELSE '持股' || qy_permille_text(d.held_permille) END AS share,
       CASE WHEN d.held_permille IS NULL THEN 'share unknown' ELSE qy_permille_text(d.held_permille) END AS share_en
FROM decided d LEFT JOIN proof e ON e.citizen_no = d.citizen_no AND e.uscc = d.uscc
