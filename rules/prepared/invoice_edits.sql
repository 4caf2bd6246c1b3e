-- kernel: edits(a, b)
-- How far two invoice numbers of a block are apart, where their lengths do not already tell: the first line has the C++ kernel (src/lake/kernel.h) add
-- the column edits.
--
--   shape   one row per two numbers, a before b, of nearly one length, that stand in one block within 366 days of each other
-- Read by P02.
SELECT DISTINCT x.invoice_key AS a, y.invoice_key AS b
FROM invoice_member x JOIN invoice_member y
  ON x.payer_key = y.payer_key AND x.payee_key = y.payee_key AND x.currency = y.currency AND x.amount_fen = y.amount_fen
WHERE x.invoice_key < y.invoice_key AND x.near <= 12 AND y.near <= 12 AND abs(x.day_no - y.day_no) <= 366
  AND abs(length(x.invoice_key) - length(y.invoice_key)) <= 1
