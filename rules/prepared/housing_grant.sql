-- Housing aids in one spelling: one stretch of public rental aid, or one rebuilding of a dangerous home.
--
--   shape       one row per scheme, citizen_no and from_on of housing_aid
--   grant_key   the three in one text: what the housing rules call their subject
--   kind        'rental' (公租房实物配租、租赁补贴) | 'rebuilding' (危房改造) | 'other'
--   label       what an officer reads: scheme and the first six of the token
--   ref, refs   the row, and the rows, in the file
-- Read by housing_family, housing_category and the rules of pack housing.
SELECT scheme || '|' || citizen_no || '|' || coalesce(qy_text(from_on), '') AS grant_key, scheme, citizen_no, from_on,
       CASE WHEN qy_matches(scheme, '危房|危改|抗震') THEN 'rebuilding' WHEN qy_matches(scheme, '公租|廉租|公共租赁|租赁补贴|配租') THEN 'rental' ELSE 'other' END AS kind,
       max(household_no) AS household_no, max(to_on) AS to_on, max(amount_fen) AS amount_fen, max(area_m2) AS area_m2, max(household_size) AS household_size, max(category) AS category,
       min(applied_on) AS applied_on, max(CASE WHEN citizen_no_check <> 'valid' THEN 1 ELSE 0 END) AS unreadable,
       scheme || '，保障对象' || substr(citizen_no, 1, 6) AS label, min(source_id) AS source_id,
       min(qy_ref('housing_aid', source_id, source_sheet, source_row)) AS ref,
       qy_first(array_agg(qy_ref('housing_aid', source_id, source_sheet, source_row)), 50) AS refs
FROM housing_aid
GROUP BY scheme, citizen_no, from_on
