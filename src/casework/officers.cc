#include "casework/officers.h"

#include <algorithm>
#include <sstream>

#include "casework/messages.h"

namespace qy {
namespace {

const Fields kInForce{{"active", int64_t(1)}};

void add_party(KnownOfficers& known, const Row& row, const std::string& file) {
  const std::string of = row.text("case_file");
  if (row.number("active") == 1 && (of.empty() || of == file))
    known.officers[row.id] = {row.id, row.text("name"), words_of_text(row.text("roles"))};
}

}  // namespace

Result<std::string> writing_role(RecordBook& book, const std::string& user,
                                 const std::vector<std::string>& asked) {
  QY_TRY(const auto roles, book.select("user_role", {{"user_id", user}, {"active", int64_t(1)}}));
  if (roles.empty()) return not_found(say(kNoAccount, user));
  for (const Row& role : roles)
    if (std::ranges::find(asked, procedure_role(role.text("role"))) != asked.end()) return role.text("role");
  return roles.front().text("role");
}

std::string words_text(const std::set<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
  return text;
}

std::set<std::string> words_of_text(const std::string& text) {
  std::istringstream stream(text);
  std::set<std::string> words;
  for (std::string word; stream >> word;) words.insert(word);
  return words;
}

std::string procedure_role(const std::string& role) {
  if (role == "case_management") return "case_manager";
  if (role == "petition_office") return "petition_officer";
  return role;
}

Result<KnownOfficers> officers_named(RecordBook& book, const std::string& file,
                                     const std::set<std::string>& ids) {
  KnownOfficers known;
  QY_TRY(const auto accounts, book.select_any("user_account", "id", ids, kInForce));
  std::set<std::string> others = ids;
  for (const Row& row : accounts) {
    known.officers[row.id] = {row.id, row.text("name"), {}};
    known.accounts.insert(row.id);
    others.erase(row.id);
  }
  QY_TRY(const auto roles, book.select_any("user_role", "user_id", known.accounts, kInForce));
  for (const Row& role : roles)
    known.officers[role.text("user_id")].roles.insert(procedure_role(role.text("role")));
  QY_TRY(const auto parties, book.select_any("other_party", "id", others, {}));
  for (const Row& row : parties) add_party(known, row, file);
  return known;
}

Result<Everyone> read_everyone(RecordBook& book) {
  Everyone everyone;
  KnownOfficers& known = everyone.with_accounts;
  QY_TRY(const auto accounts, book.select("user_account", kInForce));
  for (const Row& row : accounts) {
    known.officers[row.id] = {row.id, row.text("name"), {}};
    known.accounts.insert(row.id);
  }
  QY_TRY(const auto roles, book.select("user_role", kInForce));
  for (const Row& row : roles) {
    const auto officer = known.officers.find(row.text("user_id"));
    if (officer != known.officers.end()) officer->second.roles.insert(procedure_role(row.text("role")));
  }
  QY_TRY(everyone.parties, book.select("other_party", kInForce));
  return everyone;
}

KnownOfficers Everyone::of_file(const std::string& file) const {
  KnownOfficers known = with_accounts;
  for (const Row& row : parties) add_party(known, row, file);
  return known;
}

}  // namespace qy
