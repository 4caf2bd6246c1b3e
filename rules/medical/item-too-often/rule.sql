-- One row per patient, treatment and year: treatments counted by the session; drugs, devices, care, beds and monitoring are left out.
WITH treatments AS (  -- a pattern is tried on each name once, not on each row
  SELECT n.item_name FROM (SELECT DISTINCT item_name FROM medical_item) AS n JOIN params p ON NOT qy_matches(n.item_name, p.routine)
), lines AS (
  SELECT h.citizen_no, h.hospital_code, m.item_code, m.item_name, qy_year(m."on") AS in_year, m."on" AS done_on, m.quantity, m.amount_fen, m.source_id, m.source_sheet, m.source_row
  FROM medical_item m
  JOIN hospital_stay h ON h.stay_id = m.stay_id AND h.citizen_no IS NOT NULL AND h.citizen_no_check = 'valid'
  JOIN treatments t ON t.item_name = m.item_name
  WHERE m."on" IS NOT NULL AND m.quantity IS NOT NULL AND qy_matches(m.unit, '次|部位|穴') AND NOT qy_matches(coalesce(m.item_code, ''), '^[XZTC]')
), counted AS (
  SELECT citizen_no, coalesce(item_code, item_name) AS item, in_year, min(item_name) AS item_name, min(hospital_code) AS hospital_code, count(DISTINCT hospital_code) AS hospitals,
         CAST(sum(quantity) AS DOUBLE) AS times, count(DISTINCT done_on) AS days, sum(amount_fen) AS amount_fen, min(source_id) AS source_id
  FROM lines GROUP BY citizen_no, coalesce(item_code, item_name), in_year
), judged AS (
  SELECT c.*, c.times / c.days AS a_day, CASE WHEN c.times > p.max_times AND c.times / c.days <= p.bearable_a_day THEN 'as_ordered' END AS clause,
         CASE WHEN c.times > p.max_times THEN CASE WHEN c.times / c.days > p.red_a_day THEN 'red' ELSE 'yellow' END END AS band
  FROM counted c JOIN params p ON 1 = 1
), decided AS (
  SELECT j.*, qy_outcome(NULL, j.clause, j.band) AS outcome FROM judged j
), proof AS (
  SELECT citizen_no, item, in_year, array_agg(ref) AS evidence
  FROM (SELECT d.citizen_no, d.item, d.in_year, qy_ref('medical_item', l.source_id, l.source_sheet, l.source_row) AS ref,
               row_number() OVER (PARTITION BY d.citizen_no, d.item, d.in_year ORDER BY l.quantity DESC, l.done_on, l.source_id, l.source_row) AS nth
        FROM decided d JOIN lines l ON l.citizen_no = d.citizen_no AND coalesce(l.item_code, l.item_name) = d.item AND l.in_year = d.in_year WHERE d.outcome = 'hit') AS numbered
  WHERE nth <= 40 GROUP BY citizen_no, item, in_year
)
SELECT d.outcome AS outcome, coalesce(d.clause, d.band) AS detail, d.citizen_no || '|' || d.item || '|' || qy_text(d.in_year) AS subject_key,
       CASE WHEN d.times > p.max_times THEN coalesce(d.item_name, d.item) || '，' || qy_text(d.in_year) || '年，医疗机构' || coalesce(d.hospital_code, '未知') || '，患者' || substr(d.citizen_no, 1, 6) END AS subject_label,
       CASE WHEN d.times > p.max_times THEN 'hospital:' || coalesce(d.hospital_code, '') END AS stack_key, d.source_id AS source_id,
       CASE WHEN d.outcome = 'hit' THEN CAST(floor(d.amount_fen * (d.times - p.max_times) / d.times) AS BIGINT) END AS amount_fen, e.evidence AS evidence,
       coalesce(d.item_name, d.item) AS item, d.in_year AS in_year, d.times AS times, d.days AS days, d.a_day AS a_day, d.hospitals AS hospitals, p.max_times AS max_times
FROM decided d
JOIN params p ON 1 = 1
LEFT JOIN proof e ON e.citizen_no = d.citizen_no AND e.item = d.item AND e.in_year = d.in_year
UNION ALL
SELECT 'not_computable', CASE WHEN "on" IS NULL THEN 'on' ELSE 'quantity' END, coalesce(item_code, item_name, 'no item'), NULL, NULL, min(source_id), NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
FROM medical_item
WHERE qy_matches(unit, '次|部位|穴') AND ("on" IS NULL OR quantity IS NULL)
GROUP BY CASE WHEN "on" IS NULL THEN 'on' ELSE 'quantity' END, coalesce(item_code, item_name, 'no item')
