-- One row per tender and contact (a phone or a manager); bids that give neither make one row per tender.
WITH contacts AS (
  SELECT tender_id, 'phone' AS kind, phone AS contact, firm_key, firm_label, party, amount_fen, currency, source_id, source_sheet, source_row
  FROM bid_keyed WHERE phone IS NOT NULL
  UNION ALL
  SELECT tender_id, 'manager', manager, firm_key, firm_label, party, amount_fen, currency, source_id, source_sheet, source_row
  FROM bid_keyed WHERE manager IS NOT NULL
), users AS (
  SELECT kind, contact, count(DISTINCT firm_key) AS firms FROM contacts GROUP BY kind, contact
), stakes AS (
  SELECT tender_id, min(amount_fen) AS lowest_fen FROM bid_keyed WHERE amount_fen > 0 GROUP BY tender_id
), shared AS (
  SELECT tender_id, kind, contact, count(DISTINCT firm_key) AS firms, count(DISTINCT party) AS parties,
         qy_join(array_agg(firm_label), '、') AS firm_names, min(currency) AS currency, min(source_id) AS source_id
  FROM contacts
  GROUP BY tender_id, kind, contact
), judged AS (
  SELECT s.*, k.lowest_fen,
         CASE WHEN s.firms < 2 THEN 'clear' WHEN s.parties < 2 THEN 'excluded' ELSE 'hit' END AS outcome,
         CASE WHEN s.kind = 'phone' AND u.firms >= p.agent_firms THEN 'yellow' ELSE 'red' END AS band
  FROM shared s
  JOIN params p ON 1 = 1
  JOIN users u ON u.kind = s.kind AND u.contact = s.contact
  LEFT JOIN stakes k ON k.tender_id = s.tender_id
), proof AS (
  SELECT tender_id, kind, contact, array_agg(ref) AS evidence
  FROM (SELECT c.tender_id, c.kind, c.contact, qy_ref('bid', c.source_id, c.source_sheet, c.source_row) AS ref,
               row_number() OVER (PARTITION BY c.tender_id, c.kind, c.contact ORDER BY c.amount_fen DESC, c.source_id, c.source_row) AS nth
        FROM judged j JOIN contacts c ON c.tender_id = j.tender_id AND c.kind = j.kind AND c.contact = j.contact WHERE j.outcome = 'hit') AS t
  WHERE nth <= 50
  GROUP BY tender_id, kind, contact
)
SELECT j.outcome AS outcome,
       CASE j.outcome WHEN 'hit' THEN j.band WHEN 'excluded' THEN 'consortium' END AS detail,
       j.tender_id || '|' || j.kind || '|' || j.contact AS subject_key,
       '标段' || j.tender_id || CASE WHEN j.outcome = 'hit' THEN '：' || j.firm_names ELSE '' END AS subject_label,
       'tender:' || j.tender_id AS stack_key, j.source_id AS source_id,
       CASE WHEN j.outcome = 'hit' THEN j.lowest_fen END AS amount_fen,
       CASE WHEN j.outcome = 'hit' THEN e.evidence END AS evidence,
       j.tender_id AS tender_id, j.firms AS firms, j.firm_names AS firm_names,
       CASE WHEN j.kind = 'phone' THEN '联系电话' ELSE '项目负责人' END AS what,
       CASE WHEN j.kind = 'phone' THEN 'contact phone' ELSE 'project manager' END AS what_en, j.currency AS currency
FROM judged j
LEFT JOIN proof e ON e.tender_id = j.tender_id AND e.kind = j.kind AND e.contact = j.contact
UNION ALL
SELECT 'not_computable', 'contact_phone', tender_id || '|', '标段' || tender_id, 'tender:' || tender_id, min(source_id),
       NULL, NULL, tender_id, count(DISTINCT firm_key), NULL, NULL, NULL, NULL
FROM bid_keyed
WHERE phone IS NULL AND manager IS NULL
GROUP BY tender_id
