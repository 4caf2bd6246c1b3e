// An act (办理行为): one thing that one person did (registered a lead, signed for it, approved a plan). It is
// written whole or not at all, once, and stays.
//
//   Act ──RecordBook::perform──▶ one transaction ──▶ Recorded
//                             │ state rows    as the act leaves them
//                             │ history row   who, in which post, what, when, on which basis, the record
//                             │ log entry     the same without the record: a salted commitment stands for it
//                             │ outbox        what others are to be told
//                             └ its key
//
// When perform returns a Recorded, the act is on disk; a kill, a power cut or a full disk after that does not
// take it back. When it returns an error, nothing of it was written, with one exception: Code::io may come
// when the answer was lost on the way back. So the caller asks again with the same key, and gets the Recorded
// of the first time, `repeated`, and no second act.
//
// Source: 监察法实施条例 290 (the whole course of handling leaves its traces), 203 (每一环节签字, whole
// course registered); docs/records.md.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/result.h"

namespace qy {

using FieldValue = std::variant<std::monostate, int64_t, std::string>;  // none, number or day in text, text
using Fields = std::map<std::string, FieldValue>;

struct Actor {
  std::string user;  // number of a user account in force, "u0007"; "system" for kinds that begin with system.
  std::string role;  // in which of the user's roles: "case_management"
};

// One row of a state table (db/migrations: those with id, version and seq) after the act. A row is never
// deleted by an act.
struct Change {
  std::string table;     // "lead"
  std::string id;        // "2026-0007"
  int64_t expected = 0;  // the version the actor had before his eyes; 0: there is no such row yet
  Fields fields;         // those that change; a new row has nothing in the others
};

struct Outgoing {  // for the outbox: told after the act is on disk, at least once
  std::string topic, to, body;
};

struct Act {
  std::string key;   // made by the asker, the same when he asks again: 8 to 64 of A-Z a-z 0-9 . _ -
  std::string kind;  // what was done: "lead.registered"
  Actor actor;
  std::string object;  // the matter whose history this belongs to: "lead/2026-0007"
  std::string basis;   // article: "规则23"; empty where an act needs none (a note)
  std::string note;    // reasons, in the actor's words
  std::vector<Change> changes;
  std::vector<Outgoing> outbox;
  // Lawful erasure: acts whose records (and salts) go with this one. Their entries in the log stay; the state
  // fields that they filled are emptied by this act's changes.
  std::vector<int64_t> erases;
};

struct Recorded {
  int64_t seq = 0;        // place in the log, from 0
  int64_t at_ms = 0;      // time of the act: of the store's clock, never earlier than the act before
  bool repeated = false;  // it was there already
};

struct Row {
  std::string id;
  int64_t version = 0;
  int64_t seq = 0;  // of the last act that touched it
  Fields fields;    // fields that hold nothing are there as monostate

  std::string text(const std::string& field) const;  // "" where it holds nothing
  int64_t number(const std::string& field) const;    // 0 where it holds nothing
};

struct PastAct {
  int64_t seq = 0, at_ms = 0;
  std::string kind, object, basis;
  Actor actor;
  std::optional<std::string> record;  // JSON: note, changes, outbox; none: erased by law
};

// Where acts are written and their outcome is read. `store` implements it on SQLite and PostgreSQL; a test
// may implement it on a std::map. Safe to call from any thread.
//
// perform refuses, and nothing changes:
//   invalid    a key, kind, object, basis or user of another form; an unknown table or field; no change at all
//   not_found  the actor has no user account in force
//   forbidden  the actor does not hold the role he acts in; one person would be two of the three administrators
//   conflict   a row has another version than expected; the key was used for another act; the clock stands
//              before the last act, or far after it
//   limit      a record of more than 1 MiB, or a text of more than 256 bytes where it goes into the log
//   io         the disk is full or failed, the database is out of reach
//   damaged    the records are not what the log says
class RecordBook {
 public:
  virtual ~RecordBook() = default;
  virtual Result<Recorded> perform(const Act& act) = 0;

  // not_found when there is no such row.
  virtual Result<Row> find(std::string_view table, std::string_view id) = 0;
  // All rows whose fields equal `where`, by id.
  virtual Result<std::vector<Row>> select(std::string_view table, const Fields& where) = 0;
  // The same, where `field` holds one of `values`; of no values, none. Asked in one question where the book can.
  virtual Result<std::vector<Row>> select_any(std::string_view table, const std::string& field,
                                              const std::set<std::string>& values, const Fields& where);
  // What was done about an object, oldest first.
  virtual Result<std::vector<PastAct>> history(std::string_view object) = 0;
  // The next number of a series within a year ("lead", 2026 -> 7); takes part in no transaction, so two who
  // ask at the same time may get the same, and the later act is refused with conflict and asks again.
  virtual Result<int64_t> next_number(std::string_view table, std::string_view prefix) = 0;
};

}  // namespace qy
