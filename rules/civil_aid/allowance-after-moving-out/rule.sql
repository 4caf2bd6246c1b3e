-- One row per person and allowance bound to the household register.
WITH rolls AS (
  SELECT e.scheme, e.citizen_no, max(CASE WHEN e.citizen_no_check = 'valid' THEN 0 ELSE 1 END) AS unreadable,
         CASE WHEN coalesce(max(CASE WHEN e.basis IS NULL THEN least(coalesce(e.to_on, p.as_of), p.as_of) END) < max(least(coalesce(e.to_on, p.as_of), p.as_of)), TRUE) THEN min(e.basis) END AS basis,  -- where no line under the number itself runs as long
         CASE WHEN coalesce(max(CASE WHEN e.basis IS NULL THEN least(coalesce(e.to_on, p.as_of), p.as_of) END) < max(least(coalesce(e.to_on, p.as_of), p.as_of)), TRUE) THEN min(e.basis_en) END AS basis_en, min(e.ref) AS member_ref, max(e.monthly_fen) AS monthly_fen,
         max(least(coalesce(e.to_on, p.as_of), p.as_of)) AS listed_to, min(e.village_code) AS village_code, min(e.source_id) AS source_id,
         qy_first(array_agg(qy_ref('benefit_enrollment', e.source_id, e.source_sheet, e.source_row)), 10) AS refs
  FROM (SELECT scheme, citizen_no, citizen_no_check, monthly_fen, to_on, village_code, source_id, source_sheet, source_row, qy_text(NULL) AS basis, qy_text(NULL) AS basis_en, qy_text(NULL) AS ref
        FROM benefit_enrollment
        UNION ALL SELECT scheme, citizen_no, 'valid', monthly_fen, to_on, village_code, source_id, source_sheet, source_row, basis, basis_en, ref FROM aid_known) AS e
  JOIN benefit_scheme k ON k.scheme = e.scheme AND k.kind IN ('longevity', 'disability', 'elder_care') JOIN params p ON 1 = 1
  GROUP BY e.scheme, e.citizen_no
), places AS (  -- whoever has a registration without an end still lives here
  SELECT citizen_no, count(*) - count(moved_out_on) AS still_here, max(moved_out_on) AS moved_out_on,
         qy_first(array_agg(qy_ref('household_member', source_id, source_sheet, source_row)), 5) AS refs
  FROM household_member GROUP BY citizen_no
), judged AS (
  SELECT r.*, l.moved_out_on, l.refs AS place_refs, qy_month_index(NULL, r.listed_to) - qy_month_index(NULL, l.moved_out_on) AS months,
         CASE WHEN r.unreadable = 1 THEN 'citizen_no' WHEN l.citizen_no IS NULL THEN 'household_member' END AS missing,
         CASE WHEN l.still_here = 0 AND qy_month_index(NULL, r.listed_to) - qy_month_index(NULL, l.moved_out_on) BETWEEN 1 AND p.grace_months THEN 'within_grace' END AS clause,
         CASE WHEN l.still_here > 0 OR r.listed_to <= l.moved_out_on THEN NULL WHEN qy_month_index(NULL, r.listed_to) - qy_month_index(NULL, l.moved_out_on) >= p.red_from_months AND r.basis IS NULL THEN 'red'
              WHEN qy_month_index(NULL, r.listed_to) - qy_month_index(NULL, l.moved_out_on) >= 1 THEN 'yellow' END AS band
  FROM rolls r
  JOIN params p ON 1 = 1
  LEFT JOIN places l ON l.citizen_no = r.citizen_no
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome FROM judged j
)
SELECT outcome, coalesce(missing, clause, band) AS detail, citizen_no || '|' || scheme AS subject_key,
       CASE WHEN moved_out_on IS NOT NULL THEN scheme || '，' || coalesce('村代码' || village_code || '，', '') || '津贴对象' || substr(citizen_no, 1, 6) END AS subject_label,
       'person:' || citizen_no AS stack_key, source_id, CASE WHEN outcome = 'hit' THEN monthly_fen * months END AS amount_fen, qy_both(refs, CASE WHEN member_ref IS NULL THEN place_refs ELSE qy_both(place_refs, qy_refs(member_ref)) END) AS evidence,
       scheme, moved_out_on, listed_to, months,
       CASE WHEN basis IS NOT NULL THEN '（名册上的身份证号不全，按' || basis || '认作同一人）' ELSE '' END AS taken,
       CASE WHEN basis IS NOT NULL THEN ' (on the roll without a valid number, taken for the same person because ' || basis_en || ')' ELSE '' END AS taken_en
FROM decided
