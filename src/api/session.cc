// /session: in and out; /me: who is asking, the token that his writes carry, and a password of his own.
#include "account/device.h"
#include "account/messages.h"
#include "account/password_rule.h"
#include "api/body.h"
#include "api/cookie.h"
#include "api/messages.h"
#include "api/problem.h"
#include "api/route.h"

namespace qy {
namespace {

std::string set_cookie(const std::string& token, const std::string& more) {
  return std::string(kSessionCookie) + "=" + token + "; Path=/; Secure; HttpOnly; SameSite=Strict" + more;
}

Json me(const ApiCall& call, const OfficerAccount& officer, const AccountSession& session) {
  return {{"user", officer.user},
          {"name", officer.name},
          {"unit", officer.unit},
          {"unit_name", officer.unit_name},
          {"roles", officer.roles},
          {"office", call.ground.unit},
          {"today", call.ground.clock.today().iso()},
          {"idle_minutes", kIdleMs / 60'000},
          {"must_change", session.must_change},
          {"csrf", session.csrf}};
}

HttpResponse let_in(const ApiCall& call, const OfficerAccount& officer, const OpenedSession& opened) {
  HttpResponse response = json_response(me(call, officer, opened.session));
  response.fields.emplace_back("Set-Cookie", set_cookie(opened.token, ""));
  return response;
}

Knock knock_of(const ApiCall& call, std::string user, std::string password, std::string code) {
  return {std::move(user), std::move(password), std::move(code), call.request.address,
          device_of(call.request.field("user-agent"))};
}

}  // namespace

Result<HttpResponse> log_in(ApiCall& call) {
  BodyReader body(call.body);
  const Knock knock = knock_of(call, body.text("user", 1, 64), body.secret("password", kPasswordBytes),
                               body.text("code", 1, 12));
  if (const auto refused = body.refusal()) return *refused;
  QY_TRY(const auto officer, officer_of(call.ground.records, knock.user));
  const auto opened = call.ground.door.knock(knock, officer.has_value(), call.request.cookie(kSessionCookie));
  if (!opened.ok() && opened.error().code == Code::forbidden) return problem(401, say(kNotLetIn));
  if (!opened.ok()) return opened.error();
  return let_in(call, *officer, *opened);
}

Result<HttpResponse> log_out(ApiCall& call) {
  QY_CHECK(call.ground.door.sign_out(call.request.cookie(kSessionCookie)));
  HttpResponse response{.status = 204};
  response.fields.emplace_back("Set-Cookie", set_cookie("", "; Max-Age=0"));
  response.fields.emplace_back("Clear-Site-Data", "\"cache\"");
  return response;
}

Result<HttpResponse> show_me(ApiCall& call) {
  return json_response(me(call, call.officer, call.session));
}

Result<HttpResponse> change_password(ApiCall& call) {
  BodyReader body(call.body);
  const std::string old = body.secret("password", kPasswordBytes);
  const std::string code = body.text("code", call.session.must_change ? 0 : 1, 12);
  const std::string chosen = body.secret("new_password", kPasswordBytes);
  const OfficerAccount& officer = call.officer;
  if (!chosen.empty() && chosen == old) body.fault("/new_password", say(kPasswordSame));
  if (!chosen.empty())
    if (const auto weak =
            weakness_of(chosen, {officer.user, officer.name, officer.unit_name, call.ground.unit}))
      body.fault("/new_password", *weak);
  if (const auto refused = body.refusal()) return *refused;
  const auto opened = call.ground.door.change(knock_of(call, officer.user, old, code), call.session, chosen);
  if (!opened.ok() && opened.error().code == Code::forbidden) return problem(403, say(kPasswordNotChanged));
  if (!opened.ok()) return opened.error();
  return let_in(call, officer, *opened);
}

}  // namespace qy
