-- Tenders by number: a join or a group by a number costs a third of one by a long ocid.
--
--   shape        one row per tender_id of tender, bid or award
--   tender_no    from 1 in the order of tender_id; good within one run only
--   is_ocds      1 when it came as OCDS, where a status left out means unknown; elsewhere a list of bids or awards lists what stands
--   notices      rows of `tender`: 0 when only its bids or awards are known
-- Read by tender_state, bid_party, award_party and the rules of pack ocds.
SELECT tender_id, row_number() OVER (ORDER BY tender_id) AS tender_no, coalesce(max(is_ocds), 0) AS is_ocds, count(is_ocds) AS notices
FROM (
  SELECT tender_id, CASE WHEN ocid IS NOT NULL THEN 1 ELSE 0 END AS is_ocds FROM tender
  UNION ALL
  SELECT tender_id, NULL AS is_ocds FROM bid
  UNION ALL
  SELECT tender_id, NULL AS is_ocds FROM award
) AS named
GROUP BY tender_id
