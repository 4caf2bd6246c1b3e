-- One row per stay; a hit names the first kind of item that does not fit the patient.
WITH named AS (
  SELECT t.item_name, CASE WHEN qy_matches(t.item_name, p.newborn_items) THEN 'newborn' WHEN qy_matches(t.item_name, p.child_items) THEN 'child'
                           WHEN qy_matches(t.item_name, p.male_items) THEN 'male' WHEN qy_matches(t.item_name, p.female_items) THEN 'female' END AS meant_for
  FROM (SELECT DISTINCT item_name FROM medical_item) AS t JOIN params p ON 1 = 1  -- names are few, lines are many
), items AS (
  SELECT m.stay_id, m.item_name, m.amount_fen, qy_ref('medical_item', m.source_id, m.source_sheet, m.source_row) AS ref, n.meant_for
  FROM medical_item m JOIN named n ON n.item_name = m.item_name WHERE n.meant_for IS NOT NULL
), stays AS (
  SELECT s.stay_id, s.hospital_code, s.citizen_no_sex AS sex, qy_days(s.citizen_no_born_on, s.admitted_on) AS days_old, s.source_id, s.citizen_no_check, s.admitted_on,
         CASE WHEN qy_matches(s.diagnosis_code, '^(O|Z3)') THEN 1 ELSE 0 END AS childbed
  FROM hospital_stay s JOIN (SELECT DISTINCT stay_id FROM items) AS i ON i.stay_id = s.stay_id
), fitted AS (
  SELECT i.stay_id, i.item_name, i.amount_fen, i.ref, i.meant_for,
         CASE WHEN i.meant_for = 'male' THEN CASE WHEN s.sex = 'female' THEN 1 ELSE 0 END
              WHEN i.meant_for = 'female' THEN CASE WHEN s.sex = 'male' THEN 1 ELSE 0 END
              WHEN i.meant_for = 'newborn' THEN CASE WHEN s.days_old > p.newborn_days THEN 1 ELSE 0 END
              ELSE CASE WHEN s.days_old > p.child_years * 366 THEN 1 ELSE 0 END END AS unfit,
         CASE WHEN i.meant_for = 'newborn' AND s.sex = 'female' AND (s.childbed = 1 OR s.days_old BETWEEN 15 * 365 AND 50 * 366) THEN 1 ELSE 0 END AS shared
  FROM items i JOIN stays s ON s.stay_id = i.stay_id JOIN params p ON 1 = 1
), counted AS (
  SELECT stay_id, count(*) FILTER (WHERE unfit = 1 AND shared = 0) AS unfit, count(*) FILTER (WHERE unfit = 1 AND shared = 1) AS shared,
         sum(amount_fen) FILTER (WHERE unfit = 1 AND shared = 0) AS amount_fen, min(item_name) FILTER (WHERE unfit = 1 AND shared = 0) AS item_name,
         min(meant_for) FILTER (WHERE unfit = 1 AND shared = 0) AS meant_for, qy_first(array_agg(ref) FILTER (WHERE unfit = 1 AND shared = 0), 30) AS refs
  FROM fitted GROUP BY stay_id
), judged AS (
  SELECT s.*, c.unfit, c.amount_fen, c.item_name, c.meant_for, c.refs,
         CASE WHEN s.sex IS NULL THEN 'citizen_no' WHEN s.admitted_on IS NULL AND c.unfit = 0 THEN 'admitted_on' END AS missing,
         CASE WHEN c.unfit = 0 AND c.shared > 0 THEN 'mother_and_child' END AS clause,
         CASE WHEN c.unfit > 0 THEN CASE WHEN c.meant_for IN ('male', 'female') THEN 'yellow' ELSE 'blue' END END AS band
  FROM stays s JOIN counted c ON c.stay_id = s.stay_id
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome FROM judged j
)
SELECT outcome, coalesce(missing, clause, band) AS detail, stay_id AS subject_key, '医疗机构' || coalesce(hospital_code, '未知') || '，住院号' || stay_id AS subject_label,
       'hospital:' || coalesce(hospital_code, '') AS stack_key, source_id, CASE WHEN outcome = 'hit' THEN CAST(amount_fen AS BIGINT) END AS amount_fen, refs AS evidence,
       item_name, unfit AS lines, CAST(floor(days_old / 365.25) AS BIGINT) AS age, CASE sex WHEN 'male' THEN '男' ELSE '女' END AS sex_text, sex AS sex_en,
       CASE meant_for WHEN 'male' THEN '男性' WHEN 'female' THEN '女性' WHEN 'newborn' THEN '新生儿' ELSE '儿童' END AS meant_text, meant_for AS meant_en
FROM decided
