-- Records, first version. One schema for SQLite and PostgreSQL: TEXT and BIGINT only, days as YYYY-MM-DD, money in
-- fen, flags 0 or 1. A state table has id, version and seq (the last act that touched the row); only those may be
-- changed by an act, and nothing else may be changed at all. A migration that was released is never edited.

-- The spine: which acts there are. History itself lies in one table a year (history_2026), made with the year's first act.
CREATE TABLE log_head (id BIGINT PRIMARY KEY, size BIGINT NOT NULL, last_ms BIGINT NOT NULL);
INSERT INTO log_head (id, size, last_ms) VALUES (1, 0, 0);
CREATE TABLE history_year (year BIGINT PRIMARY KEY, first_seq BIGINT NOT NULL);
CREATE TABLE act_key (act_key TEXT PRIMARY KEY, seq BIGINT NOT NULL);
CREATE TABLE outbox (seq BIGINT NOT NULL, place BIGINT NOT NULL, topic TEXT NOT NULL, recipient TEXT NOT NULL, body TEXT NOT NULL,
  sent_ms BIGINT, PRIMARY KEY (seq, place));

-- Organisation: rooms 室, groups 组, townships, and the units under supervision.
CREATE TABLE unit (id TEXT PRIMARY KEY, version BIGINT NOT NULL, seq BIGINT NOT NULL,
  name TEXT NOT NULL, unit_kind TEXT NOT NULL, parent TEXT REFERENCES unit (id), closed_on TEXT);
-- 一把手 is a flag on the post; which kinds count is the county's to say (procedure.md 6.5).
CREATE TABLE post (id TEXT PRIMARY KEY, version BIGINT NOT NULL, seq BIGINT NOT NULL,
  unit TEXT NOT NULL REFERENCES unit (id), title TEXT NOT NULL, rank TEXT NOT NULL, management_authority TEXT NOT NULL,
  first_leader BIGINT NOT NULL DEFAULT 0, first_leader_kind TEXT);
CREATE TABLE user_account (id TEXT PRIMARY KEY, version BIGINT NOT NULL, seq BIGINT NOT NULL,
  name TEXT NOT NULL, unit TEXT NOT NULL REFERENCES unit (id), post TEXT REFERENCES post (id), active BIGINT NOT NULL);
CREATE TABLE user_role (id TEXT PRIMARY KEY, version BIGINT NOT NULL, seq BIGINT NOT NULL,
  user_id TEXT NOT NULL REFERENCES user_account (id), role TEXT NOT NULL, active BIGINT NOT NULL);
CREATE INDEX user_role_user ON user_role (user_id);

-- Persons and units concerned. A citizen number is here only as its token (seal.h).
CREATE TABLE person (id TEXT PRIMARY KEY, version BIGINT NOT NULL, seq BIGINT NOT NULL,
  name TEXT NOT NULL, initials TEXT, citizen_token TEXT, unit TEXT, post TEXT, rank TEXT, management_authority TEXT, party_member BIGINT);
CREATE INDEX person_token ON person (citizen_token);
CREATE INDEX person_name ON person (name);

-- Reports 检举控告. The reporter's identity is not here: `reporter` is a token of a sealed record.
CREATE TABLE report (id TEXT PRIMARY KEY, version BIGINT NOT NULL, seq BIGINT NOT NULL,
  state TEXT NOT NULL, channel TEXT NOT NULL, report_kind TEXT NOT NULL, named BIGINT NOT NULL, repeated BIGINT NOT NULL,
  received_on TEXT NOT NULL, content TEXT NOT NULL, reporter TEXT, persons_reporting BIGINT);
-- Reports on cadres managed above (检规 15): number, days and the receipt of the hand-over, and no field for anything else.
CREATE TABLE passed_report (id TEXT PRIMARY KEY, version BIGINT NOT NULL, seq BIGINT NOT NULL,
  received_on TEXT NOT NULL, due_on TEXT NOT NULL, passed_on TEXT, receipt_no TEXT, receipt_on TEXT);

-- Leads 问题线索. finding, rule and its version, and the hash of the data that it was found in, where a rule found it.
CREATE TABLE lead (id TEXT PRIMARY KEY, version BIGINT NOT NULL, seq BIGINT NOT NULL,
  state TEXT NOT NULL, source TEXT NOT NULL, received_on TEXT NOT NULL, summary TEXT NOT NULL,
  from_unit TEXT, from_number TEXT, report TEXT REFERENCES report (id), amount_fen BIGINT, occurred_from TEXT, occurred_to TEXT, field TEXT,
  persons_affected BIGINT, repeats BIGINT NOT NULL DEFAULT 0, vulnerable BIGINT NOT NULL DEFAULT 0, quick_track BIGINT NOT NULL DEFAULT 0,
  finding TEXT, rule TEXT, rule_version BIGINT, snapshot TEXT, innocent TEXT,
  handling_unit TEXT REFERENCES unit (id), handler TEXT REFERENCES user_account (id),
  merged_into TEXT REFERENCES lead (id), outcome TEXT, closed_on TEXT);
CREATE INDEX lead_state ON lead (state);
CREATE INDEX lead_finding ON lead (finding);
CREATE TABLE lead_person (id TEXT PRIMARY KEY, version BIGINT NOT NULL, seq BIGINT NOT NULL,
  lead TEXT NOT NULL REFERENCES lead (id), person TEXT NOT NULL REFERENCES person (id), active BIGINT NOT NULL);
CREATE INDEX lead_person_lead ON lead_person (lead);
CREATE INDEX lead_person_person ON lead_person (person);

-- What becomes of a finding: the bureau is asked and explains, then one of the exits is chosen. id is the fingerprint.
CREATE TABLE finding_exit (id TEXT PRIMARY KEY, version BIGINT NOT NULL, seq BIGINT NOT NULL,
  rule TEXT NOT NULL, rule_version BIGINT NOT NULL, amount_fen BIGINT, state TEXT NOT NULL,
  asked_unit TEXT, asked_on TEXT, due_on TEXT, answer TEXT, answered_on TEXT,
  exit TEXT, reason TEXT, decided_by TEXT, decided_on TEXT, lead TEXT REFERENCES lead (id));

-- Cases 案件, what is written in them, and what supports or speaks against them.
CREATE TABLE case_file (id TEXT PRIMARY KEY, version BIGINT NOT NULL, seq BIGINT NOT NULL,
  state TEXT NOT NULL, lead TEXT REFERENCES lead (id), filed_on TEXT, subject TEXT REFERENCES person (id),
  handling_unit TEXT REFERENCES unit (id), handler TEXT REFERENCES user_account (id), closed_on TEXT);
CREATE INDEX case_file_state ON case_file (state);
CREATE TABLE document (id TEXT PRIMARY KEY, version BIGINT NOT NULL, seq BIGINT NOT NULL,
  object TEXT NOT NULL, document_kind TEXT NOT NULL, number TEXT, title TEXT NOT NULL, dated_on TEXT NOT NULL, sm3 TEXT NOT NULL);
CREATE INDEX document_object ON document (object);
CREATE TABLE evidence (id TEXT PRIMARY KEY, version BIGINT NOT NULL, seq BIGINT NOT NULL,
  object TEXT NOT NULL, evidence_kind TEXT NOT NULL, title TEXT NOT NULL, sm3 TEXT NOT NULL, origin TEXT NOT NULL,
  taken_on TEXT NOT NULL, taken_by TEXT NOT NULL, taken_by_second TEXT NOT NULL, speaks TEXT NOT NULL, kept_at TEXT);
CREATE INDEX evidence_object ON evidence (object);
