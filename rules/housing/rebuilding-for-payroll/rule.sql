-- One row per rebuilding aid: who of the household was on the public payroll that day.
WITH posts AS (
  SELECT g.grant_key, CASE WHEN f.member_no = g.citizen_no THEN 1 ELSE 0 END AS own,
         CASE WHEN qy_matches(y.staffing, '退休|离休|临时|公益|村医|聘用|劳务') THEN 1 ELSE 0 END AS exempt,
         CASE WHEN y.from_on IS NULL THEN 1 ELSE 0 END AS undated, y.staffing, qy_ref('payroll', y.source_id, y.source_sheet, y.source_row) AS ref
  FROM housing_grant g
  JOIN housing_family f ON f.citizen_no = g.citizen_no
  JOIN payroll y ON y.citizen_no = f.member_no
  WHERE g.kind = 'rebuilding' AND (y.from_on IS NULL OR y.from_on <= g.from_on) AND (y.to_on IS NULL OR y.to_on >= g.from_on)
), held AS (
  SELECT grant_key, max(own) AS own, min(exempt) AS exempt, min(undated) AS undated, max(staffing) AS staffing FROM posts GROUP BY grant_key
), judged AS (
  SELECT g.*, h.own, h.staffing,
         CASE WHEN g.unreadable = 1 THEN 'citizen_no' WHEN g.from_on IS NULL THEN 'from_on' WHEN h.undated = 1 THEN 'from_on' END AS missing,
         CASE WHEN h.exempt = 1 THEN 'not_established' WHEN h.grant_key IS NOT NULL AND qy_matches(g.scheme || coalesce(g.category, ''), '灾') THEN 'disaster' END AS clause,
         CASE WHEN h.own = 0 THEN 'blue' WHEN g.amount_fen >= p.red_from_fen THEN 'red' WHEN h.own = 1 THEN 'yellow' END AS band
  FROM housing_grant g
  JOIN params p ON 1 = 1
  LEFT JOIN held h ON h.grant_key = g.grant_key
  WHERE g.kind = 'rebuilding'
), decided AS (
  SELECT j.*, CASE WHEN j.missing IS NOT NULL THEN 'not_computable' WHEN j.clause IS NOT NULL THEN 'excluded' WHEN j.own IS NOT NULL THEN 'hit' ELSE 'clear' END AS outcome FROM judged j
), proof AS (
  SELECT r.grant_key, qy_first(array_agg(r.ref), 50) AS evidence
  FROM (SELECT grant_key, ref FROM decided UNION ALL SELECT grant_key, ref FROM posts) AS r
  JOIN decided d ON d.grant_key = r.grant_key AND d.outcome = 'hit'
  GROUP BY r.grant_key
)
SELECT d.outcome AS outcome, CASE WHEN d.outcome <> 'clear' THEN coalesce(d.missing, d.clause, d.band) END AS detail, d.grant_key AS subject_key, d.label AS subject_label,
       'person:' || d.citizen_no AS stack_key, d.source_id AS source_id,
       CASE WHEN d.outcome = 'hit' THEN d.amount_fen END AS amount_fen, e.evidence AS evidence,
       d.scheme AS scheme, d.from_on AS from_on, coalesce(d.staffing, '编制类型未登记') AS staffing,
       CASE WHEN d.own = 1 THEN '补助对象本人' ELSE '同户人员' END AS holder, CASE WHEN d.own = 1 THEN 'the person' ELSE 'another of the household' END AS holder_en
FROM decided d
LEFT JOIN proof e ON e.grant_key = d.grant_key
