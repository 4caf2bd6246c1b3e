-- Rows as acts would have left them, written past the door: fast, and not verifiable. Read by SQLite and PostgreSQL alike.
-- {F} files of {E} events each, {O} officers; one file in ten is open, its lead on the desk of one of them. `day` is filled before.
CREATE TEMP TABLE f (i BIGINT PRIMARY KEY, file TEXT, lead TEXT, person TEXT, at TEXT, due TEXT, who TEXT, is_open BIGINT);
WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < {F})
  INSERT INTO f SELECT i, '2025-' || substr(CAST(1000000 + i AS TEXT), 2), '2025-' || substr(CAST(1000000 + i AS TEXT), 2),
    'P2025-' || substr(CAST(1000000 + i / 10 AS TEXT), 2), d.at, d.due, 'h' || CAST(i / 10 % {O} AS TEXT), CASE WHEN i % 10 = 0 THEN 1 ELSE 0 END
  FROM n JOIN day d ON d.n = i % 400;
CREATE TEMP TABLE e (k BIGINT PRIMARY KEY, place TEXT);
WITH RECURSIVE n(k) AS (SELECT 0 UNION ALL SELECT k + 1 FROM n WHERE k + 1 < {E})
  INSERT INTO e SELECT k, substr(CAST(10001 + k AS TEXT), 2) FROM n;

INSERT INTO person (id, version, seq, name, initials, citizen_token, unit)
  SELECT person, 1, i, '某甲', 'mj', 'token-' || person, 'U' || CAST(i % 500 AS TEXT) FROM f WHERE i % 10 = 0;
INSERT INTO lead (id, version, seq, state, source, received_on, summary, handling_unit)
  SELECT lead, 2, i, CASE WHEN is_open = 1 THEN 'in_study' ELSE 'archived' END, 'media', substr(at, 1, 10), '某镇道路养护资金', 'room' FROM f;
INSERT INTO lead_person (id, version, seq, lead, person, active) SELECT lead || '.' || person, 1, i, lead, person, 1 FROM f;
INSERT INTO case_file (id, version, seq, state, facts, progress_at, lead, subject, handler, handling_unit, title)
  SELECT file, {E}, i, 'open', 'party_member', at, lead, person, who, 'room', '某镇道路养护资金' FROM f;
INSERT INTO matter (id, version, seq, case_file, name, procedure, state, facts, holder, began_at, progress_at, open, due_at, due_limit)
  SELECT file || '/lead', 3, i, file, 'lead', 'lead', CASE WHEN is_open = 1 THEN 'in_study' ELSE 'archived' END, '', who, at, at, is_open,
    CASE WHEN is_open = 1 THEN due ELSE '9999' END, CASE WHEN is_open = 1 THEN 'LD-01' END FROM f;
INSERT INTO running_limit (id, version, seq, case_file, matter, time_limit, began_at, length, liberty, pauses, extensions, ended_at, was_late, due_at)
  SELECT file || '/0001', 1, i, file, 'lead', 'LD-01', at, '1 months', 0, '', '', CASE WHEN is_open = 1 THEN NULL ELSE at END, 0,
    CASE WHEN is_open = 1 THEN due END FROM f;
INSERT INTO participant (id, version, seq, case_file, user_id, relation, since, active) SELECT file || '/' || who || '/handler', 1, i, file, who, 'handler', at, 1 FROM f;
INSERT INTO participant (id, version, seq, case_file, user_id, relation, since, active) SELECT file || '/chief/chief', 1, i, file, 'chief', 'chief', at, 1 FROM f;
INSERT INTO done_act (id, version, seq, case_file, matter, step, done_at, entered_at, officers, approvals, recorded, extension)
  SELECT file || '.v' || CAST(k AS TEXT), 1, 1000000000 + i * {E} + k, file, 'lead', CASE WHEN k = 0 THEN 'lead.register' ELSE 'lead.sign' END, at, at, who, '', 0, NULL
  FROM f CROSS JOIN e;
INSERT INTO document (id, version, seq, object, document_kind, title, dated_on, sm3, matter, step)
  SELECT file || '/' || place, 1, 1000000000 + i * {E} + k, 'case_file/' || file, 'lead_registration', '问题线索登记表', substr(at, 1, 10), '', 'lead', 'lead.register'
  FROM f CROSS JOIN e;
INSERT INTO act_key (act_key, seq) SELECT file || '.v' || CAST(k AS TEXT), 1000000000 + i * {E} + k FROM f CROSS JOIN e;
CREATE TABLE history_2025 (seq BIGINT PRIMARY KEY, kind TEXT NOT NULL, user_id TEXT NOT NULL, role TEXT NOT NULL, object TEXT NOT NULL, at_ms BIGINT NOT NULL,
  basis TEXT NOT NULL, commitment TEXT NOT NULL, salt TEXT, record TEXT);
INSERT INTO history_2025 (seq, kind, user_id, role, object, at_ms, basis, commitment, salt, record)
  SELECT 1000000000 + i * {E} + k, 'lead.sign', who, 'handler', 'case_file/' || file, 0, '条例202',
    '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08', '', '{}' FROM f CROSS JOIN e;
CREATE INDEX history_2025_object ON history_2025 (object);
