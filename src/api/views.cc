// /views: an officer's own saved filters of the findings.
#include <nlohmann/json.hpp>

#include "api/body.h"
#include "api/messages.h"
#include "api/problem.h"
#include "api/route.h"
#include "api/view_book.h"

namespace qy {
namespace {

constexpr size_t kViewNameBytes = 90, kQueryBytes = 600;

Json view_json(const SavedView& view) {
  return {{"id", view.id}, {"name", view.name}, {"query", view.query}};
}

// Names of filters, and no others: a view is an address that the page will go to.
bool is_filter(const std::string& query) {
  static const std::set<std::string, std::less<>> kNames = {"band",  "state",  "rule",   "pack",
                                                            "topic", "family", "status", "q"};
  const auto read = read_target("/?" + query);
  if (!read) return false;
  for (const auto& [name, value] : read->query)
    if (!kNames.contains(name)) return false;
  return true;
}

}  // namespace

Result<HttpResponse> list_views(ApiCall& call) {
  QY_TRY(const auto views, call.views.of(call.officer.user));
  Json items = Json::array();
  for (const SavedView& one : views) items.push_back(view_json(one));
  return json_response({{"items", items}});
}

Result<HttpResponse> save_view(ApiCall& call) {
  BodyReader body(call.body);
  const std::string name = body.text("name", 1, kViewNameBytes), query = body.text("query", 0, kQueryBytes);
  if (!call.body.contains("query")) body.fault("/query", say(kFieldMissing));
  if (!is_filter(query)) body.fault("/query", say(kNotFilters));
  if (const auto refused = body.refusal()) return *refused;
  QY_TRY(const SavedView saved, call.views.save(call.officer.user, name, query));
  return json_response(view_json(saved));
}

Result<HttpResponse> drop_view(ApiCall& call) {
  QY_CHECK(call.views.drop(call.officer.user, call.in_path["id"]));
  return HttpResponse{.status = 204};
}

}  // namespace qy
