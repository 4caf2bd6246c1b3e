-- One row per person on the roll.
WITH listed AS (
  SELECT f.citizen_no, f.household, f.basis, f.basis_en, f.ref, a.label, a.from_on, a.monthly_fen, a.source_id, a.refs, least(coalesce(a.to_on, p.as_of), p.as_of) AS ref_on
  FROM aided_family f JOIN aided_household a ON a.household = f.household JOIN params p ON 1 = 1
  WHERE f.listed = 1
), ties AS (
  SELECT l.citizen_no, l.household, max(CASE WHEN v.tie = 'official' THEN 1 ELSE 0 END) AS official, min(v.declared_on) AS declared_on,
         min(greatest(coalesce(v.from_on, l.from_on), coalesce(l.from_on, v.from_on))) AS since_on, min(v.village_code) AS post_village, max(v.to_on) AS left_on
  FROM listed l JOIN village_kin v ON v.citizen_no = l.citizen_no
  WHERE v.tie IN ('official', 'household') AND (v.from_on IS NULL OR v.from_on <= l.ref_on) AND (l.from_on IS NULL OR v.to_on >= l.from_on)
  GROUP BY l.citizen_no, l.household
), judged AS (
  SELECT l.citizen_no, l.household, l.basis, l.basis_en, l.ref, l.label, l.from_on, l.monthly_fen, l.source_id, l.refs, l.ref_on, t.official, t.since_on, t.post_village, least(l.ref_on, t.left_on) AS until_on,
         CASE WHEN t.declared_on IS NOT NULL THEN 'declared' END AS clause,
         CASE WHEN t.official = 1 THEN 'yellow' WHEN t.official = 0 THEN 'blue' END AS band
  FROM listed l LEFT JOIN ties t ON t.citizen_no = l.citizen_no AND t.household = l.household
), decided AS (
  SELECT j.*, qy_outcome(NULL, j.clause, j.band) AS outcome FROM judged j
), proof AS (
  SELECT d.citizen_no, d.household, qy_first(array_agg(qy_ref('village_official', o.source_id, o.source_sheet, o.source_row)), 10) AS refs
  FROM decided d JOIN village_official o ON o.citizen_no = d.citizen_no WHERE d.outcome = 'hit' GROUP BY d.citizen_no, d.household
)
SELECT d.outcome AS outcome, coalesce(d.clause, d.band) AS detail, d.citizen_no || '|' || d.household AS subject_key,
       d.label || '，成员' || substr(d.citizen_no, 1, 6) AS subject_label, 'person:' || d.citizen_no AS stack_key, d.source_id AS source_id,
       CASE WHEN d.outcome = 'hit' THEN d.monthly_fen * qy_months(d.since_on, d.until_on) END AS amount_fen, qy_both(d.refs, CASE WHEN d.ref IS NULL THEN e.refs ELSE qy_both(e.refs, qy_refs(d.ref)) END) AS evidence,
       d.from_on AS from_on, d.since_on AS since_on, d.post_village AS post_village,
       CASE WHEN d.basis IS NOT NULL THEN '（名册上的身份证号不全，按' || d.basis || '认作同一人）' ELSE '' END
         || CASE WHEN d.official = 1 THEN '本人任村（社区）干部' ELSE '与现任村（社区）干部同一户口' END AS tie,
       CASE WHEN d.basis IS NOT NULL THEN '(on the roll without a valid number, taken for the same person because ' || d.basis_en || ') ' ELSE '' END
         || CASE WHEN d.official = 1 THEN 'holds a post in the village' ELSE 'is registered in the household of a village official' END AS tie_en
FROM decided d
LEFT JOIN proof e ON e.citizen_no = d.citizen_no AND e.household = d.household
UNION ALL
SELECT 'not_computable', 'citizen_no', household, label, NULL, source_id, NULL, NULL, NULL, NULL, NULL, NULL, NULL
FROM aided_household WHERE unreadable = 1
