// History: every act, one table a year (UTC+8), and what of each act goes into the log. Private to this
// folder.
//
// The entry of an act in the log, from which nobody learns what was written:
//
//   act/1                    form
//   lead.registered          kind
//   u0007 case_management    user, role
//   lead/2026-0007           object
//   1774834200000            milliseconds since 1970, UTC
//   规则23                    basis
//   9f86d0…                  commitment: hash of 0x10, salt, record (seal/merkle.h)
//
// Salt and record are in the history row alone. Lawful erasure empties both; the entry stays, and so the log.
#pragma once

#include "record/act.h"
#include "seal/merkle.h"
#include "store/database.h"

namespace qy {

struct HistoryRow {
  int64_t seq = 0, at_ms = 0;
  std::string kind, object, basis, commitment;
  Actor actor;
  std::optional<std::string> salt, record;  // hex; JSON. None: erased

  std::string entry() const;
};

struct Head {
  int64_t size = 0, last_ms = 0;
};

// What is committed to, and what a later reader sees of the act.
std::string record_text(const Act& act);

Result<Head> read_head(Database& database);
Result<void> write_head(Database& database, const Head& head);
// In the transaction of the act. Makes the year's table with its first act.
Result<void> add_history(Database& database, const HistoryRow& row);
// The empty table of a year, "history_2026".
Result<void> make_history_table(Database& database, const std::string& table);
Result<HistoryRow> read_history(Database& database, int64_t seq);
// In order, from `from` up to but without `to`; damaged with the number of the first that is missing.
Result<void> each_history(Database& database, int64_t from, int64_t to,
                          const std::function<Result<void>(const HistoryRow&)>& see);
// As a reader of the records sees them.
Result<std::vector<PastAct>> past_acts(Database& database, std::string_view object);
// The act with this key, if there is one.
Result<std::optional<int64_t>> seq_of_key(Database& database, const std::string& act_key);
Result<void> erase_record(Database& database, int64_t seq);

}  // namespace qy
