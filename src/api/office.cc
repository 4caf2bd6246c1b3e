// /office: rooms, posts and accounts. Everybody in the house may know who holds which role.
#include "api/route.h"

namespace qy {

Result<HttpResponse> show_office(ApiCall& call) {
  RecordBook& records = *call.book;
  QY_TRY(const auto units, records.select("unit", {}));
  QY_TRY(const auto accounts, records.select("user_account", {}));
  QY_TRY(const auto roles, records.select("user_role", {{"active", int64_t(1)}}));
  std::map<std::string, Json> by_user;
  for (const Row& role : roles) by_user[role.text("user_id")].push_back(role.text("role"));
  Json unit_list = Json::array(), account_list = Json::array();
  for (const Row& unit : units)
    unit_list.push_back({{"id", unit.id},
                         {"name", unit.text("name")},
                         {"kind", unit.text("unit_kind")},
                         {"parent", unit.text("parent")}});
  for (const Row& account : accounts) {
    const auto at = by_user.find(account.id);
    account_list.push_back({{"id", account.id},
                            {"name", account.text("name")},
                            {"unit", account.text("unit")},
                            {"active", account.number("active") == 1},
                            {"roles", at == by_user.end() ? Json::array() : at->second}});
  }
  return json_response({{"units", unit_list}, {"accounts", account_list}});
}

}  // namespace qy
