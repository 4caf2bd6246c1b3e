-- The rows that a finding about the prices of one tender rests on: its bids, lowest first, fifty at most, withdrawn ones left out.
-- One row per tender_id. Read by H11b to H11f and H26a to H26e.
SELECT tender_id, array_agg(ref) AS evidence
FROM (SELECT tender_id, qy_ref('bid', source_id, source_sheet, source_row) AS ref,
             row_number() OVER (PARTITION BY tender_id ORDER BY amount_fen, source_id, source_row) AS nth
      FROM bid_keyed WHERE withdrawn = 0) AS refs
WHERE nth <= 50
GROUP BY tender_id
