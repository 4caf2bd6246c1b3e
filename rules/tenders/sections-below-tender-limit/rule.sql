-- One row per project and class of procurement (works, goods, services); tenders that cannot be placed make rows of their own.
WITH sections AS (
  SELECT t.tender_id, min(t.project_code) AS project_code, min(coalesce(t.category, '') || ' ' || coalesce(t.title, '')) AS nature,
         min(t.category) AS category, max(coalesce(t.estimate_fen, t.control_price_fen)) AS value_fen, min(t.published_on) AS published_on,
         min(coalesce(t.buyer_code, qy_code(t.buyer_name))) AS buyer_key, min(t.source_id) AS source_id,
         max(CASE WHEN t.must_tender THEN 1 WHEN NOT t.must_tender THEN 0 END) AS must_tender, lower(min(t.method)) AS method
  FROM tender t
  GROUP BY t.tender_id
), classed AS (
  SELECT s.*,
         CASE WHEN lower(s.category) LIKE '%service%' OR s.category LIKE '%服务%' OR s.category LIKE '%勘察%' OR s.category LIKE '%设计%' OR s.category LIKE '%监理%'
                OR s.category LIKE '%咨询%' OR s.category LIKE '%检测%' THEN 'services'
              WHEN lower(s.category) LIKE '%goods%' OR s.category LIKE '%货物%' OR s.category LIKE '%设备%' OR s.category LIKE '%材料%' THEN 'goods'
              WHEN lower(s.category) LIKE '%works%' OR lower(s.category) LIKE '%construction%' OR s.category LIKE '%工程%' OR s.category LIKE '%施工%'
                OR s.category LIKE '%建设%' OR s.category LIKE '%修缮%' OR s.category LIKE '%装修%' THEN 'works' END AS class,
         CASE WHEN s.method IN ('open', 'selective') OR s.method LIKE '%招标%' THEN 1
              WHEN s.method IS NOT NULL THEN 0
              ELSE s.must_tender END AS tendered,
         CASE WHEN s.nature LIKE '%抢险%' OR s.nature LIKE '%救灾%' OR s.nature LIKE '%应急%' OR s.nature LIKE '%抢修%' THEN 1 ELSE 0 END AS emergency
  FROM sections s
), placed AS (
  SELECT c.*,
         CASE WHEN c.project_code IS NULL THEN 'project_code' WHEN c.class IS NULL THEN 'category'
              WHEN c.tendered IS NULL THEN 'method' WHEN c.tendered = 0 AND c.value_fen IS NULL THEN 'estimate_fen' END AS missing,
         CASE c.class WHEN 'works' THEN p.works_fen WHEN 'goods' THEN p.goods_fen WHEN 'services' THEN p.services_fen END AS limit_fen
  FROM classed c JOIN params p ON 1 = 1
), small AS (  -- the sections in question
  SELECT * FROM placed WHERE missing IS NULL AND tendered = 0 AND value_fen < limit_fen
), groups AS (
  SELECT project_code, class, count(*) AS sections, count(CASE WHEN emergency = 0 THEN 1 END) AS ordinary, sum(value_fen) AS total_fen,
         sum(CASE WHEN emergency = 0 THEN value_fen END) AS ordinary_fen, max(CASE WHEN emergency = 0 THEN value_fen END) AS largest_fen,
         max(limit_fen) AS limit_fen, qy_days(min(CASE WHEN emergency = 0 THEN published_on END), max(CASE WHEN emergency = 0 THEN published_on END)) AS span_days
  FROM small GROUP BY project_code, class
), projects AS (
  SELECT project_code, class, min(buyer_key) AS buyer_key, min(source_id) AS source_id FROM placed WHERE missing IS NULL GROUP BY project_code, class
), judged AS (
  SELECT x.project_code, x.class, x.buyer_key, x.source_id, g.ordinary AS sections, g.ordinary_fen, g.largest_fen, g.limit_fen,
         CASE WHEN coalesce(g.sections, 0) < 2 OR g.total_fen < g.limit_fen THEN 'clear'
              WHEN g.ordinary < 2 OR g.ordinary_fen < g.limit_fen THEN 'excluded'
              WHEN g.span_days > p.max_span_days THEN 'excluded'
              ELSE 'hit' END AS outcome,
         CASE WHEN g.ordinary < 2 OR g.ordinary_fen < g.limit_fen THEN 'emergency' ELSE 'phased' END AS clause,
         CASE WHEN g.ordinary >= p.many_sections OR g.largest_fen >= p.near_ratio * g.limit_fen THEN 'red' ELSE 'yellow' END AS band
  FROM projects x JOIN params p ON 1 = 1
  LEFT JOIN groups g ON g.project_code = x.project_code AND g.class = x.class
), proof AS (
  SELECT project_code, class, array_agg(ref) AS evidence
  FROM (SELECT s.project_code, s.class, qy_ref('tender', t.source_id, t.source_sheet, t.source_row) AS ref,
               row_number() OVER (PARTITION BY s.project_code, s.class ORDER BY s.value_fen DESC, t.source_id, t.source_row) AS nth
        FROM judged j
        JOIN small s ON s.project_code = j.project_code AND s.class = j.class AND s.emergency = 0
        JOIN tender t ON t.tender_id = s.tender_id
        WHERE j.outcome = 'hit') AS t
  WHERE nth <= 50
  GROUP BY project_code, class
)
SELECT j.outcome AS outcome, CASE j.outcome WHEN 'hit' THEN j.band WHEN 'excluded' THEN j.clause END AS detail,
       j.project_code || '|' || j.class AS subject_key,
       '项目' || j.project_code || CASE j.class WHEN 'works' THEN '施工' WHEN 'goods' THEN '货物' ELSE '服务' END AS subject_label,
       coalesce('unit:' || j.buyer_key, 'project:' || j.project_code) AS stack_key, j.source_id AS source_id,
       CASE WHEN j.outcome = 'hit' THEN CAST(j.ordinary_fen AS BIGINT) END AS amount_fen,
       CASE WHEN j.outcome = 'hit' THEN e.evidence END AS evidence,
       j.project_code AS project_code, CASE j.class WHEN 'works' THEN '施工' WHEN 'goods' THEN '货物采购' ELSE '服务采购' END AS class_name, j.class AS class_name_en,
       j.sections AS sections, j.limit_fen AS limit_fen, j.largest_fen AS largest_fen, CAST(j.ordinary_fen AS DOUBLE) / j.limit_fen AS ratio
FROM judged j
LEFT JOIN proof e ON e.project_code = j.project_code AND e.class = j.class
UNION ALL
SELECT 'not_computable', missing, coalesce(project_code, '') || '|' || tender_id, '标段' || tender_id, 'tender:' || tender_id, source_id,
       NULL, NULL, project_code, NULL, NULL, NULL, NULL, NULL, NULL
FROM placed WHERE missing IS NOT NULL
