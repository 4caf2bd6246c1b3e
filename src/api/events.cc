// /events: that something of this officer changed, as it happens (api/news.h). What it is the page asks for as ever.
#include <algorithm>

#include "api/messages.h"
#include "api/news.h"
#include "api/problem.h"
#include "api/route.h"
#include "casework/officers.h"

namespace qy {
namespace {

constexpr size_t kMostWatchBytes = 80, kMostWatched = 2;

bool may_be_watched(const std::string& object) {
  return object.size() <= kMostWatchBytes &&
         (object.starts_with("case_file/") || object.starts_with("lead/"));
}

// "lead/2026-000001,case_file/2026-0001"
std::vector<std::string> split_watch(const std::string& text) {
  std::vector<std::string> objects;
  for (size_t from = 0, comma = 0; !text.empty() && comma != text.npos; from = comma + 1) {
    comma = text.find(',', from);
    objects.push_back(text.substr(from, comma == text.npos ? comma : comma - from));
  }
  return objects;
}

}  // namespace

Result<HttpResponse> watch_news(ApiCall& call) {
  auto watch = split_watch(call.query("watch"));
  if (watch.size() > kMostWatched || !std::ranges::all_of(watch, may_be_watched))
    return problem(400, say(kWatchForm));
  std::set<std::string> roles;
  for (const std::string& role : call.officer.roles) roles.insert(procedure_role(role));
  auto body = call.news.open({.user = call.officer.user,
                              .session = call.session.id,
                              .roles = std::move(roles),
                              .watch = std::move(watch),
                              .last_id = call.request.field("last-event-id")});
  if (!body) return problem(429, say(kTooManyStreams));
  HttpResponse response{.type = "text/event-stream"};
  response.live = std::move(body);
  response.fields.emplace_back("X-Accel-Buffering", "no");  // nginx hands it on as it comes
  return response;
}

}  // namespace qy
