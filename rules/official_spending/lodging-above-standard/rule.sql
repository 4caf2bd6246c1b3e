-- One row per trip with at least one night. Where lodging is not told apart, allowances and a round fare are taken off first.
WITH trips AS (
  SELECT claimant_no, from_on, to_on, place, min(unit_code) AS unit_code, CAST(sum(amount_fen) AS BIGINT) AS amount_fen, CAST(sum(lodging_fen) AS BIGINT) AS lodging_fen, qy_days(from_on, to_on) AS nights,
         min(source_id) AS source_id, min(ref) AS ref
  FROM expense_row WHERE kind = 'travel' AND from_on IS NOT NULL AND to_on > from_on
  GROUP BY claimant_no, from_on, to_on, place
), listed AS (  -- 价格参考：项目写“住宿费”，规格写城市
  SELECT t.ref, max(x.price_fen) AS price_fen FROM trips t JOIN price_reference x ON qy_code(x.spec) = qy_code(t.place)
  WHERE x.item LIKE '%住宿%' AND x.price_fen > 0 AND (x.from_on IS NULL OR x.from_on <= t.from_on) AND (x.to_on IS NULL OR x.to_on >= t.from_on) GROUP BY t.ref
), excepted AS (
  SELECT t.ref FROM trips t JOIN policy_exception x ON x.subject_code = t.unit_code
  WHERE x.kind = 'over_standard' AND (x.matter IS NULL OR qy_matches(x.matter, '住宿|差旅|旺季')) AND (x.from_on IS NULL OR x.from_on <= t.from_on) AND (x.to_on IS NULL OR x.to_on >= t.from_on)
  UNION
  SELECT t.ref FROM trips t JOIN policy_exception x ON x.subject_citizen_no = t.claimant_no
  WHERE x.kind = 'over_standard' AND (x.from_on IS NULL OR x.from_on <= t.from_on) AND (x.to_on IS NULL OR x.to_on >= t.from_on)
), priced AS (
  SELECT t.*, coalesce(l.price_fen, qy_number_listed(t.place, p.standards), p.default_fen) AS standard_fen,
         coalesce(CAST(t.lodging_fen AS DOUBLE), t.amount_fen - (t.nights + 1) * p.allowance_fen - p.transport_fen) / t.nights AS night_fen, e.ref IS NOT NULL AS excepted, p.tolerance, p.red_ratio
  FROM trips t JOIN params p ON 1 = 1 LEFT JOIN listed l ON l.ref = t.ref LEFT JOIN excepted e ON e.ref = t.ref
), judged AS (
  SELECT c.*, CASE WHEN c.place IS NULL THEN 'place' END AS missing, CASE WHEN c.night_fen > c.standard_fen * (1 + c.tolerance) AND c.excepted THEN 'approved' END AS clause,
         CASE WHEN c.night_fen <= c.standard_fen * (1 + c.tolerance) THEN NULL WHEN c.lodging_fen IS NULL THEN 'blue' WHEN c.night_fen >= c.standard_fen * c.red_ratio THEN 'red' ELSE 'yellow' END AS band
  FROM priced c
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome FROM judged j
), proof AS (
  SELECT d.ref, array_agg(r.ref) AS evidence
  FROM decided d JOIN expense_row r ON r.claimant_no IS NOT DISTINCT FROM d.claimant_no AND r.from_on = d.from_on AND r.to_on = d.to_on AND r.place = d.place AND r.kind = 'travel'
  WHERE d.outcome = 'hit' GROUP BY d.ref
)
SELECT d.outcome AS outcome, coalesce(d.missing, d.clause, d.band) AS detail, coalesce(d.claimant_no, '') || '|' || qy_text(d.from_on) || '|' || coalesce(d.place, '') AS subject_key,
       '单位' || coalesce(d.unit_code, '') || '人员，' || qy_text(d.from_on) || '出差' AS subject_label, 'unit:' || coalesce(d.unit_code, '') AS stack_key, d.source_id AS source_id,
       CASE WHEN d.outcome = 'hit' THEN CAST(round((d.night_fen - d.standard_fen) * d.nights) AS BIGINT) END AS amount_fen, e.evidence AS evidence,
       d.unit_code AS unit, d.from_on AS from_on, d.to_on AS to_on, d.place AS place, d.nights AS nights, CAST(round(d.night_fen) AS BIGINT) AS night_fen, d.standard_fen AS standard_fen, d.night_fen / d.standard_fen AS ratio,
       CASE WHEN d.lodging_fen IS NULL THEN '扣除补助和交通费后估算' ELSE '单列住宿费' END AS basis, CASE WHEN d.lodging_fen IS NULL THEN 'estimated after allowances and fare' ELSE 'lodging as listed' END AS basis_en
FROM decided d LEFT JOIN proof e ON e.ref = d.ref
