-- One row per tender and set of bidders that share a file or its author; one per tender in which nobody does.
SELECT j.outcome AS outcome, coalesce(j.missing, j.clause, j.colour) AS detail, j.subject_key AS subject_key, j.subject_label AS subject_label,
       'tender:' || j.tender_id AS stack_key, j.source_id AS source_id, CASE WHEN j.outcome = 'hit' THEN j.lowest_fen END AS amount_fen, j.evidence AS evidence,
       j.tender_id AS tender_id, j.firms AS firms, j.firm_names AS firm_names, j.what AS what, j.what_en AS what_en, j.users AS users, j.currency AS currency
FROM (
  SELECT t.*, qy_outcome(t.missing, t.clause, t.colour) AS outcome
  FROM (
    SELECT g.*, CASE WHEN g.firms = 0 THEN 'document_hash' END AS missing,
           CASE WHEN g.firms >= 2 AND g.parties < 2 THEN 'consortium' WHEN g.same_file = 0 AND g.users >= p.many_firms THEN 'default_author' END AS clause,
           CASE WHEN g.firms >= 2 THEN CASE WHEN g.same_file = 1 THEN 'red' ELSE 'yellow' END END AS colour
    FROM bid_trace_group g JOIN params p ON g.class = 'file'
  ) AS t
) AS j
