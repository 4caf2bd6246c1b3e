-- One row per grave. The user counts, not the buyer: children buy for their parents.
WITH graves AS (
  SELECT g.cemetery, g.grave_no, g.user_no, g.buyer_no, g.bought_on, g.buried_on, g.kind, g.price_fen, g.source_id, g.user_no_check, qy_months(g.user_no_born_on, g.bought_on) AS months_old, g.user_no_born_on,
         qy_ref('grave', g.source_id, g.source_sheet, g.source_row) AS ref
  FROM grave g
), companions AS (  -- the other place of a double grave, whose user is dead
  SELECT a.cemetery, a.grave_no FROM graves a JOIN death_fused d ON d.citizen_no = a.user_no GROUP BY a.cemetery, a.grave_no
), judged AS (
  SELECT g.*, CASE WHEN g.user_no IS NULL OR g.user_no_check <> 'valid' THEN 'user_no' WHEN g.bought_on IS NULL THEN 'bought_on' END AS missing,
         CASE WHEN d.citizen_no IS NOT NULL OR g.buried_on IS NOT NULL THEN NULL WHEN c.grave_no IS NOT NULL THEN 'spouse_place' WHEN qy_matches(coalesce(g.kind, ''), '双|合葬|夫妻|家族') THEN 'double_grave'
              WHEN g.months_old >= p.elder_years * 12 THEN 'elder' WHEN x.subject_citizen_no IS NOT NULL THEN 'excepted' END AS clause,
         CASE WHEN d.citizen_no IS NOT NULL OR g.buried_on IS NOT NULL THEN NULL WHEN g.months_old < p.red_below_years * 12 THEN 'red' ELSE 'yellow' END AS band
  FROM graves g
  JOIN params p ON 1 = 1
  LEFT JOIN death_fused d ON d.citizen_no = g.user_no
  LEFT JOIN companions c ON c.cemetery = g.cemetery AND c.grave_no = g.grave_no
  LEFT JOIN (SELECT DISTINCT subject_citizen_no FROM policy_exception WHERE subject_citizen_no IS NOT NULL) AS x ON x.subject_citizen_no = g.user_no
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome FROM judged j
)
SELECT outcome, coalesce(missing, clause, band) AS detail, cemetery || '|' || grave_no || coalesce('|' || user_no, '') AS subject_key, cemetery || '，墓位' || grave_no AS subject_label, 'unit:' || cemetery AS stack_key, source_id,
       CASE WHEN outcome = 'hit' THEN price_fen END AS amount_fen, CASE WHEN outcome = 'hit' THEN qy_refs(ref) END AS evidence, cemetery, grave_no, bought_on, CAST(floor(months_old / 12) AS BIGINT) AS age
FROM decided
