// /admin/accounts: who is in which room and post, with which roles, whether he can come in; and what the security administrator does
// about that: a first password, suspending, letting in again. Whoever may read it is for rights/account.yaml to say.
#include "account/issue.h"
#include "api/body.h"
#include "api/messages.h"
#include "api/problem.h"
#include "api/route.h"
#include "leads/act_key.h"

namespace qy {
namespace {

constexpr const char* kSecurityRole = "security_administrator";

Json json_of(const AccountStanding& standing) {
  return {{"password", !standing.set_at.empty() ? (standing.own ? "own" : "first") : "none"},
          {"set_at", standing.set_at},
          {"sessions", standing.sessions},
          {"shut", standing.is_shut}};
}

// The account that the request is about; not one's own.
Result<Row> account_in(ApiCall& call) {
  QY_TRY(const auto rows, call.book->select("user_account", {{"id", call.in_path["id"]}}));
  if (rows.empty()) return not_found(say(kNothingHere));
  if (rows.front().id == call.officer.user) return Error{Code::conflict, say(kOwnAccount)};
  return rows.front();
}

Act act_about(const ApiCall& call, const Row& account, const std::string& kind, const std::string& reason) {
  return {.key = act_key({kind, account.id, std::to_string(call.ground.clock.now_ms())}),
          .kind = kind,
          .actor = {call.officer.user, kSecurityRole},
          .object = "account/" + account.id,
          .basis = "",
          .note = reason};
}

Result<void> set_active(ApiCall& call, const Row& account, bool active, const std::string& reason) {
  Act act = act_about(call, account, active ? "system.account_resumed" : "system.account_suspended", reason);
  act.changes = {{"user_account", account.id, account.version, {{"active", int64_t(active)}}}};
  QY_CHECK(call.book->perform(act));
  return active ? Result<void>() : call.ground.door.end_all(account.id);
}

Result<void> carry_out(ApiCall& call, const Row& account, const std::string& what,
                       const std::string& reason) {
  if (what == "suspend" || what == "resume") return set_active(call, account, what == "resume", reason);
  QY_CHECK(call.book->perform(act_about(
      call, account, what == "unlock" ? "system.account_unlocked" : "system.account_signed_out", reason)));
  if (what == "sign_out") return call.ground.door.end_all(account.id);
  call.ground.door.forget_tries(account.id);
  return {};
}

}  // namespace

Result<HttpResponse> list_accounts(ApiCall& call) {
  QY_TRY(const bool may, call.book->may(Operation::list, "account"));
  if (!may) return problem(403, say(kNotYourRole));
  QY_TRY(const auto units, call.book->select("unit", {}));
  QY_TRY(const auto posts, call.book->select("post", {}));
  QY_TRY(const auto accounts, call.book->select("user_account", {}));
  QY_TRY(const auto roles, call.book->select("user_role", {{"active", int64_t(1)}}));
  std::map<std::string, Json> roles_of;
  for (const Row& role : roles) roles_of[role.text("user_id")].push_back(role.text("role"));
  Json unit_list = Json::array(), post_list = Json::array(), items = Json::array();
  for (const Row& unit : units)
    unit_list.push_back({{"id", unit.id},
                         {"name", unit.text("name")},
                         {"kind", unit.text("unit_kind")},
                         {"parent", unit.text("parent")}});
  for (const Row& post : posts)
    post_list.push_back({{"id", post.id},
                         {"unit", post.text("unit")},
                         {"title", post.text("title")},
                         {"rank", post.text("rank")},
                         {"authority", post.text("management_authority")},
                         {"first_leader", post.number("first_leader") == 1}});
  for (const Row& account : accounts) {
    QY_TRY(const AccountStanding standing, call.ground.door.standing_of(account.id));
    Json one = json_of(standing);
    one.update({{"id", account.id},
                {"name", account.text("name")},
                {"unit", account.text("unit")},
                {"post", account.text("post")},
                {"active", account.number("active") == 1},
                {"roles", roles_of.contains(account.id) ? roles_of[account.id] : Json::array()}});
    items.push_back(std::move(one));
  }
  return json_response({{"units", unit_list}, {"posts", post_list}, {"items", items}});
}

Result<HttpResponse> act_on_account(ApiCall& call) {
  BodyReader body(call.body);
  const std::string what = body.word("act", 1, 20), reason = body.text("reason", 1, 1000);
  if (!what.empty() && what != "suspend" && what != "resume" && what != "unlock" && what != "sign_out")
    body.fault("/act", say(kNoAccountAct));
  if (const auto refused = body.refusal()) return *refused;
  QY_TRY(const Row account, account_in(call));
  QY_CHECK(carry_out(call, account, what, reason));
  return HttpResponse{.status = 204};
}

Result<HttpResponse> reset_password(ApiCall& call) {
  BodyReader body(call.body);
  const std::string reason = body.text("reason", 1, 1000);
  if (const auto refused = body.refusal()) return *refused;
  QY_TRY(const Row account, account_in(call));
  QY_TRY(const IssuedPassword issued,
         call.ground.door.issue(*call.book, account.id, {call.officer.user, kSecurityRole}, reason));
  return json_response({{"user", issued.user}, {"password", issued.password}, {"code_key", issued.code_key}});
}

}  // namespace qy
