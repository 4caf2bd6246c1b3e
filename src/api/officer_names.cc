#include "api/officer_names.h"

namespace qy {

Result<std::string> OfficerNames::of(const std::string& user) {
  const auto known = known_.find(user);
  if (known != known_.end()) return known->second;
  QY_TRY(const auto rows, book_.select("user_account", {{"id", user}}));
  const std::string name = rows.empty() ? "" : rows.front().text("name");
  return known_[user] = name.empty() ? user : name;
}

Result<void> OfficerNames::beside(Json& lines, const std::string& account) {
  for (Json& line : lines) {
    QY_TRY(line[account + "_name"], of(line.at(account)));
  }
  return {};
}

}  // namespace qy
