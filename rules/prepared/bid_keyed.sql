-- Bids with their keys normalised once: who bids in which tender, as part of which bid.
--
--   shape       one row per row of `bid`
--   party       the bid itself: members of a consortium share it, so that they are never compared with each other
--   firm_key    code, else normalised name; name_key the normalised name, to meet awards that give only a name
--   firm_id     the same, or the code by which a bidder is known that is written otherwise or by its name alone; then basis, basis_en say why (firm_told).
--               For what looks a bidder up elsewhere: within a tender, whoever bids twice is to be asked about
--   firm_label  the firm's name; a bare Chinese personal name is never written out
--   account, phone, manager   tokens; NULL when missing or damaged by a spreadsheet
--   withdrawn   1 when the bid was withdrawn
-- Read by the tender rules H06, H07, H11, H12.
SELECT x.*, coalesce(t.firm_id, x.firm_key) AS firm_id, t.basis, t.basis_en
FROM (
  SELECT tender_id,
       coalesce('b' || bid_id, 'c' || consortium, 'f' || coalesce(bidder_code, qy_code(bidder_name))) AS party,
       coalesce(bidder_code, qy_code(bidder_name)) AS firm_key, qy_code(bidder_name) AS name_key,
       qy_firm_label(bidder_name, bidder_code) AS firm_label,
       amount_fen, coalesce(currency, 'CNY') AS currency, rate_permille, unit_price_fen, lower(status) AS status, rank,
       CASE WHEN lower(status) IN ('withdrawn', '撤回', '撤销', '放弃', '放弃投标') THEN 1 ELSE 0 END AS withdrawn,
       CASE WHEN deposit_account_check IN ('placeholder', 'damaged') THEN NULL ELSE deposit_account END AS account,
       deposit_bank, deposit_on, contact_phone AS phone, manager_no AS manager, source_id, source_sheet, source_row
FROM bid
) AS x
LEFT JOIN firm_told t ON t.firm_key = x.firm_key
