-- One row per authority, firm and matter: the year with the most fines.
WITH fined AS (
  SELECT unit_code, coalesce(unit_name, unit_code) AS unit, coalesce(party_code, qy_code(party_name)) AS party_key, party_name, qy_code(matter) AS matter_key, matter, coalesce(decided_on, filed_on) AS fined_on,
         qy_days(CAST('2000-01-01' AS DATE), coalesce(decided_on, filed_on)) AS day_no, fine_fen, source_id, qy_ref('enforcement_case', source_id, source_sheet, source_row) AS ref
  FROM enforcement_case WHERE fine_fen > 0
), windows AS (
  SELECT f.*, count(*) OVER (PARTITION BY unit_code, party_key, matter_key ORDER BY day_no RANGE BETWEEN 365 PRECEDING AND CURRENT ROW) AS near FROM fined f
), best AS (
  SELECT w.*, row_number() OVER (PARTITION BY unit_code, party_key, matter_key ORDER BY near DESC, day_no, ref) AS nth FROM windows w
), runs AS (
  SELECT b.unit_code, b.party_key, b.matter_key, min(b.unit) AS unit, min(f.party_name) AS firm, min(f.matter) AS matter, count(*) AS cases, min(f.fined_on) AS first_on, max(f.fined_on) AS last_on, CAST(sum(f.fine_fen) AS BIGINT) AS fine_fen,
         min(b.day_no) AS day_no, min(f.source_id) AS source_id, array_agg(f.ref) AS evidence
  FROM best b JOIN fined f ON f.unit_code IS NOT DISTINCT FROM b.unit_code AND f.party_key IS NOT DISTINCT FROM b.party_key AND f.matter_key IS NOT DISTINCT FROM b.matter_key
   AND (b.day_no IS NULL OR (f.day_no <= b.day_no AND f.day_no >= b.day_no - 365))
  WHERE b.nth = 1
  GROUP BY b.unit_code, b.party_key, b.matter_key
), judged AS (
  SELECT r.*, CASE WHEN r.unit_code IS NULL THEN 'unit_code' WHEN r.party_key IS NULL THEN 'party_code' WHEN r.matter_key IS NULL THEN 'matter' WHEN r.day_no IS NULL THEN 'decided_on' END AS missing,
         CASE WHEN r.cases >= p.min_cases AND qy_matches(r.matter, '超限|超载|违章停车|道路交通|货车|客运') THEN 'per_event' END AS clause,
         CASE WHEN r.cases >= p.red_cases THEN 'red' WHEN r.cases >= p.min_cases THEN 'yellow' END AS band
  FROM runs r JOIN params p ON 1 = 1
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome FROM judged j
)
SELECT outcome, coalesce(missing, clause, band) AS detail, coalesce(unit_code, '') || '|' || coalesce(party_key, '') || '|' || coalesce(matter_key, '') AS subject_key, coalesce(unit, '') || '，企业' || coalesce(firm, party_key, '') AS subject_label,
       'unit:' || coalesce(unit_code, '') AS stack_key, source_id, CASE WHEN outcome = 'hit' THEN fine_fen END AS amount_fen, CASE WHEN outcome = 'hit' THEN qy_first(evidence, 50) END AS evidence,
       unit, coalesce(firm, party_key) AS firm, matter, cases, first_on, last_on
FROM decided
