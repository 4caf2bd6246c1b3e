-- One row per contract: the earliest of signing, start and payment against the award.
WITH contracts AS (
  SELECT contract_no, min(tender_id) AS tender_id, min(title) AS title, max(amount_fen) AS amount_fen, min(currency) AS currency,
         min(signed_on) AS signed_on, min(from_on) AS from_on, min(coalesce(supplier_code, qy_code(supplier_name))) AS supplier_key, min(source_id) AS source_id
  FROM contract GROUP BY contract_no
), awards AS (
  SELECT tender_id, min(coalesce(decided_on, published_on)) AS award_on, min(source_id) AS source_id FROM award GROUP BY tender_id
), tenders AS (
  SELECT tender_id, min(project_code) AS project_code, min(coalesce(title, '') || coalesce(method_details, '')) AS nature FROM tender GROUP BY tender_id
), single AS (  -- projects of one section: only there the start of the project is the start of the contract
  SELECT project_code FROM tenders WHERE project_code IS NOT NULL GROUP BY project_code HAVING count(*) = 1
), starts AS (
  SELECT j.project_code, min(j.started_on) AS started_on FROM project j JOIN single s ON s.project_code = j.project_code GROUP BY j.project_code
), payments AS (
  SELECT y.contract_no, min(y.on) AS paid_on FROM payment y JOIN contracts c ON c.contract_no = y.contract_no
  WHERE y.amount_fen > 0 GROUP BY y.contract_no
), events AS (
  SELECT c.contract_no, 1 AS kind, c.signed_on AS happened_on FROM contracts c WHERE c.signed_on IS NOT NULL
  UNION ALL SELECT c.contract_no, 2, c.from_on FROM contracts c WHERE c.from_on IS NOT NULL
  UNION ALL SELECT y.contract_no, 3, y.paid_on FROM payments y WHERE y.paid_on IS NOT NULL
  UNION ALL
  SELECT c.contract_no, 4, s.started_on FROM contracts c
  JOIN tenders t ON t.tender_id = c.tender_id JOIN starts s ON s.project_code = t.project_code WHERE s.started_on IS NOT NULL
), first_events AS (
  SELECT contract_no, kind, happened_on
  FROM (SELECT e.*, row_number() OVER (PARTITION BY contract_no ORDER BY happened_on, kind) AS nth FROM events e) AS t
  WHERE nth = 1
), judged AS (
  SELECT c.*, a.award_on, f.kind, f.happened_on, qy_days(f.happened_on, a.award_on) AS days,
         CASE WHEN c.tender_id IS NULL OR a.award_on IS NULL OR f.happened_on IS NULL THEN 'not_computable'
              WHEN qy_days(f.happened_on, a.award_on) <= p.grace_days THEN 'clear'
              WHEN coalesce(c.title, '') || coalesce(t.nature, '') LIKE '%抢险%' OR coalesce(c.title, '') || coalesce(t.nature, '') LIKE '%救灾%'
                OR coalesce(c.title, '') || coalesce(t.nature, '') LIKE '%应急%' OR coalesce(c.title, '') || coalesce(t.nature, '') LIKE '%抢修%' THEN 'excluded'
              ELSE 'hit' END AS outcome,
         CASE WHEN c.tender_id IS NULL THEN 'tender_id' WHEN a.award_on IS NULL THEN 'decided_on' ELSE 'signed_on' END AS missing,
         CASE WHEN qy_days(f.happened_on, a.award_on) > p.red_days THEN 'red' ELSE 'yellow' END AS band
  FROM contracts c
  JOIN params p ON 1 = 1
  LEFT JOIN awards a ON a.tender_id = c.tender_id
  LEFT JOIN tenders t ON t.tender_id = c.tender_id
  LEFT JOIN first_events f ON f.contract_no = c.contract_no
), refs AS (
  SELECT j.contract_no, 1 AS place, qy_ref('contract', c.source_id, c.source_sheet, c.source_row) AS ref
  FROM judged j JOIN contract c ON c.contract_no = j.contract_no WHERE j.outcome = 'hit'
  UNION ALL
  SELECT j.contract_no, 2, qy_ref('award', a.source_id, a.source_sheet, a.source_row)
  FROM judged j JOIN award a ON a.tender_id = j.tender_id WHERE j.outcome = 'hit'
  UNION ALL
  SELECT j.contract_no, 3, qy_ref('payment', y.source_id, y.source_sheet, y.source_row)
  FROM judged j JOIN payment y ON y.contract_no = j.contract_no AND y.amount_fen > 0 AND y.on < j.award_on WHERE j.outcome = 'hit'
  UNION ALL
  SELECT j.contract_no, 4, qy_ref('project', x.source_id, x.source_sheet, x.source_row)
  FROM judged j JOIN tenders t ON t.tender_id = j.tender_id JOIN project x ON x.project_code = t.project_code
  WHERE j.outcome = 'hit' AND j.kind = 4
), proof AS (
  SELECT contract_no, array_agg(ref) AS evidence
  FROM (SELECT r.*, row_number() OVER (PARTITION BY contract_no ORDER BY place, ref) AS nth FROM refs r) AS t
  WHERE nth <= 50
  GROUP BY contract_no
)
SELECT j.outcome AS outcome,
       CASE j.outcome WHEN 'hit' THEN j.band WHEN 'excluded' THEN 'emergency' WHEN 'not_computable' THEN j.missing END AS detail,
       j.contract_no AS subject_key, '合同' || j.contract_no || coalesce('：' || j.title, '') AS subject_label,
       coalesce('tender:' || j.tender_id, 'firm:' || j.supplier_key, 'contract:' || j.contract_no) AS stack_key, j.source_id AS source_id,
       CASE WHEN j.outcome = 'hit' THEN j.amount_fen END AS amount_fen,
       CASE WHEN j.outcome = 'hit' THEN e.evidence END AS evidence,
       j.contract_no AS contract_label,
       CASE j.kind WHEN 1 THEN '合同签订' WHEN 2 THEN '合同约定开工（履约）' WHEN 3 THEN '首笔付款' ELSE '项目开工' END AS event,
       CASE j.kind WHEN 1 THEN 'signing' WHEN 2 THEN 'start of the term' WHEN 3 THEN 'first payment' ELSE 'start of works' END AS event_en,
       j.happened_on AS event_on, j.award_on AS award_on, j.days AS days, coalesce(j.currency, 'CNY') AS currency
FROM judged j
LEFT JOIN proof e ON e.contract_no = j.contract_no
