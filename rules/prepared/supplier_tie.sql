-- Suppliers that somebody on the payroll of the paying unit is tied to, by official_supplier_path, with what was paid while the tie held.
--
--   shape     one row per unit_key, supplier_key and by_kin
--   by_kin    1 when the path goes through a declared relative or the official's household, 0 when it does not
--   officials   how many persons on the payroll; steps and tentative_steps of the best path; path_text in words, no name in it
--   min_share   the smallest share on the path, permille; NULL when no share is on it or none is given
--   direct    1 when the path is one shareholding of the official, and nothing else
--   payments, paid_fen   between the first and the last day of the tie alone; 0 and NULL when nothing was paid then
--   evidence  the rows of the path, and of at most forty payments
-- Read by M05b and I08b.
WITH paths AS (
  SELECT about_key AS unit_key, to_key AS supplier_key, from_key AS official, since_on, until_on, max(steps) AS steps, max(tentative_steps) AS tentative_steps,
         max(CASE WHEN relation IN ('declared_kin', 'household') THEN 1 ELSE 0 END) AS by_kin, min(path_text) AS path_text, min(path_text_en) AS path_text_en,
         min(share_permille) AS min_share, CASE WHEN max(steps) = 1 AND min(relation) = 'shareholder' THEN 1 ELSE 0 END AS direct
  FROM official_supplier_path
  GROUP BY about_key, to_key, from_key, since_on, until_on
), ranked AS (
  SELECT t.*, row_number() OVER (PARTITION BY t.unit_key, t.supplier_key, t.by_kin ORDER BY t.tentative_steps, t.steps, t.direct, t.official) AS nth,
         count(*) OVER (PARTITION BY t.unit_key, t.supplier_key, t.by_kin) AS officials
  FROM paths t
), best AS (
  SELECT * FROM ranked WHERE nth = 1
), paid AS (
  SELECT b.unit_key, b.supplier_key, b.by_kin, k.amount_fen, qy_ref('payment', k.source_id, k.source_sheet, k.source_row) AS ref,
         row_number() OVER (PARTITION BY b.unit_key, b.supplier_key, b.by_kin ORDER BY k.amount_fen DESC, k.source_id, k.source_row) AS nth
  FROM best b JOIN payment_keyed k ON k.payer_key = b.unit_key AND k.payee_key = b.supplier_key
  WHERE (b.since_on IS NULL OR k.paid_on >= b.since_on) AND (b.until_on IS NULL OR k.paid_on <= b.until_on)
), sums AS (
  SELECT unit_key, supplier_key, by_kin, count(*) AS payments, CAST(sum(amount_fen) AS BIGINT) AS paid_fen FROM paid GROUP BY unit_key, supplier_key, by_kin
), refs AS (
  SELECT unit_key, supplier_key, by_kin, ref FROM paid WHERE nth <= 40
  UNION SELECT b.unit_key, b.supplier_key, b.by_kin, qy_ref(p.edge_table, p.source_id, p.source_sheet, p.source_row)
  FROM best b JOIN official_supplier_path p ON p.about_key = b.unit_key AND p.to_key = b.supplier_key AND p.from_key = b.official
), proof AS (
  SELECT unit_key, supplier_key, by_kin, array_agg(ref) AS evidence FROM refs GROUP BY unit_key, supplier_key, by_kin
)
SELECT b.unit_key, b.supplier_key, b.by_kin, b.officials, b.steps, b.tentative_steps, b.min_share, b.direct, b.path_text, b.path_text_en,
       coalesce(s.payments, 0) AS payments, s.paid_fen, e.evidence
FROM best b
LEFT JOIN sums s ON s.unit_key = b.unit_key AND s.supplier_key = b.supplier_key AND s.by_kin = b.by_kin
LEFT JOIN proof e ON e.unit_key = b.unit_key AND e.supplier_key = b.supplier_key AND e.by_kin = b.by_kin
