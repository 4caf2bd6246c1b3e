#include "api/case_seen.h"

#include <nlohmann/json.hpp>

#include "api/case_course.h"
#include "api/case_view.h"
#include "api/messages.h"
#include "api/problem.h"
#include "casework/office_roll.h"

namespace qy {
namespace {

// The entry that an ETag names as the last one seen; the highest of all where it is none of ours.
int64_t last_seen(const std::string& etag) {
  const size_t dash = etag.find('-');
  if (dash == std::string::npos) return std::numeric_limits<int64_t>::max();
  return std::atoll(etag.c_str() + dash + 1);
}

}  // namespace

std::string SeenCase::etag() const {
  return "\"" + std::to_string(found.row.version) + "-" + std::to_string(acts.empty() ? 0 : acts.back().seq) +
         "\"";
}

CaseBook cases_of(ApiCall& call, RecordBook& book) {
  return {book, call.ground.procedures, call.ground.calendar, call.ground.clock};
}

Result<FileOnRecord> read_case(ApiCall& call, RecordBook& book, const std::string& id) {
  QY_TRY(KnownOfficers everybody, call.roll.of_file(*call.records, id));
  return cases_of(call, book).read(id, std::move(everybody));
}

Result<std::optional<SeenCase>> see_case(ApiCall& call) {
  auto found = read_case(call, *call.book, call.in_path["id"]);
  if (!found.ok() && found.error().code == Code::not_found) return std::optional<SeenCase>();
  if (!found.ok()) return found.error();
  SeenCase seen{std::move(found).value(), {}};
  QY_TRY(seen.acts, call.book->history("case_file/" + seen.found.row.id));
  std::erase_if(seen.acts, [](const PastAct& act) { return act.kind.starts_with("reading."); });
  return std::optional(std::move(seen));
}

std::optional<HttpResponse> moved_since(const ApiCall& call, const SeenCase& now) {
  const std::string seen = call.request.field("if-match");
  if (seen == now.etag()) return std::nullopt;
  Json since = Json::array();
  for (const PastAct& act : now.acts)
    if (act.seq > last_seen(seen)) since.push_back(act_line(call, now.found.file, act));
  return problem_with(412, say(kMovedSince),
                      {{"moved", {{"seen", seen}, {"now", now.etag()}, {"since", since}}}});
}

Result<HttpResponse> moved_meanwhile(ApiCall& call) {
  QY_TRY(const auto now, see_case(call));
  if (!now) return problem(404, say(kNothingHere));
  auto moved = moved_since(call, *now);
  return moved ? std::move(*moved) : problem(412, say(kMovedSince));
}

Result<HttpResponse> case_response(ApiCall& call) {
  QY_TRY(const auto seen, see_case(call));
  if (!seen) return problem(404, say(kNothingHere));
  QY_TRY(const Json page, case_page(call, *seen));
  HttpResponse response = json_response(page);
  response.fields.emplace_back("ETag", seen->etag());
  return response;
}

}  // namespace qy
