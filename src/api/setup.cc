// /setup: the first accounts of a workspace that has none, by whoever holds the code that `qingyuan serve` showed at its
// start: three administrators, and those who begin to work.
#include <algorithm>
#include <array>

#include "api/body.h"
#include "api/messages.h"
#include "api/officer.h"
#include "api/problem.h"
#include "api/route.h"
#include "leads/act_key.h"
#include "seal/password.h"

namespace qy {
namespace {

constexpr std::array<std::string_view, 3> kOneOfEach = {"system_administrator", "security_administrator",
                                                        "audit_administrator"};
constexpr const char* kOffice = "office";  // the one unit, until others are loaded
constexpr size_t kMostPeople = 40, kNameBytes = 120;

struct Person {
  std::string id, name, role;
};

bool is_account(const std::string& id) {
  return !id.empty() && std::ranges::all_of(id, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
  });
}

std::vector<Person> people_in(BodyReader& body, const Rights& rights) {
  std::vector<Person> people;
  const Json* list = body.list("people");
  if (list == nullptr || list->empty()) return body.fault("/people", say(kFieldMissing)), people;
  if (list->size() > kMostPeople) return body.fault("/people", say(kFieldItems, kMostPeople)), people;
  const std::set<std::string> roles = known_roles(rights);
  std::set<std::string> seen;
  for (size_t i = 0; i < list->size(); ++i) {
    const std::string at = "/people/" + std::to_string(i);
    BodyReader one((*list)[i]);
    Person person{one.word("id", 1, 32), one.text("name", 1, kNameBytes), one.word("role", 1, 40)};
    if (one.refusal())
      for (const FieldFault& fault : one.faults()) body.fault(at + fault.pointer, fault.message);
    else if (!is_account(person.id))
      body.fault(at + "/id", say(kAccountForm));
    else if (!seen.insert(person.id).second)
      body.fault(at + "/id", say(kFieldAgain));
    if (!person.role.empty() && !roles.contains(person.role))
      body.fault(at + "/role", say(kNoRole, person.role));
    people.push_back(std::move(person));
  }
  for (const std::string_view role : kOneOfEach)
    if (std::ranges::count(people, role, &Person::role) != 1)
      body.fault("/people", say(kThreeAdministrators));
  return people;
}

Act founding(const std::string& office, const std::vector<Person>& people) {
  Act act{.key = act_key({"system.office_loaded", "setup"}),
          .kind = "system.office_loaded",
          .actor = {"system", "system"},
          .object = "office",
          .basis = "监察法实施条例290",
          .note = "setup"};
  act.changes.push_back({"unit", kOffice, 0, {{"name", office}, {"unit_kind", "office"}}});
  for (const Person& person : people) {
    act.changes.push_back(
        {"user_account", person.id, 0, {{"name", person.name}, {"unit", kOffice}, {"active", int64_t(1)}}});
    act.changes.push_back({"user_role",
                           person.id + "." + person.role,
                           0,
                           {{"user_id", person.id}, {"role", person.role}, {"active", int64_t(1)}}});
  }
  return act;
}

Result<bool> has_accounts(ApiCall& call) {
  QY_TRY(const auto accounts, call.ground.records.select("user_account", {}));
  return !accounts.empty();
}

}  // namespace

Result<HttpResponse> show_setup(ApiCall& call) {
  QY_TRY(const bool done, has_accounts(call));
  return json_response({{"needed", !done}});
}

Result<HttpResponse> set_up(ApiCall& call) {
  BodyReader body(call.body);
  const std::string code = body.word("code", 1, 64), office = body.text("office", 1, kNameBytes);
  const std::vector<Person> people = people_in(body, call.ground.rights);
  QY_TRY(const bool done, has_accounts(call));
  if (done) return problem(409, say(kAlreadySetUp));
  if (!same_secret(code, call.ground.setup_code)) return problem(403, say(kWrongSetupCode));
  if (const auto refused = body.refusal()) return *refused;
  QY_CHECK(call.ground.records.perform(founding(office, people)));
  Json issued = Json::array();
  for (const Person& person : people) {
    QY_TRY(const IssuedPassword one,
           call.ground.door.issue(call.ground.records, person.id, {"system", "system"}, "setup"));
    issued.push_back({{"user", one.user}, {"password", one.password}, {"code_key", one.code_key}});
  }
  return json_response({{"issued", issued}});
}

}  // namespace qy
