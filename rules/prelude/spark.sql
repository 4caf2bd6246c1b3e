-- What Spark SQL 4 spells otherwise than rules/prelude/duckdb.sql: the macros of that file hold here too, except for those below, which take
-- the place of their namesakes.
CREATE OR REPLACE MACRO qy_days(a, b) AS CAST(datediff(CAST(b AS DATE), CAST(a AS DATE)) AS BIGINT);
CREATE OR REPLACE MACRO qy_months(a, b) AS CAST(timestampdiff(MONTH, CAST(a AS DATE), CAST(b AS DATE)) AS BIGINT);
CREATE OR REPLACE MACRO qy_add_days(d, n) AS date_add(CAST(d AS DATE), CAST(n AS INT));
CREATE OR REPLACE MACRO qy_add_months(d, n) AS add_months(CAST(d AS DATE), CAST(n AS INT));
CREATE OR REPLACE MACRO qy_month(d) AS date_format(CAST(d AS DATE), 'yyyy-MM');
CREATE OR REPLACE MACRO qy_weekday(d) AS CAST(weekday(CAST(d AS DATE)) + 1 AS BIGINT);
CREATE OR REPLACE MACRO qy_code(s) AS regexp_replace(upper(s), '[^0-9A-Z\x{4E00}-\x{9FFF}]', '');
CREATE OR REPLACE MACRO qy_digits(s) AS regexp_replace(s, '[^0-9]', '');
CREATE OR REPLACE MACRO qy_quantile(x, q) AS percentile(x, q);
CREATE OR REPLACE MACRO qy_first(list, n) AS slice(array_sort(list), 1, CAST(n AS INT));
CREATE OR REPLACE MACRO qy_join(list, separator) AS nullif(array_join(array_sort(array_distinct(list)), separator), '');
CREATE OR REPLACE MACRO qy_whole_days(a, b) AS timestampdiff(SECOND, CAST(a AS TIMESTAMP), CAST(b AS TIMESTAMP)) DIV 86400;
CREATE OR REPLACE MACRO qy_nth_of_sorted(x, n) AS try_element_at(array_sort(collect_list(x)), CAST(greatest(1, least(count(x), floor(n))) AS INT));
CREATE OR REPLACE MACRO qy_minute(ts) AS date_format(CAST(ts AS TIMESTAMP), 'yyyy-MM-dd HH:mm');
CREATE OR REPLACE MACRO qy_matches(s, pattern) AS regexp_like(s, pattern);
CREATE OR REPLACE MACRO qy_minutes(a, b) AS timestampdiff(SECOND, CAST(a AS TIMESTAMP), CAST(b AS TIMESTAMP)) / 60.0;
CREATE OR REPLACE MACRO qy_seconds(ts) AS CAST(timestampdiff(SECOND, CAST('2000-01-01 00:00:00' AS TIMESTAMP), CAST(ts AS TIMESTAMP)) AS BIGINT);
CREATE OR REPLACE MACRO qy_both(a, b) AS coalesce(concat(a, b), a, b);
CREATE OR REPLACE MACRO qy_refs(ref) AS array(ref);
CREATE OR REPLACE MACRO qy_bit(s) AS shiftleft(CAST(1 AS BIGINT), CAST((ascii(right(s, 1)) + 10 * ascii(right(s, 2))) % 60 AS INT));
