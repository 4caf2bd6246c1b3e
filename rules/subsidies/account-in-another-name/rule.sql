-- One row per account: who receives for several households is one question, not one for each of them. Names are compared here and shown nowhere.
WITH held AS (
  SELECT account_no, sum(named) AS named, sum(differing) AS differing, min(source_id) AS source_id FROM subsidy_account GROUP BY account_no
), theirs AS (  -- the few whose spelling differs, compared letter by letter; a hidden number whose person is known has that person's family
  SELECT coalesce(k.citizen_no, m.citizen_no) AS citizen_no, m.account_no, m.household_no, m.village_code, m.paid_fen, m.paid_on, m.collected_by_no, qy_code(m.name) AS name, qy_code(m.account_name) AS account_name,
         qy_ref('subsidy_payment', m.source_id, m.source_sheet, m.source_row) AS ref
  FROM held h JOIN subsidy_payment m ON m.account_no = h.account_no
  LEFT JOIN subsidy_known k ON k.source_id = m.source_id AND k.source_sheet IS NOT DISTINCT FROM m.source_sheet AND k.source_row = m.source_row
  WHERE h.differing > 0 AND m.citizen_no IS NOT NULL AND m.name <> m.account_name AND m.account_name NOT LIKE '%*%' AND (m.status IS NULL OR m.status <> 'returned')
), family AS (
  SELECT DISTINCT h.citizen_no, qy_code(o.name) AS name
  FROM household_member h JOIN household_member o ON o.household_no = h.household_no
  WHERE h.citizen_no IN (SELECT citizen_no FROM theirs)
), housemates AS (  -- where the register is not there, the payment list itself knows households
  SELECT DISTINCT household_no, qy_code(name) AS name
  FROM (SELECT DISTINCT household_no, name FROM subsidy_payee WHERE household_no IN (SELECT household_no FROM theirs)) AS spelled
), marked AS (
  SELECT t.*, CASE WHEN t.name = t.account_name THEN 'same' WHEN t.collected_by_no IS NOT NULL THEN 'collector_on_record'
                   WHEN qy_matches(t.account_name, '委员会|村委|合作社|经济联合|小组|敬老院|福利院|养老|卫生院|公司|财政所|学校|集体') THEN 'collective_account'
                   WHEN length(t.name) = length(t.account_name) AND length(translate(t.account_name, t.name, '')) <= 1 THEN 'variant'
                   WHEN f.name IS NOT NULL OR o.name IS NOT NULL THEN 'same_household' ELSE 'other' END AS reason
  FROM theirs t
  LEFT JOIN family f ON f.citizen_no = t.citizen_no AND f.name = t.account_name
  LEFT JOIN housemates o ON o.household_no = t.household_no AND o.name = t.account_name
), totals AS (
  SELECT account_no, count(*) FILTER (WHERE reason = 'other') AS payments, count(DISTINCT CASE WHEN reason = 'other' THEN citizen_no END) AS persons, CAST(sum(paid_fen) FILTER (WHERE reason = 'other') AS BIGINT) AS paid_fen,
         max(paid_on) FILTER (WHERE reason = 'other') AS last_paid_on, min(village_code) AS village_code, max(CASE WHEN reason NOT IN ('other', 'same') THEN reason END) AS reason,
         qy_first(array_agg(ref) FILTER (WHERE reason = 'other'), 50) AS evidence
  FROM marked GROUP BY account_no
), judged AS (
  SELECT h.account_no, h.source_id, t.persons, t.payments, t.paid_fen, t.last_paid_on, t.village_code, t.evidence,
         CASE WHEN h.named = 0 THEN 'account_name' END AS missing,
         CASE WHEN t.payments = 0 THEN t.reason WHEN t.paid_fen < p.min_fen THEN 'small' END AS clause,
         CASE WHEN t.paid_fen >= p.red_from_fen THEN 'red' WHEN t.payments > 0 THEN 'yellow' END AS band
  FROM held h
  JOIN params p ON 1 = 1
  LEFT JOIN totals t ON t.account_no = h.account_no
), decided AS (
  SELECT j.*, qy_outcome(j.missing, j.clause, j.band) AS outcome FROM judged j
)
SELECT outcome, coalesce(missing, clause, band) AS detail, account_no AS subject_key,
       CASE WHEN outcome <> 'clear' THEN coalesce('村代码' || village_code || '，', '') || '收款账户' || substr(account_no, 1, 6) END AS subject_label,
       CASE WHEN outcome <> 'clear' THEN 'account:' || account_no END AS stack_key, source_id, CASE WHEN outcome = 'hit' THEN paid_fen END AS amount_fen,
       CASE WHEN outcome = 'hit' THEN evidence END AS evidence, persons, payments, last_paid_on
FROM decided
