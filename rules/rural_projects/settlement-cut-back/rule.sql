-- One row per contract; of several audits the last.
WITH audits AS (
  SELECT s.*, qy_ref('settlement', s.source_id, s.source_sheet, s.source_row) AS ref, row_number() OVER (PARTITION BY s.contract_no ORDER BY s.settled_on DESC, s.source_id, s.source_row) AS nth FROM settlement s
), titles AS (
  SELECT contract_no, min(title) AS title FROM contract GROUP BY contract_no
), judged AS (
  SELECT a.*, t.title, a.submitted_fen - a.audited_fen AS cut_fen, CAST(a.submitted_fen - a.audited_fen AS DOUBLE) / CASE WHEN a.submitted_fen > 0 THEN a.submitted_fen END AS share,
         CASE WHEN a.submitted_fen IS NULL OR a.submitted_fen <= 0 THEN 'submitted_fen' WHEN a.audited_fen IS NULL THEN 'audited_fen' END AS missing,
         CASE WHEN a.submitted_fen - a.audited_fen >= a.submitted_fen * p.cut_share AND a.submitted_fen - a.audited_fen < p.min_cut_fen THEN 'small' END AS clause,
         CASE WHEN a.submitted_fen - a.audited_fen < a.submitted_fen * p.cut_share THEN NULL WHEN a.submitted_fen - a.audited_fen >= a.submitted_fen * p.red_share THEN 'red' ELSE 'yellow' END AS band
  FROM audits a JOIN params p ON 1 = 1 LEFT JOIN titles t ON t.contract_no = a.contract_no WHERE a.nth = 1
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome FROM judged j
)
SELECT outcome, coalesce(missing, clause, band) AS detail, contract_no AS subject_key, '合同' || contract_no || coalesce('：' || title, '') AS subject_label, 'contract:' || contract_no AS stack_key, source_id, CASE WHEN outcome = 'hit' THEN cut_fen END AS amount_fen,
       CASE WHEN outcome = 'hit' THEN qy_refs(ref) END AS evidence, contract_no || coalesce('（' || title || '）', '') AS contract, submitted_fen, audited_fen, share
FROM decided
