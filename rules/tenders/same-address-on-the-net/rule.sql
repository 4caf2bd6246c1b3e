-- One row per tender and set of bidders that share an address on the net; one per tender in which nobody does.
SELECT j.outcome AS outcome, coalesce(j.missing, j.clause, j.colour) AS detail, j.subject_key AS subject_key, j.subject_label AS subject_label,
       'tender:' || j.tender_id AS stack_key, j.source_id AS source_id, CASE WHEN j.outcome = 'hit' THEN j.lowest_fen END AS amount_fen, j.evidence AS evidence,
       j.tender_id AS tender_id, j.firms AS firms, j.firm_names AS firm_names, qy_minute(j.first_at) AS first_at, qy_minute(j.last_at) AS last_at,
       j.users AS users, j.currency AS currency
FROM (
  SELECT t.*, qy_outcome(t.missing, t.clause, t.colour) AS outcome
  FROM (
    SELECT g.*, CASE WHEN g.firms = 0 THEN 'ip' END AS missing,
           CASE WHEN g.firms >= 2 AND g.parties < 2 THEN 'consortium' WHEN g.users >= p.many_firms THEN 'exit_of_many' END AS clause,
           CASE WHEN g.firms >= 2 THEN CASE WHEN qy_whole_days(g.first_at, g.last_at) < p.days THEN 'yellow' ELSE 'blue' END END AS colour
    FROM bid_trace_group g JOIN params p ON g.class = 'ip'
  ) AS t
) AS j
