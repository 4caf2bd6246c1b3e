-- One row per tender with an objection. The repeated tender: of the same project and section, noticed later; where the objection ended the tender, the
-- project's next of the same kind, for it is seldom given the old section's number.
WITH disputed AS (
  SELECT tender_id, count(*) AS objections, count(CASE WHEN result LIKE '%驳回%' OR result LIKE '%不成立%' OR result LIKE '%撤回%' OR result LIKE '%不予受理%' THEN 1 END) AS rejected,
         max(CASE WHEN qy_matches(result, '终止|重新招标|重新采购|重招|废标|改为') THEN 1 ELSE 0 END) AS ended, min(source_id) AS source_id, array_agg(qy_ref('objection', source_id, source_sheet, source_row)) AS refs
  FROM objection GROUP BY tender_id
), sections AS (
  SELECT tender_id, max(project_code) AS project_code, coalesce(max(section_code), '') AS section_code, min(published_on) AS published_on, max(method) AS method, max(status) AS status, coalesce(max(category), '') AS category
  FROM tender GROUP BY tender_id
), again AS (
  SELECT o.tender_id, s.tender_id AS again_id, s.method, row_number() OVER (PARTITION BY o.tender_id ORDER BY s.published_on, s.tender_id) AS nth
  FROM disputed o JOIN params p ON 1 = 1
  JOIN sections a ON a.tender_id = o.tender_id
  JOIN sections s ON s.project_code = a.project_code AND (s.section_code = a.section_code OR o.ended = 1 AND s.category = a.category) AND s.tender_id <> a.tender_id
                 AND qy_days(a.published_on, s.published_on) BETWEEN 1 AND p.max_days
), firsts AS (
  SELECT r.tender_id, r.firm_key, coalesce(t.firm_id, r.firm_key) AS firm_id, t.basis, t.basis_en
  FROM (SELECT b.*, row_number() OVER (PARTITION BY tender_id ORDER BY source_row) AS nth FROM bid_keyed b WHERE b.rank = 1) AS r LEFT JOIN firm_told t ON t.firm_key = r.firm_key
  WHERE r.nth = 1
  UNION
  SELECT tender_id, firm_key, firm_id, basis, basis_en FROM award_winner
), same AS (
  SELECT g.tender_id, g.again_id, g.method, min(w.label) AS firm_name, max(w.amount_fen) AS amount_fen,
         min(CASE WHEN f.firm_key = w.firm_key THEN 0 ELSE 1 END) AS is_taken, min(coalesce(f.basis, w.basis)) AS basis, min(coalesce(f.basis_en, w.basis_en)) AS basis_en
  FROM again g JOIN firsts f ON f.tender_id = g.tender_id JOIN award_winner w ON w.tender_id = g.again_id AND w.firm_id = f.firm_id
  WHERE g.nth = 1 GROUP BY g.tender_id, g.again_id, g.method
), judged AS (
  SELECT o.*, a.project_code, a.status, s.again_id, s.method, s.firm_name, s.amount_fen, s.is_taken, s.basis, s.basis_en,
         CASE WHEN a.project_code IS NULL THEN 'project_code' WHEN a.published_on IS NULL THEN 'published_on' END AS missing,
         CASE WHEN s.again_id IS NOT NULL AND o.rejected = o.objections THEN 'rejected' END AS clause,
         CASE WHEN s.again_id IS NOT NULL THEN CASE WHEN s.method IS NOT NULL AND s.method NOT LIKE '%公开招标%' AND lower(s.method) <> 'open' AND s.is_taken = 0 THEN 'red' ELSE 'yellow' END END AS colour
  FROM disputed o LEFT JOIN sections a ON a.tender_id = o.tender_id LEFT JOIN same s ON s.tender_id = o.tender_id
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.colour) AS outcome FROM judged j
)
SELECT d.outcome AS outcome, coalesce(d.missing, d.clause, d.colour) AS detail, d.tender_id AS subject_key, '标段' || d.tender_id AS subject_label, 'tender:' || d.tender_id AS stack_key,
       d.source_id AS source_id, CASE WHEN d.outcome = 'hit' THEN d.amount_fen END AS amount_fen, CASE WHEN d.outcome = 'hit' THEN d.refs END AS evidence, d.tender_id AS tender_id,
       d.objections AS objections, coalesce(d.status, '其') AS status, coalesce(d.status, 'ended') AS status_en, d.again_id AS again_id, coalesce(d.method, '方式未登记') AS method, d.firm_name AS firm_name,
       CASE WHEN d.is_taken = 1 THEN '（两次写法不同，按同一家比对：' || d.basis || '）' ELSE '' END AS taken,
       CASE WHEN d.is_taken = 1 THEN ' (written otherwise the second time, taken for one: ' || d.basis_en || ')' ELSE '' END AS taken_en
FROM decided d
