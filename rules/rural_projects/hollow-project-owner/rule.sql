-- One row per project whose owner is a firm or cooperative. Two of three signs make a hit.
WITH firms AS (
  SELECT uscc, min(name) AS name, min(founded_on) AS founded_on, max(CASE WHEN coalesce(address_extent, 'house') = 'house' THEN address END) AS address, max(insured_staff_count) AS insured FROM company GROUP BY uscc
), told AS (
  SELECT address_key, min(place_id) AS place_id, min(basis) AS basis, min(basis_en) AS basis_en FROM address_entity WHERE edge_table = 'company' GROUP BY address_key
), placed AS (
  SELECT f.uscc, f.address, coalesce(t.place_id, f.address) AS place, t.basis, t.basis_en FROM firms f LEFT JOIN told t ON t.address_key = f.address WHERE f.address IS NOT NULL
), addresses AS (  -- how many are at the place, and how many of them write it alike
  SELECT place, address, sum(firms) OVER (PARTITION BY place) AS firms, firms AS alike, basis, basis_en
  FROM (SELECT place, address, count(*) AS firms, min(basis) AS basis, min(basis_en) AS basis_en FROM placed GROUP BY place, address) AS spelt
), owned AS (
  SELECT r.*, f.uscc, f.name AS firm, f.founded_on, f.insured, CAST(a.firms AS BIGINT) AS neighbours, CASE WHEN a.firms > a.alike THEN a.basis END AS basis, CASE WHEN a.firms > a.alike THEN a.basis_en END AS basis_en, a.alike FROM rural_project r LEFT JOIN firms f ON f.uscc = r.owner_code LEFT JOIN addresses a ON a.address = f.address
  WHERE f.uscc IS NOT NULL OR qy_matches(r.owner, '公司|合作社|农场|合作联社|企业')
), marked AS (
  SELECT o.*, CASE WHEN qy_days(o.founded_on, o.approved_on) < p.new_days THEN 1 ELSE 0 END AS is_new, CASE WHEN o.insured = 0 THEN 1 ELSE 0 END AS is_empty, CASE WHEN o.neighbours >= p.same_address THEN 1 ELSE 0 END AS is_shared, CASE WHEN o.neighbours >= p.same_address AND o.alike < p.same_address THEN 1 ELSE 0 END AS is_taken, p.min_fen
  FROM owned o JOIN params p ON 1 = 1
), judged AS (
  SELECT m.*, CASE WHEN m.uscc IS NULL THEN 'company' WHEN m.founded_on IS NULL OR m.approved_on IS NULL THEN CASE WHEN m.is_empty + m.is_shared < 2 THEN 'founded_on' END WHEN m.insured IS NULL AND m.is_new + m.is_shared = 1 THEN 'insured_staff_count' END AS missing,
         CASE WHEN m.is_new + m.is_empty + m.is_shared < 2 THEN NULL WHEN qy_matches(coalesce(m.firm, m.owner), '经济合作社|经济联合社|股份经济|村集体') THEN 'collective' WHEN m.approved_fen < m.min_fen THEN 'small' END AS clause,
         CASE WHEN m.is_new + m.is_empty + m.is_shared = 3 AND m.is_taken = 0 THEN 'red' WHEN m.is_new + m.is_empty + m.is_shared >= 2 THEN 'yellow' END AS band
  FROM marked m
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome FROM judged j
), pieces AS (
  SELECT d.project_code, d.ref FROM decided d WHERE d.outcome = 'hit'
  UNION ALL
  SELECT d.project_code, qy_ref('company', c.source_id, c.source_sheet, c.source_row) FROM decided d JOIN company c ON c.uscc = d.uscc WHERE d.outcome = 'hit'
), proof AS (
  SELECT project_code, array_agg(ref) AS evidence FROM pieces GROUP BY project_code
)
SELECT d.outcome AS outcome, coalesce(d.missing, d.clause, d.band) AS detail, d.project_code AS subject_key, '项目' || d.name AS subject_label, 'firm:' || coalesce(d.uscc, d.owner_key, '') AS stack_key, d.source_id AS source_id, CASE WHEN d.outcome = 'hit' THEN d.approved_fen END AS amount_fen, e.evidence AS evidence,
       d.name AS project, coalesce(d.firm, d.owner) AS owner,
       CASE WHEN d.is_new = 1 THEN '批复前' || qy_text(qy_days(d.founded_on, d.approved_on)) || '天成立' ELSE '成立较早' END || CASE WHEN d.is_empty = 1 THEN '、参保人数为零' ELSE '' END
         || CASE WHEN d.is_shared = 1 THEN '、同一地址登记' || qy_text(d.neighbours) || '家' || CASE WHEN d.basis IS NOT NULL THEN '（其中写法不同而认作同一处的：' || d.basis || '）' ELSE '' END ELSE '' END AS signs,
       CASE WHEN d.is_new = 1 THEN 'it was founded ' || qy_text(qy_days(d.founded_on, d.approved_on)) || ' days before the approval' ELSE 'it is not new' END || CASE WHEN d.is_empty = 1 THEN ', insures nobody' ELSE '' END
         || CASE WHEN d.is_shared = 1 THEN ', and ' || qy_text(d.neighbours) || ' firms share its address' || CASE WHEN d.basis_en IS NOT NULL THEN ' (some spell the place otherwise: ' || d.basis_en || ')' ELSE '' END ELSE '' END AS signs_en
FROM decided d LEFT JOIN proof e ON e.project_code = d.project_code
