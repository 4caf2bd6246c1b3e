-- One row per tender. Several notices of one tender are read as one text.
WITH texts AS (
  SELECT tender_id, max(title) AS title, max(requirements) AS words, max(estimate_fen) AS estimate_fen, min(source_id) AS source_id,
         min(qy_ref('tender', source_id, source_sheet, source_row)) AS ref
  FROM tender GROUP BY tender_id
), found AS (
  SELECT t.*, CASE WHEN qy_matches(t.words, p.local_pattern) THEN 1 ELSE 0 END AS is_local, CASE WHEN qy_matches(t.words, p.scale_pattern) THEN 1 ELSE 0 END AS is_scale,
         CASE WHEN qy_matches(t.words, p.brand_pattern) THEN 1 ELSE 0 END AS is_brand, CASE WHEN qy_matches(t.words, p.past_pattern) THEN 1 ELSE 0 END AS is_past,
         CASE WHEN qy_matches(t.words, '不得(以|将|要求|限定|指定|设置)') THEN 1 ELSE 0 END AS forbids
  FROM texts t JOIN params p ON 1 = 1
), judged AS (
  SELECT f.*, f.is_local + f.is_scale + f.is_brand + f.is_past AS kinds, CASE WHEN f.words IS NULL THEN 'requirements' END AS missing,
         CASE WHEN f.is_local + f.is_scale + f.is_brand + f.is_past > 0 AND f.forbids = 1 THEN 'prohibition' END AS clause,
         CASE WHEN f.is_local + f.is_scale + f.is_brand + f.is_past >= 2 THEN 'yellow' WHEN f.is_local + f.is_scale + f.is_brand + f.is_past = 1 THEN 'blue' END AS colour
  FROM found f
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.colour) AS outcome FROM judged j
)
SELECT d.outcome AS outcome, coalesce(d.missing, d.clause, d.colour) AS detail, d.tender_id AS subject_key, '标段' || d.tender_id || coalesce('：' || d.title, '') AS subject_label,
       'tender:' || d.tender_id AS stack_key, d.source_id AS source_id, CASE WHEN d.outcome = 'hit' THEN d.estimate_fen END AS amount_fen, qy_refs(d.ref) AS evidence,
       d.tender_id AS tender_id, d.kinds AS kinds,
       substr(CASE WHEN d.is_local = 1 THEN '、本地条件' ELSE '' END || CASE WHEN d.is_scale = 1 THEN '、企业规模' ELSE '' END || CASE WHEN d.is_brand = 1 THEN '、品牌或授权' ELSE '' END
              || CASE WHEN d.is_past = 1 THEN '、特定业绩或所有制' ELSE '' END, 2) AS what,
       substr(CASE WHEN d.is_local = 1 THEN ', local' ELSE '' END || CASE WHEN d.is_scale = 1 THEN ', size of the firm' ELSE '' END || CASE WHEN d.is_brand = 1 THEN ', brand or authorisation' ELSE '' END
              || CASE WHEN d.is_past = 1 THEN ', particular works or ownership' ELSE '' END, 3) AS what_en
FROM decided d
