-- One row per stretch of public rental aid: the household's pay from the public payroll, by head, against the line.
WITH aided AS (
  SELECT g.*, coalesce(g.to_on, p.as_of) AS last_on FROM housing_grant g JOIN params p ON 1 = 1 WHERE g.kind = 'rental'
), sizes AS (
  SELECT citizen_no, count(*) AS persons FROM housing_family GROUP BY citizen_no
), pay AS (  -- one post a person: the best paid one that overlaps the aid
  SELECT a.grant_key, f.member_no, max(y.monthly_pay_fen) AS pay_fen, max(CASE WHEN y.monthly_pay_fen IS NULL THEN 1 ELSE 0 END) AS unpriced,
         max(qy_months(greatest(coalesce(y.from_on, a.from_on), a.from_on), least(coalesce(y.to_on, a.last_on), a.last_on))) AS months,
         min(qy_ref('payroll', y.source_id, y.source_sheet, y.source_row)) AS ref
  FROM aided a
  JOIN housing_family f ON f.citizen_no = a.citizen_no
  JOIN payroll y ON y.citizen_no = f.member_no
  WHERE (y.from_on IS NULL OR y.from_on <= a.last_on) AND (y.to_on IS NULL OR y.to_on > a.from_on)
  GROUP BY a.grant_key, f.member_no
), earned AS (
  SELECT grant_key, count(*) AS earners, CAST(sum(pay_fen) AS BIGINT) AS pay_fen, max(unpriced) AS unpriced, max(months) AS months FROM pay GROUP BY grant_key
), counted AS (
  SELECT a.*, e.earners, e.pay_fen, e.unpriced, e.months, coalesce(a.household_size, s.persons, 1) AS persons,
         CAST(floor(CAST(e.pay_fen AS DOUBLE) / coalesce(a.household_size, s.persons, 1)) AS BIGINT) AS head_fen
  FROM aided a
  JOIN sizes s ON s.citizen_no = a.citizen_no
  LEFT JOIN earned e ON e.grant_key = a.grant_key
), judged AS (
  SELECT c.*, p.line_fen,
         CASE WHEN c.unreadable = 1 THEN 'citizen_no' WHEN c.from_on IS NULL THEN 'from_on' WHEN c.unpriced = 1 THEN 'monthly_pay_fen' END AS missing,
         CASE WHEN c.head_fen IS NULL OR c.head_fen <= p.line_fen THEN NULL WHEN qy_matches(c.scheme || coalesce(c.category, ''), '人才|教师|医护|环卫|定向|周转') THEN 'directed'
              WHEN c.months < p.grace_months THEN 'brief' END AS clause,
         CASE WHEN c.head_fen > p.line_fen * p.red_ratio THEN 'red' WHEN c.head_fen > p.line_fen THEN 'yellow' END AS band
  FROM counted c JOIN params p ON 1 = 1
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome FROM judged j
), proof AS (
  SELECT r.grant_key, qy_first(array_agg(r.ref), 50) AS evidence
  FROM (SELECT grant_key, ref FROM decided UNION ALL SELECT grant_key, ref FROM pay) AS r
  JOIN decided d ON d.grant_key = r.grant_key AND d.outcome = 'hit'
  GROUP BY r.grant_key
)
SELECT d.outcome AS outcome, coalesce(d.missing, d.clause, d.band) AS detail, d.grant_key AS subject_key, d.label AS subject_label,
       'person:' || d.citizen_no AS stack_key, d.source_id AS source_id,
       CASE WHEN d.outcome = 'hit' THEN d.amount_fen END AS amount_fen, e.evidence AS evidence,
       d.scheme AS scheme, d.from_on AS from_on, d.earners AS earners, d.pay_fen AS pay_fen, d.persons AS persons, d.head_fen AS head_fen,
       d.line_fen AS line_fen, d.months AS months
FROM decided d
LEFT JOIN proof e ON e.grant_key = d.grant_key
