-- One row per household in the queue of public rental flats. Those still waiting stand behind all who were housed.
WITH places AS (
  SELECT g.*, count(*) OVER (PARTITION BY g.scheme) AS queue, rank() OVER (PARTITION BY g.scheme ORDER BY g.applied_on) AS queue_place,
         rank() OVER (PARTITION BY g.scheme ORDER BY coalesce(g.from_on, CAST('9999-12-31' AS DATE))) AS grant_place
  FROM housing_grant g WHERE g.kind = 'rental' AND g.applied_on IS NOT NULL
), judged AS (
  SELECT l.*, l.queue_place - l.grant_place AS places, CAST(l.queue_place - l.grant_place AS DOUBLE) / l.queue AS share,
         CASE WHEN l.from_on IS NULL OR l.queue < p.min_queue OR l.queue_place - l.grant_place < p.min_places OR l.queue_place - l.grant_place < p.min_share * l.queue THEN NULL
              WHEN l.queue_place - l.grant_place >= p.red_share * l.queue THEN 'red' ELSE 'yellow' END AS band
  FROM places l JOIN params p ON 1 = 1
), decided AS (
  SELECT j.*, CASE WHEN j.band IS NULL THEN 'clear' WHEN qy_matches(j.category, '优先|优抚|孤|残|特困|低保|重病|拆迁|劳模|退役|人才') THEN 'excluded' ELSE 'hit' END AS outcome
  FROM judged j
)
SELECT outcome, CASE outcome WHEN 'excluded' THEN 'priority' WHEN 'hit' THEN band END AS detail, grant_key AS subject_key, label AS subject_label,
       'person:' || citizen_no AS stack_key, source_id,
       CASE WHEN outcome = 'hit' THEN amount_fen END AS amount_fen, CASE WHEN outcome = 'hit' THEN refs END AS evidence,
       scheme, queue_place, applied_on, grant_place, from_on, places, queue, share
FROM decided
UNION ALL
SELECT 'not_computable' AS outcome, 'applied_on' AS detail, grant_key, label, 'person:' || citizen_no, source_id, NULL, NULL, scheme, NULL, NULL, NULL, NULL, NULL, NULL, NULL
FROM housing_grant WHERE kind = 'rental' AND applied_on IS NULL
