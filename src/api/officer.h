// Who asks: an account in force with its roles, as the records say now.
#pragma once

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "record/act.h"

namespace qy {

class Rights;

struct OfficerAccount {
  std::string user, name, unit, unit_name;
  std::set<std::string> roles;

  bool has_one_of(std::string_view roles_with_spaces) const;  // true for ""
};

// None where the account is not there or not in force.
Result<std::optional<OfficerAccount>> officer_of(RecordBook& records, const std::string& user);

// Every role that the table of rights names.
std::set<std::string> known_roles(const Rights& rights);

}  // namespace qy
