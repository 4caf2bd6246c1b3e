-- What a screening asks less of than a rule's cases do; laid over rules/prelude/duckdb.sql.
CREATE OR REPLACE MACRO qy_subject(is_hit, subject) AS CASE WHEN is_hit THEN subject END;
