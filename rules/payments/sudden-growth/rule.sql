-- One row per payee and currency: the month in which its rolling twelve months, from all payers together, grew most over the twelve before.
WITH ledgers AS (
  SELECT payer_key, currency, min(month_no) AS begin_month, min(min(month_no)) OVER (PARTITION BY currency) AS first_month,
         max(max(month_no)) OVER (PARTITION BY currency) AS end_month
  FROM payment_keyed WHERE payer_key IS NOT NULL GROUP BY payer_key, currency
), veterans AS (  -- a payer whose ledger begins later would make every payee of its own look new
  SELECT payer_key, currency, first_month FROM ledgers WHERE begin_month <= first_month + 2 AND end_month >= first_month + 23
), pairs AS (
  SELECT k.payer_key, k.payee_key, k.currency, min(k.month_no) AS first_month, coalesce(sum(k.amount_fen) FILTER (WHERE k.amount_fen > 0), 0) AS paid_fen,
         min(k.source_id) AS source_id
  FROM payment_keyed k
  WHERE k.payer_key IS NOT NULL AND k.payee_key IS NOT NULL
  GROUP BY k.payer_key, k.payee_key, k.currency
), firms AS (
  SELECT q.payee_key, q.currency, sum(CASE WHEN v.payer_key IS NOT NULL THEN q.paid_fen ELSE 0 END) AS paid_fen, min(q.first_month) AS first_month,
         count(v.payer_key) AS known_payers, min(q.source_id) AS source_id
  FROM pairs q LEFT JOIN veterans v ON v.payer_key = q.payer_key AND v.currency = q.currency
  GROUP BY q.payee_key, q.currency
), months AS (  -- a payee that never got the least increase in all cannot have grown by it
  SELECT k.payee_key, k.currency, k.month_no, sum(k.amount_fen) AS month_fen, max(k.paid_on) AS last_on
  FROM payment_keyed k
  JOIN (SELECT f.payee_key, f.currency FROM firms f JOIN params p ON f.paid_fen >= p.min_increase_fen) AS b ON b.payee_key = k.payee_key AND b.currency = k.currency
  WHERE EXISTS (SELECT 1 FROM veterans v WHERE v.payer_key = k.payer_key AND v.currency = k.currency)
  GROUP BY k.payee_key, k.currency, k.month_no
), rolling AS (
  SELECT m.*,
         sum(month_fen) OVER (PARTITION BY payee_key, currency ORDER BY month_no RANGE BETWEEN 11 PRECEDING AND CURRENT ROW) AS current_fen,
         coalesce(sum(month_fen) OVER (PARTITION BY payee_key, currency ORDER BY month_no RANGE BETWEEN 23 PRECEDING AND 12 PRECEDING), 0) AS prior_fen
  FROM months m
), grown AS (
  SELECT r.*, row_number() OVER (PARTITION BY r.payee_key, r.currency ORDER BY r.current_fen - r.prior_fen DESC, r.month_no) AS nth
  FROM rolling r
  JOIN (SELECT currency, min(first_month) AS first_month FROM veterans GROUP BY currency) AS b ON b.currency = r.currency
  JOIN params p ON r.month_no >= b.first_month + 23
  WHERE r.current_fen - r.prior_fen >= p.min_increase_fen AND (r.prior_fen <= 0 OR r.current_fen >= p.min_factor * r.prior_fen)
), peaks AS (
  SELECT g.*, f.first_month, f.source_id FROM grown g JOIN firms f ON f.payee_key = g.payee_key AND f.currency = g.currency WHERE g.nth = 1
), payers_of AS (  -- who paid in those twelve months, the largest first
  SELECT g.payee_key, g.currency, k.payer_key, sum(k.amount_fen) AS payer_fen,
         row_number() OVER (PARTITION BY g.payee_key, g.currency ORDER BY sum(k.amount_fen) DESC, k.payer_key) AS nth
  FROM peaks g JOIN payment_keyed k ON k.payee_key = g.payee_key AND k.currency = g.currency AND k.month_no BETWEEN g.month_no - 11 AND g.month_no
  WHERE k.payer_key IS NOT NULL
  GROUP BY g.payee_key, g.currency, k.payer_key
), payees AS (
  SELECT payee_key, min(payee_label) AS payee FROM payee WHERE payee_key IS NOT NULL GROUP BY payee_key
), tendered AS (  -- tenders won in the two years before the peak
  SELECT g.payee_key, g.currency, sum(w.amount_fen) AS won_fen
  FROM peaks g
  JOIN (
    SELECT a.supplier_code AS payee_key, a.amount_fen, coalesce(a.decided_on, a.published_on) AS won_on FROM award a WHERE a.supplier_code IS NOT NULL
    UNION ALL
    SELECT n.payee_key, a.amount_fen, coalesce(a.decided_on, a.published_on) FROM award a JOIN payees n ON n.payee = a.supplier_name
    WHERE a.supplier_code IS NULL OR a.supplier_code <> n.payee_key
  ) AS w ON w.payee_key = g.payee_key
  WHERE w.amount_fen > 0 AND w.won_on <= g.last_on AND w.won_on > qy_add_months(g.last_on, -24)
  GROUP BY g.payee_key, g.currency
), otherwise AS (  -- the same payee under another code or name, in the twelve months before
  SELECT g.payee_key, g.currency, sum(k.amount_fen) AS prior_fen
  FROM peaks g
  JOIN entity a ON a.kind = 'firm' AND a.entity_key = g.payee_key
  JOIN entity b ON b.kind = 'firm' AND b.entity_id = a.entity_id AND b.entity_key <> a.entity_key
  JOIN payment_keyed k ON k.payee_key = b.entity_key AND k.currency = g.currency AND k.month_no BETWEEN g.month_no - 23 AND g.month_no - 12
  GROUP BY g.payee_key, g.currency
), judged AS (
  SELECT g.*, n.payee, m.payer_key, m.payer_fen / greatest(g.current_fen, 1) AS payer_share,
         CASE WHEN g.prior_fen > 0 THEN 'grown' WHEN g.first_month > g.month_no - 12 THEN 'new' ELSE 'returned' END AS kind,
         CASE WHEN n.payee LIKE '%财政局%' OR n.payee LIKE '%财政所%' OR n.payee LIKE '%国库%' OR n.payee LIKE '%税务局%' OR n.payee LIKE '%人民政府%'
                OR n.payee LIKE '%社会保险%' OR n.payee LIKE '%公积金%' OR n.payee = u.payer_label THEN 'public_body'
              WHEN t.won_fen >= p.tendered_share * (g.current_fen - g.prior_fen) THEN 'tendered'
              WHEN o.prior_fen > 0 AND (g.current_fen - g.prior_fen - o.prior_fen < p.min_increase_fen OR g.current_fen < p.min_factor * (g.prior_fen + o.prior_fen)) THEN 'written_otherwise'
              WHEN g.prior_fen <= 0 AND g.current_fen < p.new_payee_fen THEN 'small_new_payee'
              WHEN m.payer_fen < p.spread_share * g.current_fen THEN 'many_payers' END AS clause
  FROM peaks g JOIN params p ON 1 = 1
  JOIN payees n ON n.payee_key = g.payee_key
  JOIN payers_of m ON m.nth = 1 AND m.payee_key = g.payee_key AND m.currency = g.currency
  LEFT JOIN payer u ON u.payer_key = m.payer_key
  LEFT JOIN otherwise o ON o.payee_key = g.payee_key AND o.currency = g.currency
  LEFT JOIN tendered t ON t.payee_key = g.payee_key AND t.currency = g.currency
), payers_grown AS (  -- several payees of one payer at once: the payer has changed, not they
  SELECT payer_key, currency, count(*) AS payees FROM judged WHERE clause IS NULL GROUP BY payer_key, currency
), decided AS (
  SELECT j.payee_key, j.currency, j.month_no, j.last_on, j.current_fen, j.prior_fen, j.source_id, j.payee, j.payer_key, j.payer_share, j.kind,
         CASE WHEN j.clause IS NULL AND g.payees >= p.many_payees THEN 'payer_changed' ELSE j.clause END AS clause
  FROM judged j JOIN params p ON 1 = 1
  LEFT JOIN payers_grown g ON g.payer_key = j.payer_key AND g.currency = j.currency
), proof AS (
  SELECT payee_key, currency, array_agg(qy_ref('payment', source_id, source_sheet, source_row)) AS evidence
  FROM (
    SELECT j.payee_key, j.currency, k.source_id, k.source_sheet, k.source_row,
           row_number() OVER (PARTITION BY j.payee_key, j.currency ORDER BY k.amount_fen DESC, k.paid_on, k.source_id, k.source_row) AS nth
    FROM decided j JOIN payment_keyed k ON k.payee_key = j.payee_key AND k.currency = j.currency
    WHERE j.clause IS NULL AND k.month_no BETWEEN j.month_no - 11 AND j.month_no AND k.amount_fen > 0
  ) AS one_row
  WHERE nth <= 50
  GROUP BY payee_key, currency
)
SELECT CASE WHEN j.clause IS NULL THEN 'hit' ELSE 'excluded' END AS outcome,
       CASE WHEN j.clause IS NOT NULL THEN j.clause
            WHEN j.payer_share < p.one_payer_share OR (j.kind <> 'grown' AND j.current_fen < p.red_from_fen) THEN 'blue'
            WHEN j.kind = 'grown' AND j.current_fen >= p.red_factor * j.prior_fen AND j.current_fen - j.prior_fen >= p.red_from_fen THEN 'red'
            ELSE 'yellow' END AS detail,
       j.payee_key || '|' || j.currency AS subject_key, j.payee || '，主要付款单位' || u.payer_label AS subject_label,
       'firm:' || j.payee_key AS stack_key, j.source_id AS source_id,
       CASE WHEN j.clause IS NULL THEN CAST(j.current_fen - j.prior_fen AS BIGINT) END AS amount_fen,
       CASE WHEN j.clause IS NULL THEN e.evidence END AS evidence,
       j.payee AS payee, u.payer_label AS payer, j.payer_share AS payer_share, j.last_on AS last_on,
       CAST(j.current_fen AS BIGINT) AS current_fen, CAST(j.prior_fen AS BIGINT) AS prior_fen,
       CASE j.kind WHEN 'new' THEN '新收款单位' WHEN 'returned' THEN '中断一年以上后恢复' ELSE qy_text(CAST(j.current_fen / j.prior_fen AS DECIMAL(18, 1))) || '倍' END AS situation,
       CASE j.kind WHEN 'new' THEN 'a new payee' WHEN 'returned' THEN 'back after more than a year' ELSE qy_text(CAST(j.current_fen / j.prior_fen AS DECIMAL(18, 1))) || ' times' END AS situation_en,
       j.currency AS currency
FROM decided j
JOIN params p ON 1 = 1
JOIN payer u ON u.payer_key = j.payer_key
LEFT JOIN proof e ON e.payee_key = j.payee_key AND e.currency = j.currency
UNION ALL
SELECT CASE WHEN f.known_payers = 0 THEN 'excluded' ELSE 'clear' END, CASE WHEN f.known_payers = 0 THEN 'short_history' END,
       qy_subject(FALSE, f.payee_key || '|' || f.currency), NULL, NULL, f.source_id, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
FROM firms f
LEFT JOIN peaks g ON g.payee_key = f.payee_key AND g.currency = f.currency
WHERE g.payee_key IS NULL
UNION ALL
SELECT CASE WHEN payee_kind = 'masked' THEN 'excluded' ELSE 'not_computable' END,
       CASE WHEN payee_kind = 'masked' THEN 'masked_payee' WHEN payee_key IS NULL THEN 'payee_name' ELSE 'payer_name' END,
       coalesce(payer_key, '') || '|' || coalesce(payee_key, payee_kind) || '|', NULL, NULL, min(source_id),
       NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
FROM payment_keyed
WHERE payee_key IS NULL OR payer_key IS NULL
GROUP BY payer_key, payee_key, payee_kind
