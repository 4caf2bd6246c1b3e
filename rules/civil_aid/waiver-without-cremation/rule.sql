-- One row per dead person for whom fees were waived.
WITH waived AS (
  SELECT deceased_no AS citizen_no, CAST(sum(waived_fen) AS BIGINT) AS waived_fen, count(*) AS items, min("on") AS first_on, min(unit_name) AS unit_name,
         max(CASE WHEN deceased_no_check = 'valid' THEN 0 ELSE 1 END) AS unreadable, min(source_id) AS source_id,
         max(CASE WHEN qy_matches(item, '生态|骨灰撒|海葬|树葬|节地|遗体捐献') THEN 1 ELSE 0 END) AS green,
         qy_first(array_agg(qy_ref('funeral_charge', source_id, source_sheet, source_row)), 30) AS refs
  FROM funeral_charge WHERE waived_fen > 0 AND deceased_no IS NOT NULL
  GROUP BY deceased_no
), excepted AS (
  SELECT DISTINCT subject_citizen_no FROM policy_exception WHERE subject_citizen_no IS NOT NULL
), judged AS (
  SELECT w.*, CASE WHEN w.unreadable = 1 THEN 'deceased_no' END AS missing,
         CASE WHEN f.cremated = 1 THEN NULL WHEN x.subject_citizen_no IS NOT NULL THEN 'excepted' WHEN w.green = 1 THEN 'green_burial' END AS clause,
         CASE WHEN f.cremated = 1 THEN NULL WHEN f.died_on IS NULL THEN 'red' ELSE 'yellow' END AS band, CASE WHEN f.died_on IS NULL THEN 0 ELSE 1 END AS known_death
  FROM waived w
  LEFT JOIN funeral_person f ON f.citizen_no = w.citizen_no
  LEFT JOIN excepted x ON x.subject_citizen_no = w.citizen_no
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome FROM judged j
)
SELECT outcome, coalesce(missing, clause, band) AS detail, citizen_no AS subject_key, coalesce(unit_name || '，', '') || '逝者' || substr(citizen_no, 1, 6) AS subject_label,
       'person:' || citizen_no AS stack_key, source_id, CASE WHEN outcome = 'hit' THEN waived_fen END AS amount_fen, refs AS evidence, first_on, items,
       CASE WHEN known_death = 1 THEN '有死亡登记' ELSE '各处都没有死亡登记' END AS death_text, CASE WHEN known_death = 1 THEN 'the death is registered' ELSE 'no register knows the death' END AS death_text_en
FROM decided
UNION ALL
SELECT 'not_computable', 'deceased_no', 'no number|' || coalesce(unit_name, ''), NULL, NULL, min(source_id), NULL, NULL, NULL, NULL, NULL, NULL
FROM funeral_charge WHERE waived_fen > 0 AND deceased_no IS NULL GROUP BY coalesce(unit_name, '')
