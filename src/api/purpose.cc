#include "api/purpose.h"

#include "api/messages.h"
#include "api/problem.h"
#include "leads/reading_log.h"

namespace qy {
namespace {

constexpr size_t kPurposeBytes = 600;

// Percent-encoded UTF-8, since fields of a request are ASCII.
std::string purpose_of(const HttpRequest& request) {
  const auto read = read_target("/?p=" + request.field("x-purpose"));
  const auto at = read ? read->query.find("p") : std::map<std::string, std::string>::iterator();
  return read && at != read->query.end() ? at->second : "";
}

}  // namespace

Result<std::optional<HttpResponse>> log_purpose(ApiCall& call, const std::string& object,
                                                const std::string& told) {
  const std::string why = purpose_of(call.request);
  if (why.find_first_not_of(" \t\r\n") == why.npos || why.size() > kPurposeBytes)
    return std::optional(problem(400, say(kPurposeMissing)));
  QY_CHECK(log_reading_of(*call.records, call.ground.clock, {call.officer.user, *call.officer.roles.begin()},
                          "reading.opened", object, told.empty() ? why : why + "；" + told));
  return std::optional<HttpResponse>();
}

}  // namespace qy
