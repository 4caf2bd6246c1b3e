-- One row per unit with fixed assets in its books: the last period of the last year against its cards. Of parent and child subjects the parent (the shortest code) is read.
WITH entries AS (
  SELECT unit_code, coalesce(unit_name, unit_code) AS unit, year, coalesce(period, '') AS period, subject_code, closing_fen, source_id, qy_ref('ledger_balance', source_id, source_sheet, source_row) AS ref,
         row_number() OVER (PARTITION BY unit_code ORDER BY year DESC, length(coalesce(period, '')) DESC, coalesce(period, '') DESC, length(subject_code), subject_code) AS nth
  FROM ledger_balance WHERE subject_name LIKE '%固定资产%' AND NOT qy_matches(subject_name, '折旧|清理|减值|累计|基金|投资')
), books AS (
  SELECT * FROM entries WHERE nth = 1
), cards AS (
  SELECT owner_code, count(DISTINCT asset_no) AS cards, count(value_fen) AS valued, CAST(sum(value_fen) AS BIGINT) AS card_fen
  FROM asset WHERE village_code IS NULL AND (kind IS NULL OR NOT qy_matches(kind, '土地|资源|林|水面|耕地|无形|在建')) GROUP BY owner_code
), judged AS (
  SELECT b.*, c.cards, c.card_fen, abs(b.closing_fen - c.card_fen) AS gap_fen, CASE WHEN b.unit_code IS NULL THEN 'unit_code' WHEN b.closing_fen IS NULL THEN 'closing_fen' WHEN c.owner_code IS NULL THEN 'asset_no' WHEN c.valued < c.cards THEN 'value_fen' END AS missing,
         CASE WHEN abs(b.closing_fen - c.card_fen) <= b.closing_fen * p.tolerance THEN NULL WHEN abs(b.closing_fen - c.card_fen) < p.min_gap_fen THEN 'small' END AS clause,
         CASE WHEN abs(b.closing_fen - c.card_fen) <= b.closing_fen * p.tolerance THEN NULL WHEN abs(b.closing_fen - c.card_fen) >= b.closing_fen * p.red_share THEN 'red' ELSE 'yellow' END AS band
  FROM books b JOIN params p ON 1 = 1 LEFT JOIN cards c ON c.owner_code = b.unit_code
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome FROM judged j
)
SELECT outcome, coalesce(missing, clause, band) AS detail, coalesce(unit_code, '') AS subject_key, coalesce(unit, '') || '的固定资产' AS subject_label, 'unit:' || coalesce(unit_code, '') AS stack_key, source_id,
       CASE WHEN outcome = 'hit' THEN gap_fen END AS amount_fen, CASE WHEN outcome = 'hit' THEN qy_refs(ref) END AS evidence, unit, year, closing_fen AS book_fen, card_fen, cards,
       CASE WHEN closing_fen > card_fen THEN '账面多于卡片' ELSE '卡片多于账面' END AS side, CASE WHEN closing_fen > card_fen THEN 'more in the books' ELSE 'more on the cards' END AS side_en
FROM decided
