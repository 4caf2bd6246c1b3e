-- One row per payer, payee of that trade, and year. The trade is read from the payee's name and, failing that, from what the payment was for.
WITH hosts AS (  -- each spelling is tried once
  SELECT DISTINCT payee_name FROM payee WHERE qy_matches(payee_name, '宾馆|酒店|饭店|酒楼|招待所|培训中心|会议中心|会议服务|度假|山庄|农家乐|食堂|疗养|接待中心')
), trade AS (
  SELECT coalesce(m.payer_code, qy_code(m.payer_name)) AS payer_key, coalesce(m.payer_name, m.payer_code) AS payer, coalesce(m.payee_code, qy_code(m.payee_name)) AS payee_key, m.payee_name AS payee, qy_year(m."on") AS year,
         qy_month_no(m."on") AS month_no, m.amount_fen, m.contract_no, CASE WHEN qy_matches(coalesce(m.summary, ''), '预存|预付|预交|充值|储值|存入') THEN 1 ELSE 0 END AS ahead, m.source_id, qy_ref('payment', m.source_id, m.source_sheet, m.source_row) AS ref
  FROM payment m LEFT JOIN hosts h ON h.payee_name = m.payee_name
  WHERE m."on" IS NOT NULL AND (m.payer_code IS NOT NULL OR m.payer_name IS NOT NULL)
    AND (h.payee_name IS NOT NULL OR CASE WHEN m.summary LIKE '%预存%' OR m.summary LIKE '%预付%' OR m.summary LIKE '%充值%' THEN qy_matches(m.summary, '(预存|预付|充值).*(餐|会议|培训|住宿|接待)') ELSE FALSE END)
), years AS (
  SELECT payer_key, payee_key, year, min(payer) AS payer, min(payee) AS payee, min(source_id) AS source_id, count(*) FILTER (WHERE month_no = 12) AS payments, count(DISTINCT month_no) AS months,
         CAST(sum(amount_fen) AS BIGINT) AS year_fen, CAST(sum(amount_fen) FILTER (WHERE month_no = 12) AS BIGINT) AS december_fen, CAST(sum(amount_fen) FILTER (WHERE month_no = 12 AND contract_no IS NULL) AS BIGINT) AS loose_fen, max(CASE WHEN month_no = 12 THEN ahead END) AS ahead
  FROM trade GROUP BY payer_key, payee_key, year
), judged AS (
  SELECT y.*, CAST(y.december_fen AS DOUBLE) / nullif(y.year_fen, 0) AS share, CASE WHEN y.payee_key IS NULL THEN 'payee_name' END AS missing,
         CASE WHEN y.december_fen IS NULL OR y.december_fen < y.year_fen * p.december_share THEN NULL WHEN y.december_fen < CASE WHEN y.ahead = 1 THEN p.ahead_fen ELSE p.min_fen END THEN 'small' WHEN y.months >= p.regular_months THEN 'regular'
              WHEN coalesce(y.loose_fen, 0) < CASE WHEN y.ahead = 1 THEN p.ahead_fen ELSE p.min_fen END THEN 'by_contract' END AS clause,
         CASE WHEN y.december_fen IS NULL OR y.year_fen <= 0 OR y.december_fen < y.year_fen * p.december_share THEN NULL WHEN y.december_fen <= 0 THEN NULL WHEN y.ahead = 1 AND y.december_fen >= p.red_from_fen THEN 'red' WHEN y.ahead = 1 OR y.december_fen >= p.red_from_fen THEN 'yellow' ELSE 'blue' END AS band
  FROM years y JOIN params p ON 1 = 1
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome FROM judged j
), refs AS (
  SELECT d.payer_key, d.payee_key, d.year, t.ref, row_number() OVER (PARTITION BY d.payer_key, d.payee_key, d.year ORDER BY t.amount_fen DESC, t.ref) AS nth
  FROM decided d JOIN trade t ON t.payer_key = d.payer_key AND t.payee_key = d.payee_key AND t.year = d.year AND t.month_no = 12 WHERE d.outcome = 'hit'
), proof AS (
  SELECT payer_key, payee_key, year, array_agg(ref) AS evidence FROM refs WHERE nth <= 50 GROUP BY payer_key, payee_key, year
)
SELECT d.outcome AS outcome, coalesce(d.missing, d.clause, d.band) AS detail, d.payer_key || '|' || coalesce(d.payee_key, '') || '|' || qy_text(d.year) AS subject_key,
       d.payer || ' → ' || coalesce(d.payee, '') || '，' || qy_text(d.year) || '年' AS subject_label, 'unit:' || d.payer_key AS stack_key, d.source_id AS source_id,
       CASE WHEN d.outcome = 'hit' THEN d.december_fen END AS amount_fen, e.evidence AS evidence, d.payer AS payer, d.payee AS payee, d.year AS year, d.payments AS payments, d.share AS share,
       CASE WHEN d.ahead = 1 THEN '用途写有预存、预付字样' ELSE '用途没有写明预存' END AS words, CASE WHEN d.ahead = 1 THEN 'the purpose says paid ahead' ELSE 'the purpose does not say paid ahead' END AS words_en
FROM decided d LEFT JOIN proof e ON e.payer_key = d.payer_key AND e.payee_key = d.payee_key AND e.year = d.year
