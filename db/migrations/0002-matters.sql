-- Files 案卷 and what stands in them (src/casework/matter.h). A moment is YYYY-MM-DD HH:MM in UTC+8, 24:00 the end of its day;
-- facts, officers and roles are words with blanks between them; step, state, fact, document_kind and time_limit are words of procedures/.

-- state is that of its archive procedure, open before it; subject's standing is in `facts`.
ALTER TABLE case_file ADD COLUMN title TEXT;
ALTER TABLE case_file ADD COLUMN facts TEXT;
ALTER TABLE case_file ADD COLUMN progress_at TEXT;
ALTER TABLE case_file ADD COLUMN report TEXT REFERENCES report (id);

-- One procedure as it runs in a file; id is file/name. holder: on whose desk it lies. open: not at an end, or a limit of its own still
-- runs. due_at: the nearest last moment of its limits, 9999 where none runs, so that one index gives a desk in lawful order.
CREATE TABLE matter (id TEXT PRIMARY KEY, version BIGINT NOT NULL, seq BIGINT NOT NULL,
  case_file TEXT NOT NULL REFERENCES case_file (id), name TEXT NOT NULL, procedure TEXT NOT NULL, state TEXT NOT NULL, facts TEXT NOT NULL,
  holder TEXT REFERENCES user_account (id), began_at TEXT NOT NULL, progress_at TEXT NOT NULL, open BIGINT NOT NULL,
  due_at TEXT NOT NULL, due_limit TEXT);
CREATE INDEX matter_case_file ON matter (case_file);
CREATE INDEX matter_desk ON matter (holder, open, due_at, id);
CREATE INDEX matter_due ON matter (open, due_at, id);

-- What was done: id is the act's key. approvals: who as-role@when, with semicolons between. A table whose version may only be 1 is
-- written once: the database itself refuses whatever would change a row.
CREATE TABLE done_act (id TEXT PRIMARY KEY, version BIGINT NOT NULL CHECK (version = 1), seq BIGINT NOT NULL,
  case_file TEXT NOT NULL REFERENCES case_file (id), matter TEXT NOT NULL, step TEXT NOT NULL, done_at TEXT NOT NULL, entered_at TEXT NOT NULL,
  officers TEXT NOT NULL, approvals TEXT NOT NULL, recorded BIGINT NOT NULL, extension TEXT);
CREATE INDEX done_act_case_file ON done_act (case_file);

-- A time limit as it runs or ran. pauses: from/to, the last without to while it stands still; extensions: spans; due_at is empty
-- while no last moment can be told.
CREATE TABLE running_limit (id TEXT PRIMARY KEY, version BIGINT NOT NULL, seq BIGINT NOT NULL,
  case_file TEXT NOT NULL REFERENCES case_file (id), matter TEXT NOT NULL, time_limit TEXT NOT NULL, began_at TEXT NOT NULL, length TEXT NOT NULL,
  liberty BIGINT NOT NULL, pauses TEXT NOT NULL, extensions TEXT NOT NULL, ended_at TEXT, was_late BIGINT NOT NULL, due_at TEXT);
CREATE INDEX running_limit_case_file ON running_limit (case_file);

-- sm3 is empty where the document is on paper and was not scanned.
ALTER TABLE document ADD COLUMN matter TEXT;
ALTER TABLE document ADD COLUMN step TEXT;

-- Who takes part without an account here: collective and Party bodies, the superior commission, the person, a court. case_file is empty
-- for those of the whole office.
CREATE TABLE other_party (id TEXT PRIMARY KEY, version BIGINT NOT NULL, seq BIGINT NOT NULL,
  name TEXT NOT NULL, roles TEXT NOT NULL, case_file TEXT REFERENCES case_file (id), active BIGINT NOT NULL);

-- Whoever took part in a file, and since when: relation is handler, approver, reviewer and the like (the role in which he acted).
CREATE TABLE participant (id TEXT PRIMARY KEY, version BIGINT NOT NULL, seq BIGINT NOT NULL,
  case_file TEXT NOT NULL REFERENCES case_file (id), user_id TEXT NOT NULL, relation TEXT NOT NULL, since TEXT NOT NULL, active BIGINT NOT NULL);
CREATE INDEX participant_case_file ON participant (case_file);
CREATE INDEX participant_user ON participant (user_id, active);

-- Recusal 回避: from then on the officer has no part in the file. grounds: near_relative, witness, interest, other.
CREATE TABLE recusal (id TEXT PRIMARY KEY, version BIGINT NOT NULL, seq BIGINT NOT NULL,
  case_file TEXT NOT NULL REFERENCES case_file (id), user_id TEXT NOT NULL, grounds TEXT NOT NULL, decided_by TEXT, decided_at TEXT NOT NULL,
  successor TEXT, active BIGINT NOT NULL);
