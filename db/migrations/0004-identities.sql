-- Reporters: who they are lies sealed apart from what they reported (seal/identity.h); id is the token that report.reporter
-- holds. Three holders, of whom two together open an envelope; each opening is asked for, approved, done once, and stays on
-- this register.
CREATE TABLE key_holder (id TEXT PRIMARY KEY, version BIGINT NOT NULL, seq BIGINT NOT NULL,
  user_id TEXT NOT NULL REFERENCES user_account (id), public_key TEXT NOT NULL, active BIGINT NOT NULL);
CREATE TABLE reporter (id TEXT PRIMARY KEY, version BIGINT NOT NULL, seq BIGINT NOT NULL, envelope TEXT NOT NULL);
CREATE TABLE unsealing (id TEXT PRIMARY KEY, version BIGINT NOT NULL, seq BIGINT NOT NULL,
  object TEXT NOT NULL, reporter TEXT NOT NULL REFERENCES reporter (id), state TEXT NOT NULL,
  asked_by TEXT NOT NULL REFERENCES user_account (id), basis TEXT NOT NULL, reason TEXT NOT NULL,
  approved_by TEXT REFERENCES user_account (id), approved_ms BIGINT,
  opened_by TEXT REFERENCES user_account (id), opened_with TEXT REFERENCES user_account (id), opened_ms BIGINT);
