-- One row per trip, held against the same person's trips that began no later. Lines of one trip are added up.
WITH trips AS (
  SELECT claimant_no, from_on, to_on, place, qy_code(place) AS place_key, min(unit_code) AS unit_code, CAST(sum(amount_fen) AS BIGINT) AS amount_fen, min(source_id) AS source_id, min(ref) AS ref
  FROM expense_row WHERE kind = 'travel' AND claimant_no IS NOT NULL AND from_on IS NOT NULL AND to_on >= from_on
  GROUP BY claimant_no, from_on, to_on, place
), overlapping AS (
  SELECT b.ref, a.ref AS other_ref, a.from_on AS other_from_on, a.to_on AS other_to_on, a.place AS other_place, qy_days(b.from_on, least(a.to_on, b.to_on)) AS nights,
         CASE WHEN a.place_key IS NULL OR b.place_key IS NULL THEN 2 WHEN replace(a.place_key, b.place_key, '') <> a.place_key OR replace(b.place_key, a.place_key, '') <> b.place_key THEN 1 ELSE 0 END AS doubt,
         row_number() OVER (PARTITION BY b.ref ORDER BY CASE WHEN a.place_key IS NULL OR replace(a.place_key, b.place_key, '') <> a.place_key OR replace(b.place_key, a.place_key, '') <> b.place_key THEN 1 ELSE 0 END,
                            qy_days(b.from_on, least(a.to_on, b.to_on)) DESC, a.ref) AS nth
  FROM trips b JOIN trips a ON a.claimant_no = b.claimant_no AND (a.from_on < b.from_on OR (a.from_on = b.from_on AND a.ref < b.ref)) AND a.to_on > b.from_on AND b.to_on > b.from_on
), judged AS (
  SELECT t.*, o.other_ref, o.other_from_on, o.other_to_on, o.other_place, o.nights, CASE WHEN o.doubt = 2 THEN 'place' END AS missing, CASE WHEN o.doubt = 1 THEN 'same_place' END AS clause,
         CASE WHEN o.nights >= p.red_nights THEN 'red' WHEN o.nights >= 1 THEN 'yellow' END AS band
  FROM trips t JOIN params p ON 1 = 1 LEFT JOIN overlapping o ON o.ref = t.ref AND o.nth = 1
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome FROM judged j
), proof AS (
  SELECT r.ref, array_agg(r.piece) AS evidence
  FROM (SELECT ref, ref AS piece FROM decided WHERE outcome = 'hit' UNION ALL SELECT ref, other_ref FROM decided WHERE outcome = 'hit') AS r GROUP BY r.ref
)
SELECT d.outcome AS outcome, coalesce(d.missing, d.clause, d.band) AS detail, d.claimant_no || '|' || qy_text(d.from_on) || '|' || coalesce(d.place, '') AS subject_key,
       '单位' || coalesce(d.unit_code, '') || '人员，' || qy_text(d.from_on) || '出差' AS subject_label, 'unit:' || coalesce(d.unit_code, '') AS stack_key, d.source_id AS source_id,
       CASE WHEN d.outcome = 'hit' THEN d.amount_fen END AS amount_fen, e.evidence AS evidence,
       d.unit_code AS unit, d.place AS place, d.from_on AS from_on, d.to_on AS to_on, d.other_place AS other_place, d.other_from_on AS other_from_on, d.other_to_on AS other_to_on, d.nights AS nights
FROM decided d LEFT JOIN proof e ON e.ref = d.ref
UNION ALL
SELECT 'not_computable', CASE WHEN claimant_no IS NULL THEN 'claimant_no' WHEN from_on IS NULL THEN 'from_at' ELSE 'to_at' END, coalesce(unit_code, '') || '|' || coalesce(claimant_no, ''), NULL, NULL, min(source_id), NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
FROM expense_row WHERE kind = 'travel' AND (claimant_no IS NULL OR from_on IS NULL OR to_on < from_on)
GROUP BY coalesce(unit_code, '') || '|' || coalesce(claimant_no, ''), CASE WHEN claimant_no IS NULL THEN 'claimant_no' WHEN from_on IS NULL THEN 'from_at' ELSE 'to_at' END
