-- Titles to homes: whoever holds one, from when to when. Garages, shops and works are left out; a title of unknown use counts as a home.
--
--   shape       one row per row of property_title that may be a home
--   rural       1 for a homestead (宅基地), which may be the very house that was rebuilt; urban 1 where the use says town or commodity housing
-- Read by E01, E04b.
SELECT holder_no, registered_on, cancelled_on, area_m2, CASE WHEN qy_matches(use, '宅基地|农村') THEN 1 ELSE 0 END AS rural,
       CASE WHEN qy_matches(use, '城镇|商品|成套|公寓') THEN 1 ELSE 0 END AS urban, qy_ref('property_title', source_id, source_sheet, source_row) AS ref
FROM property_title
WHERE use IS NULL OR (qy_matches(use, '住|居|公寓|房|宅基地') AND NOT qy_matches(use, '车位|车库|商业|商服|商铺|商用|办公|工业|仓|厂房'))
