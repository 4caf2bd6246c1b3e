// Who may act in a file: accounts of the office with the roles of procedures/shared/roles.yaml, and parties
// without an account (collective and Party bodies, the superior commission, the person, a court).
#pragma once

#include <map>
#include <set>
#include <string>

#include "casework/matter.h"
#include "record/act.h"

namespace qy {

struct KnownOfficers {
  std::map<std::string, Officer> officers;
  std::set<std::string> accounts;  // of them, those who have one
};

// Those of `ids` who are known: an account in force, or a party of the office or of the file.
Result<KnownOfficers> officers_named(RecordBook& book, const std::string& file,
                                     const std::set<std::string>& ids);

// Everybody, for a chain of approval to be filled in.
struct Everyone {
  KnownOfficers with_accounts;
  std::vector<Row> parties;  // in force, of the house and of single files
  KnownOfficers of_file(const std::string& file) const;
};
Result<Everyone> read_everyone(RecordBook& book);

// The role in which an account writes: one of those asked for, else any that it holds. not_found without any.
Result<std::string> writing_role(RecordBook& book, const std::string& user,
                                 const std::vector<std::string>& asked);

// Words as a field holds them, with blanks between.
std::string words_text(const std::set<std::string>& words);
std::set<std::string> words_of_text(const std::string& text);

// The roles of procedures that the office's own names stand for.
std::string procedure_role(const std::string& role);

}  // namespace qy
