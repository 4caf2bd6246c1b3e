-- Backups that were brought back to see whether they can be (恢复演练), and what came of it.
CREATE TABLE drill (id TEXT PRIMARY KEY, version BIGINT NOT NULL, seq BIGINT NOT NULL,
  made_at TEXT NOT NULL, done_at TEXT NOT NULL, outcome TEXT NOT NULL, acts BIGINT NOT NULL, state_rows BIGINT NOT NULL,
  files BIGINT NOT NULL, bytes BIGINT NOT NULL, duration_ms BIGINT NOT NULL, trouble TEXT);
