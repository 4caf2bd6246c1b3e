-- The limits of procurement that the county itself handed in (table threshold): from which sum a purchase follows the law's own procedures, from which
-- it needs an open tender. Goods and services; limits of works are left out, because works are held against other rules.
--
--   shape      one row per kind ('small', 'tender') and stretch of days; none when no such limit was handed in, and a rule's own parameter holds
--   from_on, to_on   both included; a limit ends where the next of its kind begins
-- Read by I01, I02 and I09.
WITH named AS (
  SELECT CASE WHEN qy_matches(kind, '公开招标') THEN 'tender' WHEN qy_matches(kind, '分散采购|采购限额') THEN 'small' END AS kind,
         coalesce(from_on, CAST('1900-01-01' AS DATE)) AS from_on, coalesce(to_on, CAST('9999-12-31' AS DATE)) AS to_on, amount_fen
  FROM threshold
  WHERE amount_fen > 0 AND NOT qy_matches(kind, '工程|施工')
), each AS (  -- one that differs within the county: the lower one shows nobody who stayed below the higher
  SELECT kind, from_on, max(to_on) AS to_on, min(amount_fen) AS limit_fen FROM named WHERE kind IS NOT NULL GROUP BY kind, from_on
), followed AS (
  SELECT kind, limit_fen, from_on, to_on, lead(from_on) OVER (PARTITION BY kind ORDER BY from_on) AS next_on FROM each
)
SELECT kind, limit_fen, from_on, CASE WHEN next_on <= to_on THEN qy_add_days(next_on, -1) ELSE to_on END AS to_on FROM followed
