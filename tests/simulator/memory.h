// What the simulator knows by itself: what it was told was done, and what stood where before. Invariants hold the
// records against it.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include "casework/matter.h"
#include "record/act.h"

namespace qy::county {

using Everybody = std::shared_ptr<const std::map<std::string, Officer>>;

// The rows of one file.
struct FileRows {
  Row file;
  std::vector<Row> matters, acts, limits, property, participants, recusals, secondments, submissions;
};
Result<FileRows> rows_of(RecordBook& book, const std::string& file);

// What happened to a file, in order, as it was answered.
struct Opened {
  Facts facts;
};
struct Learned {
  Facts facts;
};
struct TakenOut {
  std::string officer;
};
struct LetIn {  // again: what he declared is no ground
  std::string officer;
};
struct Stepped {
  std::string key;
  CaseAct act;
  Everybody officers;  // with the roles that they held then
};
using Event = std::variant<Opened, Learned, TakenOut, LetIn, Stepped>;

struct Answered {
  int64_t seq = 0;
  std::string kind, object;
};

struct Memory {
  int64_t last_ms = 0;  // of the last act
  std::vector<std::string> files;
  std::map<std::string, std::vector<Event>> events;               // by file
  std::map<std::string, std::map<std::string, int64_t>> recused;  // by file: who, and the entry that says so
  std::map<std::string, std::map<std::string, int64_t>>
      found;  // the same, by what they declared, until it is decided
  std::map<std::string, std::set<std::string>> concerned;  // persons and units, by file
  std::set<std::string> ties_over;                         // declared ties that are not in force
  std::map<std::string, std::set<std::string>> roles;      // of accounts, as they hold them now
  std::map<std::string, Answered> answered;                // by key
  std::map<std::string, FileRows> before;                  // by file, as it stood before the last deed
};

// One deed of the year, as it would be told.
struct Deed {
  int number = 0;
  std::string when, who, what, outcome;
  std::string file;   // that it touched or tried to, "" none
  bool done = false;  // something was written
  bool saw = false;   // a look that showed the file
  std::string text() const;
};

}  // namespace qy::county
