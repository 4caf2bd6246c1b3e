-- The qy_ macros as DuckDB runs them. Rules use only these names and the common subset. What Spark spells otherwise stands in spark.sql; the rest of
-- this file serves both.
CREATE OR REPLACE MACRO qy_ref(t, source_id, sheet, n) AS t || '|' || coalesce(source_id, '') || '|' || coalesce(sheet, '') || '|' || CAST(coalesce(n, 0) AS VARCHAR);
CREATE OR REPLACE MACRO qy_days(a, b) AS date_diff('day', CAST(a AS DATE), CAST(b AS DATE));
CREATE OR REPLACE MACRO qy_months(a, b) AS date_sub('month', CAST(a AS DATE), CAST(b AS DATE));
CREATE OR REPLACE MACRO qy_add_days(d, n) AS CAST(d AS DATE) + CAST(n AS INTEGER);
CREATE OR REPLACE MACRO qy_add_months(d, n) AS CAST(CAST(d AS DATE) + to_months(CAST(n AS INTEGER)) AS DATE);
CREATE OR REPLACE MACRO qy_year(d) AS CAST(year(CAST(d AS DATE)) AS BIGINT);
CREATE OR REPLACE MACRO qy_month(d) AS strftime(CAST(d AS DATE), '%Y-%m');
CREATE OR REPLACE MACRO qy_month_no(d) AS CAST(month(CAST(d AS DATE)) AS BIGINT);
CREATE OR REPLACE MACRO qy_weekday(d) AS CAST(isodow(CAST(d AS DATE)) AS BIGINT);
CREATE OR REPLACE MACRO qy_time_days(ts) AS CAST(ts AS DATE);
-- Minutes from one time to another, fractions kept. Spark: (unix_timestamp(b) - unix_timestamp(a)) / 60.0.
CREATE OR REPLACE MACRO qy_minutes(a, b) AS date_diff('second', CAST(a AS TIMESTAMP), CAST(b AS TIMESTAMP)) / 60.0;
-- The hour of the day, 0 to 23. Spark: hour(ts).
CREATE OR REPLACE MACRO qy_hour(ts) AS CAST(hour(CAST(ts AS TIMESTAMP)) AS BIGINT);
CREATE OR REPLACE MACRO qy_code(s) AS regexp_replace(upper(s), '[^0-9A-Z\x{4E00}-\x{9FFF}]', '', 'g');
CREATE OR REPLACE MACRO qy_digits(s) AS regexp_replace(s, '[^0-9]', '', 'g');
CREATE OR REPLACE MACRO qy_first_digits(fen, n) AS CAST(substr(CAST(abs(fen) AS VARCHAR), 1, n) AS BIGINT);
CREATE OR REPLACE MACRO qy_quantile(x, q) AS quantile_cont(x, q);
CREATE OR REPLACE MACRO qy_text(x) AS CAST(x AS VARCHAR);
-- A share in thousandths as an officer reads it: 250 is 25%, 455 is 45.5%; less than a thousandth is rounded.
CREATE OR REPLACE MACRO qy_permille_text(x) AS CAST(CAST(floor(round(x) / 10) AS BIGINT) AS VARCHAR) || CASE WHEN CAST(round(x) AS BIGINT) % 10 = 0 THEN '' ELSE '.' || CAST(CAST(round(x) AS BIGINT) % 10 AS VARCHAR) END || '%';
-- The first n texts of a list in their own order: which ones is not left to chance.
CREATE OR REPLACE MACRO qy_first(list, n) AS list_slice(list_sort(list), 1, n);
CREATE OR REPLACE MACRO qy_ln(x) AS ln(x);
-- The distinct texts of a list, sorted, as one text; NULL when there is none.
CREATE OR REPLACE MACRO qy_join(list, separator) AS nullif(array_to_string(list_sort(list_distinct(list)), separator), '');
-- Two lists one after the other; NULL counts as empty. Spark: concat(coalesce(a, array()), coalesce(b, array())).
CREATE OR REPLACE MACRO qy_both(a, b) AS list_concat(a, b);
-- Whole days between two times, the part of a day dropped: 2000-01-01 18:00 to 2000-01-16 17:59:59 is 14.
CREATE OR REPLACE MACRO qy_whole_days(a, b) AS CAST(trunc(date_diff('second', CAST(a AS TIMESTAMP), CAST(b AS TIMESTAMP)) / 86400.0) AS BIGINT);
-- Quantile by Hyndman and Fan's type 8, which the OCDS indicators use: rank (n + 1/3) q + 1/3, the neighbours interpolated.
CREATE OR REPLACE MACRO qy_nth_of_sorted(x, n) AS list_extract(list(x ORDER BY x) FILTER (WHERE x IS NOT NULL), greatest(1, least(count(x), CAST(floor(n) AS BIGINT))));
CREATE OR REPLACE MACRO qy_quantile8(x, q) AS qy_nth_of_sorted(x, (count(x) + 1.0 / 3) * q + 1.0 / 3)
  + ((count(x) + 1.0 / 3) * q + 1.0 / 3 - floor((count(x) + 1.0 / 3) * q + 1.0 / 3))
  * (qy_nth_of_sorted(x, (count(x) + 1.0 / 3) * q + 4.0 / 3) - qy_nth_of_sorted(x, (count(x) + 1.0 / 3) * q + 1.0 / 3));
