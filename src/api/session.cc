// /session: in and out; /me: who is asking, and the token that his writes carry.
#include "account/messages.h"
#include "api/body.h"
#include "api/cookie.h"
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
          {"csrf", session.csrf}};
}

}  // namespace

Result<HttpResponse> log_in(ApiCall& call) {
  BodyReader body(call.body);
  const Knock knock{body.text("user", 1, 64), body.text("password", 1, 256), body.text("code", 1, 12),
                    call.request.address};
  if (const auto refused = body.refusal()) return *refused;
  QY_TRY(const auto officer, officer_of(call.ground.records, knock.user));
  const auto opened = call.ground.door.knock(knock, officer.has_value());
  if (!opened.ok() && opened.error().code == Code::forbidden) return problem(401, say(kNotLetIn));
  if (!opened.ok()) return opened.error();
  HttpResponse response = json_response(me(call, *officer, opened->session));
  response.fields.emplace_back("Set-Cookie", set_cookie(opened->token, ""));
  return response;
}

Result<HttpResponse> log_out(ApiCall& call) {
  call.ground.door.sessions().close(call.request.cookie(kSessionCookie));
  HttpResponse response{.status = 204};
  response.fields.emplace_back("Set-Cookie", set_cookie("", "; Max-Age=0"));
  response.fields.emplace_back("Clear-Site-Data", "\"cache\"");
  return response;
}

Result<HttpResponse> show_me(ApiCall& call) {
  return json_response(me(call, call.officer, call.session));
}

}  // namespace qy
