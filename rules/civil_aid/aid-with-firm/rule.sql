-- One row per household on the roll.
WITH households AS (
  SELECT a.*, least(coalesce(a.to_on, p.as_of), p.as_of) AS ref_on FROM aided_household a, params p
), offices AS (  -- whoever stands in the register of firms, as holder of a role or as legal representative
  SELECT holder_no AS citizen_no, uscc, CASE WHEN role = 'legal_representative' THEN 1 ELSE 0 END AS leads, from_on, to_on,
         qy_ref('company_role', source_id, source_sheet, source_row) AS ref
  FROM company_role
  UNION ALL
  SELECT legal_representative_no, uscc, 1, founded_on, NULL, qy_ref('company', source_id, source_sheet, source_row)
  FROM company WHERE legal_representative_no IS NOT NULL
), roles AS (
  SELECT h.household, h.ref_on, o.uscc, max(f.listed) AS listed, max(o.leads) AS leads, min(o.from_on) AS from_on, min(o.ref) AS ref,
         CASE WHEN count(f.basis) = count(*) THEN min(f.basis) END AS basis, CASE WHEN count(f.basis) = count(*) THEN min(f.basis_en) END AS basis_en, min(f.ref) AS member_ref
  FROM households h
  JOIN aided_family f ON f.household = h.household
  JOIN offices o ON o.citizen_no = f.citizen_no
  WHERE (o.from_on IS NULL OR o.from_on <= h.ref_on) AND (o.to_on IS NULL OR o.to_on > h.ref_on)
  GROUP BY h.household, h.ref_on, o.uscc
), firms AS (
  SELECT r.household, r.listed, r.leads, r.from_on, r.ref, r.basis, r.basis_en, r.member_ref, coalesce(c.capital_fen, 0) AS capital_fen, c.insured_staff_count,
         CASE WHEN c.status IS NULL THEN 'status' WHEN qy_matches(c.status, '注销|吊销|撤销|迁出|歇业|停业|清算') THEN 'closed'
              WHEN c.name LIKE '%合作社%' AND r.leads = 0 THEN 'cooperative_member'
              WHEN r.uscc LIKE '92%' AND coalesce(c.capital_fen, 0) < p.trader_capital_fen THEN 'small_trader'
              WHEN r.from_on > qy_add_days(r.ref_on, 0 - p.review_days) THEN 'recent' ELSE 'counted' END AS state
  FROM roles r
  JOIN params p ON 1 = 1
  LEFT JOIN company c ON c.uscc = r.uscc
), counted AS (
  SELECT household, count(*) FILTER (WHERE state = 'counted') AS firms, max(listed) FILTER (WHERE state = 'counted') AS listed,
         max(leads) FILTER (WHERE state = 'counted') AS leads, max(capital_fen) FILTER (WHERE state = 'counted') AS capital_fen,
         max(coalesce(insured_staff_count, 1)) FILTER (WHERE state = 'counted') AS staff, min(from_on) FILTER (WHERE state = 'counted') AS since_on,
         count(*) FILTER (WHERE state = 'status') AS unknown, min(state) FILTER (WHERE state NOT IN ('counted', 'status')) AS clause
  FROM firms GROUP BY household
), judged AS (
  SELECT h.*, c.firms, c.leads, c.capital_fen, greatest(c.since_on, h.from_on) AS since_on,
         CASE WHEN coalesce(c.firms, 0) = 0 THEN CASE WHEN h.unreadable = 1 THEN 'citizen_no' WHEN c.unknown > 0 THEN 'status' END END AS missing,
         CASE WHEN c.firms = 0 THEN c.clause END AS clause,
         CASE WHEN c.firms > 0 THEN CASE WHEN c.listed = 0 OR c.staff = 0 THEN 'blue' WHEN c.leads = 1 AND c.capital_fen >= p.red_capital_fen THEN 'red' ELSE 'yellow' END END AS band
  FROM households h
  JOIN params p ON 1 = 1
  LEFT JOIN counted c ON c.household = h.household
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome FROM judged j
), proof AS (
  SELECT t.household, qy_first(array_agg(t.ref), 25) AS refs
  FROM firms t JOIN decided d ON d.household = t.household AND d.outcome = 'hit' WHERE t.state = 'counted' GROUP BY t.household
), taken AS (  -- what counts through a member whose number the roll does not give
  SELECT household, min(basis) AS basis, min(basis_en) AS basis_en, qy_first(array_agg(DISTINCT member_ref), 5) AS refs
  FROM firms WHERE basis IS NOT NULL AND state = 'counted' GROUP BY household
)
SELECT d.outcome AS outcome, coalesce(d.missing, d.clause, CASE WHEN d.band = 'red' AND t.household IS NOT NULL THEN 'yellow' ELSE d.band END) AS detail, d.household AS subject_key, d.label AS subject_label,
       'household:' || d.household AS stack_key, d.source_id AS source_id,
       CASE WHEN d.outcome = 'hit' THEN d.monthly_fen * qy_months(d.since_on, d.ref_on) END AS amount_fen, qy_both(d.refs, CASE WHEN t.refs IS NULL THEN e.refs ELSE qy_both(e.refs, t.refs) END) AS evidence,
       d.persons AS persons, d.from_on AS from_on, d.firms AS firms, d.since_on AS since_on, d.capital_fen AS capital_fen,
       CASE WHEN d.leads = 1 THEN '法定代表人（经营者）' ELSE '股东或者高管' END AS part, CASE WHEN d.leads = 1 THEN 'legal representative' ELSE 'shareholder or officer' END AS part_en,
       CASE WHEN t.household IS NOT NULL THEN '（名册上有成员的身份证号不全，按' || t.basis || '认作同一人）' ELSE '' END AS taken,
       CASE WHEN t.household IS NOT NULL THEN ' (on the roll a member has no valid number and is taken for the same person because ' || t.basis_en || ')' ELSE '' END AS taken_en
FROM decided d
LEFT JOIN proof e ON e.household = d.household
LEFT JOIN taken t ON t.household = d.household
