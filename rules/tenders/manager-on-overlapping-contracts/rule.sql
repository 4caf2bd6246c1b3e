-- One row per manager of a winning bid with a contract.
WITH works AS (
  SELECT b.manager, c.contract_no, c.from_on, c.to_on, c.amount_fen, c.source_id, c.ref, min(w.firm_id) AS firm_id, min(b.firm_label) AS firm_label,
         coalesce(min(m.project_code), c.tender_id) AS project,
         CASE WHEN min(m.trade) IS NULL OR min(m.trade) = '' OR qy_matches(min(m.trade), '施工|工程|建设|修缮|装修|总承包') AND NOT qy_matches(min(m.trade), '监理|设计|勘察|咨询') THEN 1 ELSE 0 END AS is_works
  FROM bid_keyed b
  JOIN award_winner w ON w.tender_id = b.tender_id AND w.firm_key = b.firm_key
  JOIN contract_money c ON c.tender_id = b.tender_id
  LEFT JOIN tender_market m ON m.tender_id = b.tender_id
  WHERE b.manager IS NOT NULL
  GROUP BY b.manager, c.contract_no, c.tender_id, c.from_on, c.to_on, c.amount_fen, c.source_id, c.ref
), pairs AS (
  SELECT a.manager, a.contract_no AS one, b.contract_no AS other, CASE WHEN a.from_on > b.from_on THEN a.from_on ELSE b.from_on END AS overlap_from,
         CASE WHEN a.to_on < b.to_on THEN a.to_on ELSE b.to_on END AS overlap_to, CASE WHEN a.is_works = 0 OR b.is_works = 0 THEN 2 WHEN a.project = b.project THEN 1 ELSE 0 END AS why_not, a.ref AS ref_one, b.ref AS ref_other
  FROM works a JOIN works b ON b.manager = a.manager AND b.contract_no > a.contract_no
  WHERE a.from_on IS NOT NULL AND a.to_on IS NOT NULL AND b.from_on IS NOT NULL AND b.to_on IS NOT NULL
), longest AS (
  SELECT * FROM (
    SELECT x.*, qy_days(x.overlap_from, x.overlap_to) + 1 AS days,
           row_number() OVER (PARTITION BY manager ORDER BY why_not, qy_days(overlap_from, overlap_to) DESC, one, other) AS nth
    FROM pairs x JOIN params p ON qy_days(x.overlap_from, x.overlap_to) + 1 >= p.min_overlap_days) AS ranked
  WHERE nth = 1
), moments AS (  -- the most at once run on a day when one begins
  SELECT manager, max(at_once) AS at_once
  FROM (SELECT a.manager, a.contract_no, count(*) AS at_once FROM works a JOIN works b ON b.manager = a.manager AND b.is_works = 1 AND a.from_on BETWEEN b.from_on AND b.to_on
        WHERE a.is_works = 1 GROUP BY a.manager, a.contract_no) AS starts
  GROUP BY manager
), managers AS (
  SELECT manager, count(*) AS contracts, count(CASE WHEN from_on IS NOT NULL AND to_on IS NOT NULL THEN 1 END) AS dated, min(source_id) AS source_id FROM works GROUP BY manager
), firms AS (
  SELECT l.manager, count(DISTINCT w.firm_id) AS firms, qy_join(array_agg(w.firm_label), '、') AS firm_names, CAST(sum(w.amount_fen) AS BIGINT) AS amount_fen
  FROM longest l JOIN works w ON w.manager = l.manager AND w.contract_no IN (l.one, l.other) GROUP BY l.manager
), proof AS (
  SELECT manager, array_agg(ref) AS evidence
  FROM (SELECT manager, ref_one AS ref FROM longest UNION ALL SELECT manager, ref_other FROM longest) AS refs GROUP BY manager
), judged AS (
  SELECT m.*, o.at_once, l.one, l.why_not, l.overlap_from, l.overlap_to, l.days, f.firms, f.firm_names, f.amount_fen, e.evidence,
         CASE WHEN l.why_not = 0 AND (f.firms > 1 OR o.at_once >= p.many_at_once) THEN 'hit' WHEN l.why_not = 0 THEN 'excluded' WHEN l.why_not >= 1 THEN 'excluded' WHEN m.contracts >= 2 AND m.dated < m.contracts THEN 'not_computable' ELSE 'clear' END AS outcome
  FROM managers m JOIN params p ON 1 = 1 LEFT JOIN moments o ON o.manager = m.manager LEFT JOIN longest l ON l.manager = m.manager LEFT JOIN firms f ON f.manager = m.manager LEFT JOIN proof e ON e.manager = m.manager
)
SELECT j.outcome AS outcome, CASE j.outcome WHEN 'hit' THEN CASE WHEN j.firms > 1 THEN 'red' ELSE 'yellow' END WHEN 'excluded' THEN CASE j.why_not WHEN 0 THEN 'two_in_one_firm' WHEN 1 THEN 'one_project' ELSE 'not_works' END WHEN 'not_computable' THEN 'to_on' END AS detail,
       j.manager AS subject_key, '项目负责人（代号' || substr(j.manager, 1, 8) || '）' AS subject_label, 'certificate:' || j.manager AS stack_key, j.source_id AS source_id,
       CASE WHEN j.outcome = 'hit' THEN j.amount_fen END AS amount_fen, j.evidence AS evidence, substr(j.manager, 1, 8) AS manager, j.contracts AS contracts, j.days AS days,
       j.overlap_from AS overlap_from, j.overlap_to AS overlap_to, j.firms AS firms, j.firm_names AS firm_names
FROM judged j