-- Whether a text stands in a list written a|b|c; an empty list holds nothing.
CREATE OR REPLACE MACRO qy_listed(item, list) AS item IS NOT NULL AND list <> '' AND instr('|' || list || '|', '|' || item || '|') > 0;
-- The number that a text is given in a list written x=5|y=10; NULL when it is not named there.
CREATE OR REPLACE MACRO qy_number_listed(item, list) AS CASE WHEN instr('|' || list, '|' || item || '=') > 0
  THEN CAST(split_part(substr('|' || list, instr('|' || list, '|' || item || '=') + length(item) + 2), '|', 1) AS BIGINT) END;
-- A time as people read it: 2024-03-01 09:30.
CREATE OR REPLACE MACRO qy_minute(ts) AS strftime(CAST(ts AS TIMESTAMP), '%Y-%m-%d %H:%M');
-- Whether a regular expression matches somewhere in a text.
CREATE OR REPLACE MACRO qy_matches(s, pattern) AS regexp_matches(s, pattern);
-- A record's outcome: a field is missing, or a clause of the card explains it, or it stands in a band; else it is clear.
CREATE OR REPLACE MACRO qy_outcome(missing, clause, band) AS CASE WHEN missing IS NOT NULL THEN 'not_computable' WHEN clause IS NOT NULL THEN 'excluded'
  WHEN band IS NOT NULL THEN 'hit' ELSE 'clear' END;
-- The months since year 0 of the month that a payment is for: written 2024-03 or 202403, else the month of the day paid. NULL when neither is known.
CREATE OR REPLACE MACRO qy_month_index(month_text, paid_on) AS CASE WHEN qy_matches(replace(month_text, '-', ''), '^(19|20)[0-9]{2}(0[1-9]|1[0-2])$')
  THEN CAST(substr(replace(month_text, '-', ''), 1, 4) AS BIGINT) * 12 + CAST(substr(replace(month_text, '-', ''), 5, 2) AS BIGINT)
  WHEN paid_on IS NOT NULL THEN CAST(year(CAST(paid_on AS DATE)) AS BIGINT) * 12 + CAST(month(CAST(paid_on AS DATE)) AS BIGINT) END;
-- Such a month as people read it: 24291 is 2024-03.
CREATE OR REPLACE MACRO qy_month_of_index(n) AS CAST(CAST(floor((n - 1) / 12) AS BIGINT) AS VARCHAR) || '-' || lpad(CAST((n - 1) % 12 + 1 AS VARCHAR), 2, '0');
-- A firm's name as an officer reads it: a bare Chinese personal name is never written out.
CREATE OR REPLACE MACRO qy_firm_label(name, code) AS CASE WHEN length(name) BETWEEN 2 AND 4 AND name >= '一' AND name <= '龥'
  AND substr(name, length(name), 1) NOT IN ('司', '厂', '店', '行', '部', '社', '院', '所', '队', '局', '站', '场', '中', '心', '会', '团', '坊')
  THEN '某自然人' ELSE coalesce(name, code) END;
-- Whole seconds since 2000-01-01 00:00; Spark: unix_timestamp(ts) - unix_timestamp(TIMESTAMP '2000-01-01 00:00:00').
CREATE OR REPLACE MACRO qy_seconds(ts) AS CAST(date_diff('second', TIMESTAMP '2000-01-01 00:00:00', CAST(ts AS TIMESTAMP)) AS BIGINT);
-- A list of one reference, for findings that rest on one row; Spark: array(ref).
CREATE OR REPLACE MACRO qy_refs(ref) AS list_value(ref);
-- The subject of a record. The cases of a rule ask for every one; a screening reads those of hits alone, and writes out no other (screening.sql).
CREATE OR REPLACE MACRO qy_subject(is_hit, subject) AS subject;
-- A sieve for texts that come twice: each sets one bit of sixty, told by its last two characters (2024-01 to 2024-12 set twelve different ones), and
-- where as many bits are set as there are texts, no two are the same. Spark: shiftleft(1L, CAST(… AS INT)) with ascii().
CREATE OR REPLACE MACRO qy_bit(s) AS CAST(1 AS BIGINT) << CAST((unicode(right(s, 1)) + 10 * unicode(right(s, 2))) % 60 AS INTEGER);
CREATE OR REPLACE MACRO qy_bits_set(bits) AS CAST(bit_count(bit_or(bits)) AS BIGINT);
-- What a row says of a person whose number is not a valid one: by this person_entity knows it.
CREATE OR REPLACE MACRO qy_person_key(number, name, village, account, household) AS coalesce(number, '') || '|' || qy_code(coalesce(name, '')) || '|' || coalesce(village, '') || '|'
  || coalesce(account, '') || '|' || coalesce(household, '');
-- Behind a number of payments, for an officer: how many of them rest on person_entity, and why they are taken for one person's.
CREATE OR REPLACE MACRO qy_taken(n, basis) AS CASE WHEN n > 0 THEN '（其中' || CAST(n AS VARCHAR) || '笔的身份证号不全，按' || basis || '认作同一人）' ELSE '' END;
CREATE OR REPLACE MACRO qy_taken_en(n, basis) AS CASE WHEN n > 0 THEN ' (' || CAST(n AS VARCHAR) || ' of them without a valid number, taken for the same person because ' || basis || ')' ELSE '' END;
