-- One row per household on the roll. Income a head: members on the roll, and a pensioned spouse who is not.
WITH households AS (
  SELECT a.*, least(coalesce(a.to_on, p.as_of), p.as_of) AS ref_on FROM aided_household a, params p
), paid AS (  -- the last half year on the roll, or before the day of screening
  SELECT h.household, f.citizen_no, f.listed, f.basis, f.basis_en, f.ref AS member_ref, b.paid_fen, qy_month_index(b.month, b.paid_on) AS month_no, qy_month_index(NULL, h.ref_on) AS ref_month,
         b.source_id, b.source_sheet, b.source_row
  FROM households h
  JOIN aided_family f ON f.household = h.household
  JOIN benefit_person e ON e.citizen_no = f.citizen_no AND e.kind IN ('employee_pension', 'civil_pension')
  JOIN benefit_payment b ON b.citizen_no = e.citizen_no AND b.scheme = e.scheme
), pensions AS (
  SELECT household, citizen_no, max(listed) AS listed, sum(paid_fen) / count(DISTINCT month_no) AS month_fen, count(DISTINCT month_no) AS months
  FROM paid WHERE month_no <= ref_month AND month_no > ref_month - 6
  GROUP BY household, citizen_no
), counted AS (
  SELECT household, count(*) AS pensioners, sum(month_fen) AS month_fen, max(listed) AS listed, count(*) FILTER (WHERE listed = 0) AS unlisted, max(months) AS months
  FROM pensions GROUP BY household
), undated AS (
  SELECT household, count(*) AS payments FROM paid WHERE month_no IS NULL GROUP BY household
), judged AS (
  SELECT h.*, c.pensioners, c.month_fen, c.month_fen / (h.persons + c.unlisted) AS per_person_fen,
         CASE WHEN c.household IS NULL THEN CASE WHEN h.unreadable = 1 THEN 'citizen_no' WHEN u.payments > 0 THEN 'month' END END AS missing,
         CASE WHEN c.month_fen / (h.persons + c.unlisted) <= p.line_fen THEN 'within_line' WHEN c.months < p.min_months THEN 'recent' END AS clause,
         CASE WHEN c.household IS NOT NULL THEN CASE WHEN c.listed = 0 THEN 'blue' WHEN c.month_fen / (greatest(h.persons, h.written) + c.unlisted) >= 2 * p.line_fen THEN 'red' ELSE 'yellow' END END AS band
  FROM households h
  JOIN params p ON 1 = 1
  LEFT JOIN counted c ON c.household = h.household
  LEFT JOIN undated u ON u.household = h.household
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome FROM judged j
), proof AS (
  SELECT household, array_agg(ref) AS refs
  FROM (SELECT d.household, qy_ref('benefit_payment', x.source_id, x.source_sheet, x.source_row) AS ref,
               row_number() OVER (PARTITION BY d.household ORDER BY x.month_no DESC, x.source_id, x.source_row) AS nth
        FROM decided d JOIN paid x ON x.household = d.household WHERE d.outcome = 'hit' AND x.month_no <= x.ref_month AND x.month_no > x.ref_month - 6) AS numbered
  WHERE nth <= 25 GROUP BY household
), taken AS (  -- what counts through a member whose number the roll does not give
  SELECT household, min(basis) AS basis, min(basis_en) AS basis_en, qy_first(array_agg(DISTINCT member_ref), 5) AS refs
  FROM paid WHERE basis IS NOT NULL AND month_no <= ref_month AND month_no > ref_month - 6 GROUP BY household
)
SELECT d.outcome AS outcome, coalesce(d.missing, d.clause, CASE WHEN d.band = 'red' AND t.household IS NOT NULL THEN 'yellow' ELSE d.band END) AS detail, d.household AS subject_key, d.label AS subject_label,
       'household:' || d.household AS stack_key, d.source_id AS source_id,
       CASE WHEN d.outcome = 'hit' THEN d.monthly_fen * 6 END AS amount_fen, qy_both(d.refs, CASE WHEN t.refs IS NULL THEN e.refs ELSE qy_both(e.refs, t.refs) END) AS evidence,
       d.persons AS persons, d.from_on AS from_on, d.pensioners AS pensioners, d.month_fen AS month_fen, d.per_person_fen AS per_person_fen, p.line_fen AS line_fen,
       CASE WHEN t.household IS NOT NULL THEN '（名册上有成员的身份证号不全，按' || t.basis || '认作同一人）' ELSE '' END AS taken,
       CASE WHEN t.household IS NOT NULL THEN ' (on the roll a member has no valid number and is taken for the same person because ' || t.basis_en || ')' ELSE '' END AS taken_en
FROM decided d
JOIN params p ON 1 = 1
LEFT JOIN proof e ON e.household = d.household
LEFT JOIN taken t ON t.household = d.household
