-- One row per buyer, item and year.
WITH bought AS (
  SELECT applicant, coalesce(qy_code(item), '') AS item_key, year, min(item) AS item, max(personal) AS personal, max(unreadable) AS unreadable, count(*) AS machines, CAST(sum(subsidy_fen) AS BIGINT) AS subsidy_fen,
         min(source_id) AS source_id, qy_first(array_agg(ref), 50) AS evidence
  FROM purchase_claim WHERE applicant IS NOT NULL
  GROUP BY applicant, coalesce(qy_code(item), ''), year
), limited AS (
  SELECT b.*, CASE WHEN b.personal = 1 THEN p.person_limit ELSE p.unit_limit END AS allowed, p.red_times FROM bought b JOIN params p ON 1 = 1
), judged AS (
  SELECT l.*, CASE WHEN l.unreadable = 1 THEN 'applicant_no' WHEN l.year IS NULL THEN 'applied_on' WHEN l.item IS NULL THEN 'item' END AS missing,
         CASE WHEN l.machines > l.allowed AND qy_matches(l.item, '微耕|水泵|喷雾|粉碎|脱粒|剪|割草') THEN 'small_tools' END AS clause,
         CASE WHEN l.machines > l.allowed * l.red_times THEN 'red' WHEN l.machines > l.allowed THEN 'yellow' END AS band
  FROM limited l
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome FROM judged j
)
SELECT outcome, coalesce(missing, clause, band) AS detail, applicant || '|' || item_key || '|' || coalesce(qy_text(year), '') AS subject_key,
       coalesce(item, '补贴商品') || coalesce('，' || qy_text(year) || '年', '') || '，购机者' || CASE WHEN personal = 1 THEN substr(applicant, 1, 6) ELSE applicant END AS subject_label,
       CASE WHEN personal = 1 THEN 'person:' ELSE 'firm:' END || applicant AS stack_key, source_id, CASE WHEN outcome = 'hit' THEN subsidy_fen END AS amount_fen, CASE WHEN outcome = 'hit' THEN evidence END AS evidence,
       CASE WHEN personal = 1 THEN '一名个人购机者' ELSE '一家购机组织' END AS kind, CASE WHEN personal = 1 THEN 'person' ELSE 'organisation' END AS kind_en, year, coalesce(item, '补贴商品') AS item, machines, allowed
FROM decided
