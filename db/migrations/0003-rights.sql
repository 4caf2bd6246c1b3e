-- Who has to do with which record (rights/README.md): assistant, reviewer, leader_in_charge, need_to_know, recusal,
-- break_glass. object is "lead/2026-0007", "unit/room-2", "person/p-3". A row is ended, never deleted.
CREATE TABLE involvement (id TEXT PRIMARY KEY, version BIGINT NOT NULL, seq BIGINT NOT NULL,
  object TEXT NOT NULL, user_id TEXT NOT NULL REFERENCES user_account (id), relation TEXT NOT NULL, active BIGINT NOT NULL,
  reason TEXT NOT NULL, approved_by TEXT REFERENCES user_account (id), from_ms BIGINT, until_ms BIGINT,
  reviewed_by TEXT REFERENCES user_account (id), reviewed_ms BIGINT, review TEXT);
CREATE INDEX involvement_of ON involvement (user_id, object);
CREATE INDEX involvement_object ON involvement (object);
-- A seal leaves those who are named.
ALTER TABLE lead ADD COLUMN sealed BIGINT NOT NULL DEFAULT 0;
ALTER TABLE report ADD COLUMN sealed BIGINT NOT NULL DEFAULT 0;
