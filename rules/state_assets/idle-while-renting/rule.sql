-- One row per unit that owns a building whose use is known.
WITH buildings AS (
  SELECT asset_no, owner_code, status, CAST(area_m2 AS DOUBLE) AS area_m2, acquired_on, coalesce(kind, '') || coalesce(name, '') AS nature, source_id, qy_ref('asset', source_id, source_sheet, source_row) AS ref
  FROM asset WHERE village_code IS NULL AND qy_matches(coalesce(kind, '') || coalesce(name, ''), '房|楼|仓库|门面|商铺|厂房|办公')
), owners AS (
  SELECT b.owner_code, min(b.source_id) AS source_id, count(b.status) AS known, count(*) FILTER (WHERE b.status = 'idle' AND b.area_m2 >= p.min_area_m2 AND (b.acquired_on IS NULL OR qy_days(b.acquired_on, p.as_of) >= p.idle_days)) AS idle,
         count(*) FILTER (WHERE b.status = 'idle' AND b.area_m2 >= p.min_area_m2 AND (b.acquired_on IS NULL OR qy_days(b.acquired_on, p.as_of) >= p.idle_days) AND NOT qy_matches(b.nature, '危|待拆|拟拆|报废|待处置')) AS fit,
         sum(b.area_m2) FILTER (WHERE b.status = 'idle' AND b.area_m2 >= p.min_area_m2 AND (b.acquired_on IS NULL OR qy_days(b.acquired_on, p.as_of) >= p.idle_days) AND NOT qy_matches(b.nature, '危|待拆|拟拆|报废|待处置')) AS area
  FROM buildings b JOIN params p ON 1 = 1 GROUP BY b.owner_code
), rents AS (
  SELECT o.owner_code, m.amount_fen, qy_ref('payment', m.source_id, m.source_sheet, m.source_row) AS ref
  FROM owners o JOIN payment m ON m.payer_code = o.owner_code JOIN params p ON 1 = 1
  WHERE o.idle > 0 AND m."on" > qy_add_days(p.as_of, -365) AND m."on" <= p.as_of AND qy_matches(coalesce(m.summary, '') || '|' || coalesce(m.subject_name, ''), '房屋租|房租|办公用房租|租房|仓库租|门面租|场地租|租赁费')
    AND NOT qy_matches(coalesce(m.summary, ''), '车|设备|机械|光纤|线路|服务器|公租房|补贴')
), rented AS (
  SELECT owner_code, count(*) FILTER (WHERE amount_fen > 0) AS payments, CAST(sum(amount_fen) AS BIGINT) AS rent_fen FROM rents GROUP BY owner_code
), judged AS (
  SELECT o.*, r.payments, r.rent_fen, CASE WHEN o.owner_code IS NULL THEN 'owner_code' WHEN o.known = 0 THEN 'status' END AS missing, CASE WHEN r.rent_fen >= p.min_rent_fen AND o.fit = 0 THEN 'unfit' END AS clause,
         CASE WHEN r.rent_fen >= p.red_rent_fen THEN 'red' WHEN r.rent_fen >= p.min_rent_fen THEN 'yellow' END AS band
  FROM owners o JOIN params p ON 1 = 1 LEFT JOIN rented r ON r.owner_code = o.owner_code
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome FROM judged j
), pieces AS (
  SELECT d.owner_code, b.ref, 1 AS place FROM decided d JOIN buildings b ON b.owner_code = d.owner_code AND b.status = 'idle' WHERE d.outcome = 'hit'
  UNION ALL
  SELECT d.owner_code, r.ref, 2 FROM decided d JOIN rents r ON r.owner_code = d.owner_code WHERE d.outcome = 'hit'
), proof AS (
  SELECT owner_code, array_agg(ref) AS evidence FROM (SELECT q.*, row_number() OVER (PARTITION BY q.owner_code ORDER BY q.place, q.ref) AS nth FROM pieces q) AS numbered WHERE nth <= 50 GROUP BY owner_code
)
SELECT d.outcome AS outcome, coalesce(d.missing, d.clause, d.band) AS detail, coalesce(d.owner_code, '') AS subject_key, '单位' || coalesce(d.owner_code, '') AS subject_label, 'unit:' || coalesce(d.owner_code, '') AS stack_key, d.source_id AS source_id,
       CASE WHEN d.outcome = 'hit' THEN d.rent_fen END AS amount_fen, e.evidence AS evidence, d.owner_code AS owner, d.fit AS assets, d.area AS area, d.payments AS payments
FROM decided d LEFT JOIN proof e ON e.owner_code = d.owner_code
