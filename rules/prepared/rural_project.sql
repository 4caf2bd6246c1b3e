-- Projects once each, with the contracts made for them.
--
--   shape        one row per project_code
--   works        1 when the name (the owner's name left out) tells of building, not of goods or services
--   rural        1 for works or bases of farmland, water, roads and rural development
--   contracts, contract_fen, first_signed_on   contracts linked through the project's tenders
-- Read by G05a, G09a, G09b, G10.
WITH linked AS (
  SELECT t.project_code, c.contract_no, min(c.signed_on) AS signed_on, max(c.amount_fen) AS amount_fen
  FROM (SELECT DISTINCT tender_id, project_code FROM tender WHERE project_code IS NOT NULL) AS t JOIN contract c ON c.tender_id = t.tender_id
  GROUP BY t.project_code, c.contract_no
), made AS (
  SELECT project_code, count(*) AS contracts, CAST(sum(amount_fen) AS BIGINT) AS contract_fen, min(signed_on) AS first_signed_on FROM linked GROUP BY project_code
), once AS (
  SELECT project_code, min(name) AS name, min(owner_code) AS owner_code, min(owner_name) AS owner_name, replace(coalesce(min(name), ''), coalesce(min(owner_name), '无此单位'), '') AS bare_name, min(fund_source) AS fund, max(approved_fen) AS approved_fen, min(approval_no) AS approval_no, min(approved_on) AS approved_on, min(started_on) AS started_on,
         max(finished_on) AS finished_on, min(source_id) AS source_id, min(qy_ref('project', source_id, source_sheet, source_row)) AS ref
  FROM project GROUP BY project_code
)
SELECT o.project_code, coalesce(o.name, o.project_code) AS name, o.owner_code, coalesce(o.owner_name, o.owner_code, '建设单位未登记') AS owner, coalesce(o.owner_code, qy_code(o.owner_name)) AS owner_key, o.fund, o.approved_fen, o.approval_no, o.approved_on, o.started_on, o.finished_on,
       CASE WHEN qy_matches(o.bare_name, '工程|建设|改造|修复|整治|道路|公路|产业路|村道|灌|渠|塘|堰|管网|冷库|厂房|大棚|基地|广场|绿化|硬化|安装|装修') AND NOT qy_matches(o.bare_name, '采购|设备|服务|设计|监理|咨询|家具|软件') THEN 1 ELSE 0 END AS works,
       CASE WHEN NOT qy_matches(o.bare_name, '采购|设备|服务|设计|监理|咨询|家具|软件') AND qy_matches(coalesce(o.fund, '') || o.bare_name, '衔接|扶贫|乡村|农村|农业|农田|水利|灌|渠|塘|堰|村|产业|以工代赈|一事一议|移民|帮扶|土地整治|复垦|种植|养殖') THEN 1 ELSE 0 END AS rural,
       coalesce(m.contracts, 0) AS contracts, m.contract_fen, m.first_signed_on, o.source_id, o.ref
FROM once o LEFT JOIN made m ON m.project_code = o.project_code
