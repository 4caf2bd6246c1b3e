// /events: that something of this officer changed, as it happens (api/news.h). What it is the page asks for as ever.
#include "api/messages.h"
#include "api/news.h"
#include "api/problem.h"
#include "api/route.h"
#include "casework/officers.h"

namespace qy {
namespace {

constexpr size_t kMostWatchBytes = 80;

bool may_be_watched(const std::string& object) {
  return object.size() <= kMostWatchBytes &&
         (object.starts_with("case_file/") || object.starts_with("lead/"));
}

}  // namespace

Result<HttpResponse> watch_news(ApiCall& call) {
  const std::string watch = call.query("watch");
  if (!watch.empty() && !may_be_watched(watch)) return problem(400, say(kWatchForm));
  std::set<std::string> roles;
  for (const std::string& role : call.officer.roles) roles.insert(procedure_role(role));
  auto body = call.news.open({.user = call.officer.user,
                              .session = call.session.id,
                              .roles = std::move(roles),
                              .watch = watch,
                              .last_id = call.request.field("last-event-id")});
  if (!body) return problem(429, say(kTooManyStreams));
  HttpResponse response{.type = "text/event-stream"};
  response.live = std::move(body);
  response.fields.emplace_back("X-Accel-Buffering", "no");  // nginx hands it on as it comes
  return response;
}

}  // namespace qy
