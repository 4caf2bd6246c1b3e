-- One row per household in the queue of public rental housing: how many had queued before it and were still waiting on the day it was housed.
-- Whoever gains fewer places over the whole list than the least that counts cannot be a hit: only the rest is compared with the queue.
WITH places AS (
  SELECT g.*, coalesce(g.from_on, CAST('9999-12-31' AS DATE)) AS housed_on,
         rank() OVER (PARTITION BY g.scheme ORDER BY g.applied_on) - rank() OVER (PARTITION BY g.scheme ORDER BY coalesce(g.from_on, CAST('9999-12-31' AS DATE))) AS gained
  FROM housing_grant g WHERE g.kind = 'rental' AND g.applied_on IS NOT NULL
), ahead AS (
  SELECT l.grant_key, count(*) FILTER (WHERE w.applied_on < l.applied_on) AS overtaken, count(*) AS waiting
  FROM places l
  JOIN params p ON 1 = 1
  JOIN places w ON w.scheme = l.scheme AND w.applied_on <= l.from_on AND w.housed_on > l.from_on AND w.grant_key <> l.grant_key
  WHERE l.from_on IS NOT NULL AND l.gained >= p.min_places
  GROUP BY l.grant_key
), judged AS (
  SELECT l.*, a.overtaken, a.waiting, CAST(a.overtaken AS DOUBLE) / a.waiting AS share,
         CASE WHEN a.overtaken < p.min_places OR a.overtaken < p.min_share * a.waiting THEN NULL WHEN a.overtaken >= p.red_share * a.waiting THEN 'red' WHEN a.overtaken > 0 THEN 'yellow' END AS band
  FROM places l
  JOIN params p ON 1 = 1
  LEFT JOIN ahead a ON a.grant_key = l.grant_key
), decided AS (
  SELECT j.*, CASE WHEN j.band IS NULL THEN 'clear' WHEN qy_matches(j.category, '优先|优抚|孤|残|特困|低保|重病|拆迁|征收|劳模|退役|人才') THEN 'excluded' ELSE 'hit' END AS outcome
  FROM judged j
)
SELECT outcome, CASE outcome WHEN 'excluded' THEN 'priority' WHEN 'hit' THEN band END AS detail, grant_key AS subject_key, label AS subject_label,
       'person:' || citizen_no AS stack_key, source_id, CASE WHEN outcome = 'hit' THEN amount_fen END AS amount_fen, CASE WHEN outcome = 'hit' THEN refs END AS evidence,
       scheme, applied_on, from_on, overtaken, waiting, share
FROM decided
UNION ALL
SELECT 'not_computable' AS outcome, 'applied_on' AS detail, grant_key, label, 'person:' || citizen_no, source_id, NULL, NULL, scheme, NULL, NULL, NULL, NULL, NULL
FROM housing_grant WHERE kind = 'rental' AND applied_on IS NULL
