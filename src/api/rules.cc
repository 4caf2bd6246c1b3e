// /rules: the cards, with where each stands in this county.
#include "rules/card_json.h"

#include <nlohmann/json.hpp>

#include "api/house_work.h"
#include "api/messages.h"
#include "api/problem.h"
#include "api/route.h"
#include "api/shelf.h"
#include "leads/cases_in_words.h"
#include "leads/finding_way.h"
#include "rules/admission.h"

namespace qy {
namespace {

// How many were confirmed is told of no fewer exits than this: of one or two it would tell how a single lead ended.
constexpr double kFewestTold = 5;

Result<std::map<std::string, int64_t>> findings_by_rule(ApiCall& call) {
  std::map<std::string, int64_t> counts;
  const auto screening = call.shelf.latest();
  if (!screening.ok() && screening.error().code != Code::not_found) return screening.error();
  if (screening.ok())
    for (const Finding& finding : (*screening)->findings) ++counts[finding.rule];
  return counts;
}

Result<Json> cases_of_rule(const Rule& rule) {
  QY_TRY(const CasesInWords words, cases_in_words(rule));
  Json cases = Json::array();
  for (const CaseInWords& one : words.cases)
    cases.push_back({{"name", {{"zh", one.name}, {"en", one.english}}},
                     {"outcome", {{"zh", one.outcomes}, {"en", one.outcomes_en}}}});
  return Json{{"cases", cases}, {"example", {{"zh", words.sentence}, {"en", words.sentence_en}}}};
}

// What the exits on record say of the card's guess (leads/precision.h), of this house as a whole.
Result<Json> precision_so_far(ApiCall& call, const Rule& rule) {
  QY_TRY(auto exits, ExitBook(call.ground.workspace).load());
  QY_TRY(const auto recorded, exits_on_record(*call.records, rule.card.id));
  exits.insert(exits.end(), recorded.begin(), recorded.end());
  RuleFacts facts;
  facts.id = rule.card.id;
  facts.version = rule.card.version;
  facts.usual_exit = rule.card.usual_exit;
  const auto tallies = tally_by_rule(exits, {{rule.card.id, facts}});
  const auto at = tallies.find(rule.card.id);
  const Tally tally = at == tallies.end() ? Tally{} : at->second;
  Json told = {{"decided", tally.decided}, {"fewest_told", kFewestTold}};
  if (tally.decided < kFewestTold) return told;
  told["confirmed"] = tally.confirmed;
  told["precision"] = Precision::of(rule.card.precision_prior, tally).mean();
  return told;
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
  QY_TRY(const Json cases, cases_of_rule(*rule));
  page.update(cases);
  if (call.officer.has_one_of(kFindingReaders) && !page["restricted"].get<bool>()) {
    QY_TRY(page["so_far"], precision_so_far(call, *rule));
  }
  return json_response(page);
}

}  // namespace qy
