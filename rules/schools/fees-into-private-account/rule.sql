-- One row per school and year. A personal name is two to four Chinese characters that end like no unit; the name itself is never shown.
WITH charged AS (
  SELECT f.*, qy_matches(f.account_name, '^[一-龥·]{2,4}$') AND NOT qy_matches(f.account_name, '(学|校|园|局|厅|所|司|社|会|部|院|店|站|厂|行|财政|中心|食堂|专户|户|班)$') AS personal
  FROM school_fee f
), years AS (
  SELECT school_code, year, count(account_name) AS named, count(*) FILTER (WHERE personal) AS charges, CAST(sum(amount_fen) FILTER (WHERE personal) AS BIGINT) AS amount_fen,
         min(item) FILTER (WHERE personal) AS example, min(source_id) AS source_id, array_agg(ref) FILTER (WHERE personal) AS refs
  FROM charged GROUP BY school_code, year
), judged AS (
  SELECT y.*, CASE WHEN y.named = 0 THEN 'account_name' END AS missing,
         CASE WHEN y.amount_fen >= p.red_from_fen THEN 'red' WHEN y.charges > 0 THEN 'yellow' END AS band
  FROM years y JOIN params p ON 1 = 1
), decided AS (
  SELECT j.*, qy_outcome(j.missing, NULL, j.band) AS outcome FROM judged j
)
SELECT outcome, coalesce(missing, band) AS detail, school_code || '|' || coalesce(year, '') AS subject_key, '学校' || school_code || coalesce('，' || year || '年', '') AS subject_label,
       'school:' || school_code AS stack_key, source_id, CASE WHEN outcome = 'hit' THEN amount_fen END AS amount_fen,
       CASE WHEN outcome = 'hit' THEN qy_first(refs, 50) END AS evidence, school_code AS school, year, charges, example
FROM decided
