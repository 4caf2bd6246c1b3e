// /admin/office: rooms, posts and accounts, as `office load` takes them from a file, by the security administrator. What is not
// named stays as it is.
#include <set>

#include "api/body.h"
#include "api/messages.h"
#include "api/officer.h"
#include "api/problem.h"
#include "api/route.h"
#include "casework/office_file.h"
#include "leads/act_key.h"

namespace qy {
namespace {

constexpr size_t kMostRows = 500;

// Roles that the table of rights does not know would let nobody in anywhere; and nobody makes himself another.
void check_users(const Json& users, const ApiCall& call, BodyReader& body) {
  const std::set<std::string> roles = known_roles(call.ground.rights);
  for (size_t i = 0; i < users.size(); ++i) {
    const std::string at = "/users/" + std::to_string(i);
    const Json& user = users[i];
    if (!user.is_object()) continue;  // told by office_changes
    if (user.value("id", Json()) == call.officer.user) body.fault(at + "/id", say(kOwnAccount));
    for (const Json& role : user.value("roles", Json::array()))
      if (!role.is_string() || !roles.contains(role.get<std::string>()))
        body.fault(at + "/roles", say(kNoRole, role.dump()));
  }
}

}  // namespace

Result<HttpResponse> load_office(ApiCall& call) {
  BodyReader body(call.body);
  const std::string reason = body.text("reason", 1, 1000);
  Json file = Json::object();
  for (const char* part : {"units", "posts", "users", "bodies"}) {
    const Json* list = body.list(part);
    file[part] = list == nullptr ? Json::array() : *list;
    if (file[part].size() > kMostRows) body.fault(std::string("/") + part, say(kFieldItems, kMostRows));
  }
  check_users(file["users"], call, body);
  if (auto refused = body.refusal()) return *refused;
  QY_TRY(const Yaml office, Yaml::parse(file.dump(-1, ' ', false, Json::error_handler_t::replace), "office"));
  QY_TRY(auto changes, office_changes(*call.book, office));
  const size_t count = changes.size();
  if (count > 0)
    QY_CHECK(call.book->perform(
        {.key = act_key({"system.office_loaded", file.dump(), std::to_string(call.ground.clock.now_ms())}),
         .kind = "system.office_loaded",
         .actor = {call.officer.user, "security_administrator"},
         .object = "office",
         .basis = "监察法实施条例290",
         .note = reason,
         .changes = std::move(changes)}));
  return json_response({{"recorded", count}});
}

}  // namespace qy
