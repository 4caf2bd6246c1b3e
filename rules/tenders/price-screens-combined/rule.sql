-- One row per tender of two bids and more. Each screen speaks in nats (natural logarithm of how much oftener the value is met among rigged
-- tenders than among honest ones); docs/rules-method.md says where the weights come from.
WITH peers AS (  -- -1 to 1: the place among comparable tenders; 0 where there are too few of them
  SELECT b.tender_id,
         max(CASE WHEN b.screen = 'level' THEN 2 * b.percentile - 1 END) AS level_place, max(CASE WHEN b.screen = 'level' THEN b.median END) AS level_median,
         max(CASE WHEN b.screen = 'level' THEN b.peers END) AS level_peers,
         max(CASE WHEN b.screen = 'rel_distance' THEN 2 * b.percentile - 1 END) AS distance_place,
         max(CASE WHEN b.screen = 'skewness' THEN 2 * b.percentile - 1 END) AS skewness_place,
         max(CASE WHEN b.screen = 'cv' THEN 2 * b.percentile - 1 END) AS cv_place, max(CASE WHEN b.screen = 'ks' THEN 2 * b.percentile - 1 END) AS ks_place
  FROM bid_screen_peers b JOIN params p ON b.peers >= p.min_peers
  GROUP BY b.tender_id
), meetings AS (  -- how often two of the bidders have met elsewhere: shown beside the score, not part of it
  SELECT tender_id, max(elsewhere) AS elsewhere FROM bid_pairs GROUP BY tender_id
), spoken AS (
  SELECT s.*, r.level_median, r.level_peers, r.level_place, coalesce(t.elsewhere, 0) AS elsewhere,
         CASE WHEN s.presses_together = 1 OR s.level IS NULL THEN 0
              ELSE p.nats_level * greatest(-1, least(1, (s.level - CASE s.band WHEN '2' THEN p.level_two WHEN '3' THEN p.level_three
                     WHEN '4' THEN p.level_four WHEN '5-7' THEN p.level_some ELSE p.level_many END) / p.level_step)) END
           + p.nats_level_peers * coalesce(r.level_place, 0) AS level_nats,
         p.nats_distance * coalesce(r.distance_place, 0) - p.nats_skewness * coalesce(r.skewness_place, 0) AS shape_nats,
         p.nats_uneven * coalesce(r.ks_place, 0) - p.nats_close * coalesce(r.cv_place, 0) AS spread_nats
  FROM bid_screens s JOIN params p ON 1 = 1
  LEFT JOIN peers r ON r.tender_id = s.tender_id
  LEFT JOIN meetings t ON t.tender_id = s.tender_id
  WHERE s.parties >= 2
), scored AS (
  SELECT s.*, round((s.level_nats + s.shape_nats + s.spread_nats) * 100) / 100 AS score,
         CASE WHEN s.presses_together = 1 THEN p.pressed_nats ELSE p.yellow_nats END AS shown_from
  FROM spoken s JOIN params p ON 1 = 1
), judged AS (
  SELECT s.*,
         CASE WHEN s.bids < 2 OR s.level IS NULL AND s.bids < 3 OR s.presses_together = 1 AND s.level_peers IS NULL THEN 'not_computable'
              WHEN s.score < s.shown_from THEN 'clear'
              ELSE 'hit' END AS outcome,
         CASE WHEN s.bids >= 3 AND s.high_fen = s.low_fen THEN 'fixed_price'
              WHEN s.presses_together = 0 AND s.level_place < p.least_place THEN 'usual'
              WHEN s.presses_together = 0 AND s.shape_nats + s.spread_nats < p.least_second THEN 'level_only' END AS clause,
         CASE WHEN s.presses_together = 1 THEN 'blue' WHEN s.score >= p.red_nats THEN 'red' ELSE 'yellow' END AS colour
  FROM scored s JOIN params p ON 1 = 1
), decided AS (  -- an explanation is asked for only where there is something to explain
  SELECT j.*, CASE WHEN j.outcome = 'hit' AND j.clause IS NOT NULL THEN 'excluded' ELSE j.outcome END AS said FROM judged j
)
SELECT j.said AS outcome,
       CASE j.said WHEN 'hit' THEN j.colour WHEN 'excluded' THEN j.clause WHEN 'not_computable' THEN CASE WHEN j.bids < 2 THEN 'amount_fen' WHEN j.level IS NULL THEN 'control_price_fen' ELSE 'evaluation_method' END END AS detail,
       j.tender_id AS subject_key, '标段' || j.tender_id AS subject_label, 'tender:' || j.tender_id AS stack_key, j.source_id AS source_id,
       CASE WHEN j.said = 'hit' THEN j.low_fen END AS amount_fen, CASE WHEN j.said = 'hit' THEN e.evidence END AS evidence,
       j.tender_id AS tender_id, j.bids AS bids, j.bidders AS bidders, j.score AS score, j.shown_from AS shown_from,
       CASE WHEN j.level IS NULL THEN '没有限价' ELSE '最低价为限价的' || qy_text(round(j.level * 1000) / 10) || '%'
              || coalesce('，' || qy_text(j.level_peers) || '个同类标段中位数为' || qy_text(round(j.level_median * 1000) / 10) || '%', '')
              || '，计' || qy_text(round(j.level_nats * 100) / 100) END
         || CASE WHEN j.bids >= 3 THEN '；最低价与其余的距离和其余的分布计' || qy_text(round(j.shape_nats * 100) / 100)
              || '，离散程度计' || qy_text(round(j.spread_nats * 100) / 100) ELSE '' END
         || CASE WHEN j.elsewhere > 0 THEN '；其中两家另在' || qy_text(j.elsewhere) || '个标段相遇' ELSE '' END AS parts,
       CASE WHEN j.level IS NULL THEN 'no ceiling' ELSE 'the lowest is ' || qy_text(round(j.level * 1000) / 10) || '% of the ceiling'
              || coalesce(', ' || qy_text(j.level_peers) || ' like tenders have ' || qy_text(round(j.level_median * 1000) / 10) || '% in the middle', '')
              || ', ' || qy_text(round(j.level_nats * 100) / 100) || ' nats' END
         || CASE WHEN j.bids >= 3 THEN '; shape ' || qy_text(round(j.shape_nats * 100) / 100) || ', spread ' || qy_text(round(j.spread_nats * 100) / 100) ELSE '' END
         || CASE WHEN j.elsewhere > 0 THEN '; two of them met in ' || qy_text(j.elsewhere) || ' other tenders' ELSE '' END AS parts_en,
       coalesce(j.method_text, '未登记') AS method, coalesce(j.currency, 'CNY') AS currency,
       round(j.level * 1000000) / 1000000 AS level, round(j.markup * 1000000) / 1000000 AS markup, round(j.above * 1000000) / 1000000 AS above, round(j.cv * 1000000) / 1000000 AS cv, round(j.rel_diff * 1000000) / 1000000 AS rel_diff,
       round(j.rel_distance * 1000000) / 1000000 AS rel_distance, round(j.skewness * 1000000) / 1000000 AS skewness, round(j.kurtosis * 1000000) / 1000000 AS kurtosis, round(j.ks * 1000000) / 1000000 AS ks, round(j.gap_cv * 1000000) / 1000000 AS gap_cv,
       j.elsewhere AS elsewhere
FROM decided j LEFT JOIN bid_proof e ON e.tender_id = j.tender_id
