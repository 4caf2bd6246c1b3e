#include "api/officer.h"

#include "rights/rights.h"

namespace qy {

bool OfficerAccount::has_one_of(std::string_view wanted) const {
  if (wanted.empty()) return true;
  for (size_t from = 0; from < wanted.size();) {
    const size_t to = std::min(wanted.find(' ', from), wanted.size());
    if (roles.contains(std::string(wanted.substr(from, to - from)))) return true;
    from = to + 1;
  }
  return false;
}

Result<std::optional<OfficerAccount>> officer_of(RecordBook& records, const std::string& user) {
  QY_TRY(const auto accounts, records.select("user_account", {{"id", user}, {"active", int64_t(1)}}));
  if (accounts.empty()) return std::optional<OfficerAccount>();
  OfficerAccount officer{
      .user = user, .name = accounts.front().text("name"), .unit = accounts.front().text("unit")};
  QY_TRY(const auto units, records.select("unit", {{"id", officer.unit}}));
  if (!units.empty()) officer.unit_name = units.front().text("name");
  QY_TRY(const auto roles, records.select("user_role", {{"user_id", user}, {"active", int64_t(1)}}));
  for (const Row& role : roles) officer.roles.insert(role.text("role"));
  return std::optional(std::move(officer));
}

std::set<std::string> known_roles(const Rights& rights) {
  std::set<std::string> roles;
  for (const auto& [name, kind] : rights.kinds())
    for (const auto& [role, cells] : kind.roles) roles.insert(role);
  return roles;
}

}  // namespace qy
