// The names behind accounts: those of the house, which every account may read (rights/office.yaml). Asked for once each.
#pragma once

#include <map>
#include <string>

#include "base/json.h"
#include "rights/guarded_book.h"

namespace qy {

class OfficerNames {
 public:
  explicit OfficerNames(GuardedBook& book) : book_(book) {}
  // The account itself where it has no name: "system", or what was done at a terminal under another.
  Result<std::string> of(const std::string& user);
  // Beside the account in each of the lines: {by: an} ──▶ {by: an, by_name: 甲}.
  Result<void> beside(Json& lines, const std::string& account);

 private:
  GuardedBook& book_;
  std::map<std::string, std::string> known_;
};

}  // namespace qy