CREATE INDEX recusal_case_file ON recusal (case_file);

-- Evidence: who has it now, and each hand that it passed through. speaks: against, for the person, or neither.
ALTER TABLE evidence ADD COLUMN holder TEXT;
ALTER TABLE evidence ADD COLUMN bytes BIGINT;
CREATE TABLE evidence_move (id TEXT PRIMARY KEY, version BIGINT NOT NULL CHECK (version = 1), seq BIGINT NOT NULL,
  case_file TEXT NOT NULL REFERENCES case_file (id), evidence TEXT NOT NULL REFERENCES evidence (id), giver TEXT NOT NULL, receiver TEXT NOT NULL, moved_at TEXT NOT NULL, reason TEXT NOT NULL);
CREATE INDEX evidence_move_evidence ON evidence_move (evidence);

-- The ledger of case property 涉案财物, one account a matter: quantity in (+) or out (-), in fen or pieces, and what is left after it.
CREATE TABLE property_entry (id TEXT PRIMARY KEY, version BIGINT NOT NULL CHECK (version = 1), seq BIGINT NOT NULL,
  case_file TEXT NOT NULL REFERENCES case_file (id), matter TEXT NOT NULL, step TEXT NOT NULL, quantity BIGINT NOT NULL, unit TEXT NOT NULL,
  balance BIGINT NOT NULL CHECK (balance >= 0), entered_at TEXT NOT NULL);
CREATE INDEX property_entry_case_file ON property_entry (case_file);

-- Registers: interference, contact, unsealing, data_query (procedure.md 11.12). subject: who asked, was met, or is asked about.
CREATE TABLE register_entry (id TEXT PRIMARY KEY, version BIGINT NOT NULL CHECK (version = 1), seq BIGINT NOT NULL,
  register TEXT NOT NULL, case_file TEXT REFERENCES case_file (id), subject TEXT NOT NULL, happened_at TEXT NOT NULL, manner TEXT NOT NULL,
  content TEXT NOT NULL, answer TEXT, reported_to TEXT, purpose TEXT, fields TEXT, approver TEXT, entered_at TEXT NOT NULL);
CREATE INDEX register_entry_case_file ON register_entry (case_file);

-- Joint cases 室组地: the lead body, where approvals run, and its helpers; what the work counts for each, in permille that make 1000.
CREATE TABLE joint_case (id TEXT PRIMARY KEY, version BIGINT NOT NULL, seq BIGINT NOT NULL,
  case_file TEXT NOT NULL REFERENCES case_file (id), reason TEXT NOT NULL, jurisdiction_basis TEXT NOT NULL, approval_no TEXT NOT NULL,
  from_on TEXT NOT NULL, to_on TEXT);
CREATE TABLE joint_member (id TEXT PRIMARY KEY, version BIGINT NOT NULL, seq BIGINT NOT NULL,
  joint_case TEXT NOT NULL REFERENCES joint_case (id), unit TEXT NOT NULL REFERENCES unit (id), leads BIGINT NOT NULL, work TEXT NOT NULL,
  credit_permille BIGINT NOT NULL CHECK (credit_permille > 0), active BIGINT NOT NULL);
CREATE INDEX joint_member_case ON joint_member (joint_case);
-- Secondment 借调: an officer of another unit in this file, by written decision, between two days, after a statement on recusal.
CREATE TABLE secondment (id TEXT PRIMARY KEY, version BIGINT NOT NULL, seq BIGINT NOT NULL,
  case_file TEXT NOT NULL REFERENCES case_file (id), user_id TEXT NOT NULL REFERENCES user_account (id), from_unit TEXT NOT NULL REFERENCES unit (id),
  decision_no TEXT NOT NULL, recusal_statement TEXT NOT NULL, from_on TEXT NOT NULL, to_on TEXT NOT NULL, active BIGINT NOT NULL);
CREATE INDEX secondment_case_file ON secondment (case_file);

-- Submissions 呈批: an act that waits for its approvers. line: as it was written (casework/scene.h); shown: the hash of what each approver sees;
-- chain: the roles in order; given: who as-role@when, so far; next_role is empty once it waits for nobody.
CREATE TABLE submission (id TEXT PRIMARY KEY, version BIGINT NOT NULL, seq BIGINT NOT NULL,
  case_file TEXT NOT NULL REFERENCES case_file (id), line TEXT NOT NULL, proposer TEXT NOT NULL REFERENCES user_account (id),
  proposed_at TEXT NOT NULL, shown TEXT NOT NULL, chain TEXT NOT NULL, given TEXT NOT NULL, next_role TEXT, state TEXT NOT NULL, reason TEXT);
CREATE INDEX submission_waiting ON submission (next_role, proposed_at);
