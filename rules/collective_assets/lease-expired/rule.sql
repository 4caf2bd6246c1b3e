-- One row per contract and asset. A later contract on the same asset, or an asset no longer leased, answers the question.
WITH contracts AS (
  SELECT contract_no, asset_no, CASE WHEN contract_no IS NULL THEN from_on END AS loose_from_on,
         min(from_on) AS from_on, max(to_on) AS to_on, max(rent_fen_per_year) AS rent_fen, min(source_id) AS source_id
  FROM lease
  GROUP BY contract_no, asset_no, CASE WHEN contract_no IS NULL THEN from_on END
), timeline AS (
  SELECT asset_no, max(to_on) AS last_to_on, max(from_on) AS last_from_on
  FROM contracts WHERE asset_no IS NOT NULL GROUP BY asset_no
), register AS (  -- two register rows that disagree say nothing
  SELECT asset_no, min(name) AS name, CASE WHEN min(status) = max(status) THEN min(status) END AS status
  FROM asset GROUP BY asset_no
), judged AS (
  SELECT c.*, a.name, p.as_of, qy_days(c.to_on, p.as_of) AS days,
         CASE WHEN c.to_on IS NULL OR c.to_on < c.from_on THEN 'not_computable'
              WHEN c.to_on >= p.as_of THEN 'clear'
              WHEN c.asset_no IS NULL THEN 'not_computable'
              WHEN t.last_to_on > c.to_on OR t.last_from_on >= c.to_on THEN 'clear'
              WHEN a.status IS NULL THEN 'not_computable'
              WHEN a.status <> 'leased' THEN 'clear'
              WHEN qy_days(c.to_on, p.as_of) <= p.grace_days THEN 'excluded'
              ELSE 'hit' END AS outcome,
         CASE WHEN c.to_on IS NULL OR c.to_on < c.from_on THEN 'to_on'
              WHEN c.asset_no IS NULL THEN 'asset_no'
              ELSE 'status' END AS missing,
         CASE WHEN qy_days(c.to_on, p.as_of) > p.red_days THEN 'red' ELSE 'yellow' END AS band
  FROM contracts c
  JOIN params p ON 1 = 1
  LEFT JOIN timeline t ON t.asset_no = c.asset_no
  LEFT JOIN register a ON a.asset_no = c.asset_no
), proof AS (
  SELECT contract_no, asset_no, loose_from_on, array_agg(ref) AS evidence
  FROM (SELECT j.contract_no, j.asset_no, j.loose_from_on, qy_ref('lease', l.source_id, l.source_sheet, l.source_row) AS ref
        FROM judged j JOIN lease l ON l.asset_no = j.asset_no AND coalesce(l.contract_no, '') = coalesce(j.contract_no, '')
        WHERE j.outcome = 'hit' AND (j.loose_from_on IS NULL OR l.from_on = j.loose_from_on)
        UNION
        SELECT j.contract_no, j.asset_no, j.loose_from_on, qy_ref('asset', a.source_id, a.source_sheet, a.source_row)
        FROM judged j JOIN asset a ON a.asset_no = j.asset_no WHERE j.outcome = 'hit') AS t
  GROUP BY contract_no, asset_no, loose_from_on
)
SELECT j.outcome AS outcome,
       CASE j.outcome WHEN 'hit' THEN j.band WHEN 'excluded' THEN 'grace' WHEN 'not_computable' THEN j.missing END AS detail,
       coalesce(j.contract_no, '') || '|' || coalesce(j.asset_no, '') || coalesce('|' || qy_text(j.loose_from_on), '') AS subject_key,
       '资产' || coalesce(j.asset_no, '（无编号）') || coalesce(j.name, '') || '，合同' || coalesce(j.contract_no, '（无编号）') AS subject_label,
       'asset:' || coalesce(j.asset_no, '') AS stack_key,
       j.source_id AS source_id,
       CASE WHEN j.outcome = 'hit' THEN CAST(round(CAST(j.rent_fen AS DOUBLE) * j.days / 365) AS BIGINT) END AS amount_fen,
       CASE WHEN j.outcome = 'hit' THEN qy_first(e.evidence, 50) END AS evidence,
       coalesce(j.name, j.asset_no) AS asset_name, coalesce(j.contract_no, '（无编号）') AS contract_label,
       j.to_on AS to_on, j.as_of AS as_of, j.days AS days, j.rent_fen AS rent_fen
FROM judged j
LEFT JOIN proof e ON coalesce(e.contract_no, '') = coalesce(j.contract_no, '') AND e.asset_no = j.asset_no
                 AND coalesce(qy_text(e.loose_from_on), '') = coalesce(qy_text(j.loose_from_on), '')
