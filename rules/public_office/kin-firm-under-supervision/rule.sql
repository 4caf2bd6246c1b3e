-- One row per authority and firm. Restricted: run only for an approved purpose.
WITH cases AS (
  SELECT unit_code, coalesce(unit_name, unit_code) AS unit, party_code, party_name, matter, filed_on, fine_fen, source_id, qy_ref('enforcement_case', source_id, source_sheet, source_row) AS ref FROM enforcement_case
), scales AS (
  SELECT unit_code, matter, count(fine_fen) AS peers, qy_quantile(CAST(fine_fen AS DOUBLE), 0.5) AS median_fen FROM cases WHERE fine_fen IS NOT NULL AND matter IS NOT NULL GROUP BY unit_code, matter
), pairs AS (
  SELECT c.unit_code, c.party_code, min(c.unit) AS unit, min(c.party_name) AS firm, count(*) AS cases, min(c.filed_on) AS first_on, max(c.filed_on) AS last_on, min(c.source_id) AS source_id,
         max(CASE WHEN s.peers >= p.min_peers AND c.fine_fen < s.median_fen * p.light_share THEN 1 ELSE 0 END) AS light
  FROM cases c JOIN params p ON 1 = 1 LEFT JOIN scales s ON s.unit_code = c.unit_code AND s.matter = c.matter
  GROUP BY c.unit_code, c.party_code
), relatives AS (
  SELECT DISTINCT s.unit_code, k.relative_citizen_no AS citizen_no FROM payroll_post s JOIN kin_declaration k ON k.official_citizen_no = s.citizen_no WHERE k.relative_citizen_no IS NOT NULL AND s.unit_code IS NOT NULL
), ties AS (
  SELECT a.unit_code, a.party_code, qy_ref('company_role', r.source_id, r.source_sheet, r.source_row) AS ref, CASE WHEN r.to_on < a.first_on THEN 1 ELSE 0 END AS ended
  FROM pairs a JOIN company_role r ON r.uscc = a.party_code JOIN relatives v ON v.unit_code = a.unit_code AND v.citizen_no = r.holder_no
  WHERE r.from_on IS NULL OR a.last_on IS NULL OR r.from_on <= a.last_on
), tied AS (
  SELECT unit_code, party_code, min(ended) AS ended FROM ties GROUP BY unit_code, party_code
), judged AS (
  SELECT a.*, CASE WHEN a.party_code IS NULL THEN 'party_code' WHEN a.unit_code IS NULL THEN 'unit_code' WHEN t.unit_code IS NOT NULL AND a.first_on IS NULL THEN 'filed_on' END AS missing, CASE WHEN t.ended = 1 THEN 'role_ended' END AS clause,
         CASE WHEN t.unit_code IS NULL THEN NULL WHEN a.light = 1 THEN 'red' ELSE 'blue' END AS band
  FROM pairs a LEFT JOIN tied t ON t.unit_code = a.unit_code AND t.party_code = a.party_code
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome FROM judged j
), pieces AS (
  SELECT d.unit_code, d.party_code, c.ref FROM decided d JOIN cases c ON c.unit_code = d.unit_code AND c.party_code = d.party_code WHERE d.outcome = 'hit'
  UNION SELECT t.unit_code, t.party_code, t.ref FROM ties t WHERE t.ended = 0
), proof AS (
  SELECT unit_code, party_code, array_agg(ref) AS evidence FROM (SELECT q.*, row_number() OVER (PARTITION BY q.unit_code, q.party_code ORDER BY q.ref) AS nth FROM pieces q) AS numbered WHERE nth <= 50 GROUP BY unit_code, party_code
)
SELECT d.outcome AS outcome, coalesce(d.missing, d.clause, d.band) AS detail, coalesce(d.unit_code, '') || '|' || coalesce(d.party_code, '') AS subject_key, coalesce(d.unit, '') || '，企业' || coalesce(d.firm, d.party_code, '') AS subject_label,
       'firm:' || coalesce(d.party_code, '') AS stack_key, d.source_id AS source_id, CAST(NULL AS BIGINT) AS amount_fen, CASE WHEN d.outcome = 'hit' THEN e.evidence END AS evidence,
       d.unit AS unit, coalesce(d.firm, d.party_code) AS firm, d.cases AS cases, CASE WHEN d.light = 1 THEN '有案件罚款不到同案由中位数的一半' ELSE '处理轻重与同案由相近或无从比较' END AS weight,
       CASE WHEN d.light = 1 THEN 'one of the fines was under half the median of its kind' ELSE 'the fines are like others of their kind, or cannot be compared' END AS weight_en
FROM decided d LEFT JOIN proof e ON e.unit_code = d.unit_code AND e.party_code = d.party_code
