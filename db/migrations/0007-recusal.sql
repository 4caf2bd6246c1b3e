-- Recusal 回避 found from what officers declared (record/officer_tie.h). A tie is to a person, by the token of a citizen number, or to a
-- unit, by its code: never by a name. person: that person's record, where there is one. source, source_row: which declaration, which row.
-- active 0: it is over, or the chief decided that it is no ground (decided_by, decided_at, decision).
CREATE TABLE officer_tie (id TEXT PRIMARY KEY, version BIGINT NOT NULL, seq BIGINT NOT NULL,
  user_id TEXT NOT NULL REFERENCES user_account (id), tie TEXT NOT NULL, person_token TEXT, person TEXT REFERENCES person (id), unit_code TEXT,
  from_on TEXT, until_on TEXT, source TEXT NOT NULL, source_row TEXT NOT NULL, declared_on TEXT NOT NULL, active BIGINT NOT NULL,
  decided_by TEXT REFERENCES user_account (id), decided_at TEXT, decision TEXT);
CREATE INDEX officer_tie_user ON officer_tie (user_id);
CREATE INDEX officer_tie_token ON officer_tie (person_token);
CREATE INDEX officer_tie_person ON officer_tie (person);
CREATE INDEX officer_tie_unit ON officer_tie (unit_code);
-- Units concerned in a lead; persons and units concerned in a file beside its subject and those of its lead.
CREATE TABLE lead_unit (id TEXT PRIMARY KEY, version BIGINT NOT NULL, seq BIGINT NOT NULL,
  lead TEXT NOT NULL REFERENCES lead (id), unit_code TEXT NOT NULL, active BIGINT NOT NULL);
CREATE INDEX lead_unit_lead ON lead_unit (lead);
CREATE INDEX lead_unit_code ON lead_unit (unit_code);
CREATE TABLE concerned (id TEXT PRIMARY KEY, version BIGINT NOT NULL, seq BIGINT NOT NULL,
  case_file TEXT NOT NULL REFERENCES case_file (id), person TEXT REFERENCES person (id), unit_code TEXT, active BIGINT NOT NULL);
CREATE INDEX concerned_case_file ON concerned (case_file);
CREATE INDEX concerned_person ON concerned (person);
CREATE INDEX concerned_unit ON concerned (unit_code);

-- What the work on two hundred thousand files asks for by these fields.
CREATE INDEX case_file_lead ON case_file (lead);
CREATE INDEX case_file_subject ON case_file (subject);
CREATE INDEX submission_case_file ON submission (case_file);
CREATE INDEX person_initials ON person (initials);
-- What is still to be sent (outbox), oldest first.
CREATE INDEX outbox_unsent ON outbox (seq, place) WHERE sent_ms IS NULL;
