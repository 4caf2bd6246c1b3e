-- One row per person and scheme of this kind; the judgement is benefit_after_death's.
SELECT j.outcome AS outcome,
       CASE WHEN j.outcome <> 'hit' THEN j.detail WHEN NOT j.by_all_registers THEN 'blue'
            WHEN j.months >= p.red_from_months OR j.amount_fen >= p.red_from_fen THEN 'red' ELSE 'yellow' END AS detail,
       j.citizen_no || '|' || j.scheme AS subject_key, j.scheme || '，津贴对象' || substr(j.citizen_no, 1, 6) AS subject_label,
       'person:' || j.citizen_no AS stack_key, j.source_id AS source_id, j.amount_fen AS amount_fen, j.evidence AS evidence,
       j.scheme AS scheme, j.died_on AS died_on, j.registers AS registers, j.payments AS payments, j.months AS months, j.last_paid_on AS last_paid_on
FROM benefit_after_death j
JOIN params p ON 1 = 1
WHERE j.kind IN ('longevity', 'disability', 'elder_care')
