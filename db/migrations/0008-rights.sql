-- What names an officer is where his lists begin (src/rights/row_right.h).
CREATE INDEX case_file_handler ON case_file (handler);
CREATE INDEX lead_handler ON lead (handler);
CREATE INDEX secondment_user ON secondment (user_id, active);
