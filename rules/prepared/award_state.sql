-- What became of each tender, from its awards.
--
--   shape            one row per tender_id that has an award row
--   active_awards    awards in force; open_awards: neither in force nor cancelled nor unsuccessful, so the outcome may still change
--   suppliers        firms in the awards in force
--   sole_supplier    the firm, when one award is in force and it has one supplier
--   awarded_fen      sum of the awards in force
-- Read by bid_margin and by the rules of pack ocds.
SELECT tender_id, min(source_id) AS source_id,
       sum(CASE WHEN state = 'active' THEN 1 ELSE 0 END) AS active_awards,
       sum(CASE WHEN state NOT IN ('active', 'cancelled', 'unsuccessful') THEN 1 ELSE 0 END) AS open_awards,
       CASE WHEN sum(CASE WHEN state = 'active' THEN 1 ELSE 0 END) = 1 AND max(CASE WHEN state = 'active' THEN suppliers END) = 1
            THEN max(CASE WHEN state = 'active' THEN supplier END) END AS sole_supplier,
       max(CASE WHEN state = 'active' THEN suppliers END) AS most_suppliers,
       CAST(sum(CASE WHEN state = 'active' THEN amount_fen END) AS BIGINT) AS awarded_fen,
       max(CASE WHEN state = 'active' THEN currency END) AS currency
FROM (
  SELECT tender_id, award_key, min(source_id) AS source_id, max(state) AS state, count(DISTINCT supplier) AS suppliers,
         min(supplier) AS supplier, max(amount_fen) AS amount_fen, max(currency) AS currency
  FROM (
    SELECT a.tender_id, a.source_id, a.amount_fen, coalesce(a.currency, 'CNY') AS currency,
           coalesce(a.award_id, a.consortium, a.supplier_code, a.supplier_name) AS award_key,
           coalesce(a.supplier_code, a.supplier_name) AS supplier,
           CASE WHEN lower(trim(a.status)) IN ('active', '中标', '已中标', '成交', '有效') THEN 'active'
                WHEN lower(trim(a.status)) IN ('unsuccessful', '流标', '废标') THEN 'unsuccessful'
                WHEN lower(trim(a.status)) IN ('cancelled', '取消', '撤销') THEN 'cancelled'
                WHEN a.status IS NULL AND coalesce(t.is_ocds, 0) = 0 THEN 'active'
                ELSE lower(trim(a.status)) END AS state
    FROM award a LEFT JOIN tender_state t ON t.tender_id = a.tender_id
  ) AS award_row
  GROUP BY tender_id, award_key
) AS one_award
GROUP BY tender_id
