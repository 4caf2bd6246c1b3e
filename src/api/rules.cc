// /rules: the cards, with where each stands in this county.
#include "rules/card_json.h"

#include <nlohmann/json.hpp>

#include "api/house_work.h"
#include "api/messages.h"
#include "api/problem.h"
#include "api/route.h"
#include "api/shelf.h"
#include "rules/admission.h"

namespace qy {
namespace {

Result<std::map<std::string, int64_t>> findings_by_rule(ApiCall& call) {
  std::map<std::string, int64_t> counts;
  const auto screening = call.shelf.latest();
  if (!screening.ok() && screening.error().code != Code::not_found) return screening.error();
  if (screening.ok())
    for (const Finding& finding : (*screening)->findings) ++counts[finding.rule];
  return counts;
}

}  // namespace

Result<HttpResponse> list_rules(ApiCall& call) {
  QY_TRY(const Life life, LifeBook(call.ground.workspace).load());
  QY_TRY(const auto counts, findings_by_rule(call));
  Json items = Json::array();
  for (const Rule& rule : call.ground.rules.rules()) {
    const auto count = counts.find(rule.card.id);
    const auto pack = call.ground.rules.packs().find(rule.card.pack);
    items.push_back({{"id", rule.card.id},
                     {"version", rule.card.version},
                     {"title", {{"zh", rule.card.title}, {"en", rule.card.english}}},
                     {"pack", rule.card.pack},
                     {"pack_label", pack == call.ground.rules.packs().end() ? "" : pack->second.label},
                     {"family", rule.card.family},
                     {"severity", rule.card.severity},
                     {"state", name_of(life.state_of(rule, call.ground.rules))},
                     {"findings", count == counts.end() ? 0 : count->second}});
  }
  return json_response({{"items", items}});
}

Result<HttpResponse> show_rule(ApiCall& call) {
  const Rule* rule = call.ground.rules.find(call.in_path["id"]);
  if (rule == nullptr) return problem(404, say(kNothingHere));
  QY_TRY(const Life life, LifeBook(call.ground.workspace).load());
  QY_TRY(const auto counts, findings_by_rule(call));
  Json page = json_of(*rule);
  page["why_en"] = rule->card.why_en;
  page["next_step_en"] = rule->card.next_step_en;
  QY_TRY(const Overrides own, call.ground.work.parameters());
  const auto of_rule = own.find(rule->card.id);
  for (Json& parameter : page["parameters"]) {  // in force here: the card's value, or this county's
    parameter["here"] = parameter["value"];
    if (of_rule == own.end()) continue;
    if (const auto at = of_rule->second.find(parameter["name"]); at != of_rule->second.end())
      parameter["here"] = at->second;
  }
  page["restricted"] = is_restricted(*rule, call.ground.rules);
  page["precision_basis"] = rule->card.precision_basis;
  page["state"] = name_of(life.state_of(*rule, call.ground.rules));
  const auto count = counts.find(rule->card.id);
  page["findings"] = count == counts.end() ? 0 : count->second;
  return json_response(page);
}

}  // namespace qy
