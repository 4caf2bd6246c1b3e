-- The files and sheets that bids stand in, by number: a few, and their names are long.
--
--   shape       one row per source and sheet of `bid`
--   sheet_no    from 1 in the order of source and sheet, so that the least number has the least source; good within one run only
-- Read by bid_kind and by the rules of pack ocds.
SELECT source_id, source_sheet, row_number() OVER (ORDER BY source_id, source_sheet) AS sheet_no
FROM (SELECT DISTINCT source_id, source_sheet FROM bid) AS sheets
