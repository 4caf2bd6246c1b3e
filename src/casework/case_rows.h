// A file (案卷) as rows of db/migrations/0002-matters.sql, and back. Private to this folder.
#pragma once

#include <map>
#include <string_view>
#include <vector>

#include "casework/decide.h"
#include "record/act.h"

namespace qy {

inline constexpr std::string_view kNoDue = "9999";  // where a column holds a moment: none

// A file as it was read, with the rows behind it, whose versions the next act must find again.
struct FileOnRecord {
  CaseFile file;                       // its officers are those who were asked for (officers.h)
  Row row;                             // case_file
  std::map<std::string, Row> matters;  // by name
  std::vector<Row> limits;             // in the order of file.limits
  std::set<std::string> participants;  // ids of rows
  std::set<std::string> accounts;      // of file.officers, those who have one
  size_t documents = 0, ledger = 0;    // rows
};

// not_found where there is no such file; damaged where a row cannot be read.
Result<FileOnRecord> read_case_file(RecordBook& book, const std::string& number);

// How an act is to be written down.
struct EntryWords {
  std::string key, holder;  // on whose desk the matter lies afterwards
};

// All that an accepted act changes in the rows of its file. The version of case_file moves with every act, so
// of two who acted on the same file at once the second is refused and looks again.
std::vector<Change> changes_of(const FileOnRecord& before, const CaseAct& act, const AcceptedAct& accepted,
                               const EntryWords& words, const ProcedureBook& book, const Calendar& calendar);

}  // namespace qy
