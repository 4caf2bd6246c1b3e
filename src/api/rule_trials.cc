// /rules/{id}/trials, /trials: a rule tried with other values of its parameters, and what came of it (leads/rule_trial.h).
// Nothing that others see changes.
#include "leads/rule_trial.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "api/body.h"
#include "api/house_work.h"
#include "api/jobs.h"
#include "api/messages.h"
#include "api/problem.h"
#include "api/route.h"
#include "api/shelf.h"
#include "lake/lake.h"
#include "rules/admission.h"

namespace qy {
namespace {

constexpr const char* kTrialRole = "data_analyst";
constexpr const char* kScreeningSubject = "screening";
constexpr size_t kMostValueBytes = 2'000;

using Values = std::map<std::string, std::string>;

std::string subject_of(const std::string& rule) {
  return "trial/" + rule;
}

Values values_in(BodyReader& body, const Card& card, const Values& present) {
  Values values;
  const Json* list = body.list("values");
  if (list == nullptr || list->empty()) return body.fault("/values", say(kFieldMissing)), values;
  if (list->size() > card.parameters.size())
    return body.fault("/values", say(kFieldItems, card.parameters.size())), values;
  for (size_t i = 0; i < list->size(); ++i) {
    const std::string at = "/values/" + std::to_string(i);
    BodyReader one((*list)[i]);
    const std::string name = one.word("name", 1, 80), value = one.text("value", 0, kMostValueBytes);
    if (one.refusal()) {
      for (const FieldFault& fault : one.faults()) body.fault(at + fault.pointer, fault.message);
    } else if (!values.emplace(name, value).second) {
      body.fault(at + "/name", say(kFieldAgain));
    } else if (const auto fits = constants_of(card, Date(), {{name, value}}); !fits.ok()) {
      body.fault(at + (present.contains(name) ? "/value" : "/name"), said(fits.error().message));
    }
  }
  const bool is_other = std::ranges::any_of(values, [&](const auto& value) {
    const auto at = present.find(value.first);
    return at == present.end() || at->second != value.second;
  });
  if (body.faults().empty() && !is_other) body.fault("/values", say(kTrialSame));
  return values;
}

// Of the last screening, so that the findings held against are those at hand.
Result<std::string> day_of(ApiCall& call, const std::optional<Date>& asked) {
  if (asked) return asked->iso();
  const auto screening = call.shelf.latest();
  if (screening.ok()) return (*screening)->run.as_of;
  if (screening.error().code != Code::not_found) return screening.error();
  return std::string();
}

}  // namespace

Result<HttpResponse> begin_trial(ApiCall& call) {
  const Rule* rule = call.ground.rules.find(call.in_path["id"]);
  if (rule == nullptr) return problem(404, say(kNothingHere));
  QY_TRY(const Life life, LifeBook(call.ground.workspace).load());
  QY_TRY(const Rule* text, text_in_force(*rule, call.ground.rules, life, call.ground.tables));
  QY_TRY(const Overrides overrides, call.ground.work.parameters());
  BodyReader body(call.body);
  const auto day = body.day_if_there("as_of");
  if (day && *day > call.ground.clock.today()) body.fault("/as_of", say(kDayAhead));
  const Values values = values_in(body, text->card, values_in_force(text->card, overrides));
  if (auto faulty = body.refusal()) return *faulty;
  QY_TRY(const Lake lake, Lake::open(call.ground.workspace, call.ground.tables));
  QY_TRY(const auto batches, lake.batches());
  if (batches.empty()) return problem(409, say(kNothingToScreen));
  if (call.ground.jobs.is_at_work(kScreeningSubject)) return problem(409, say(kScreeningAtWork));
  const std::string subject = subject_of(rule->card.id);
  if (call.ground.jobs.is_at_work(subject)) return problem(409, say(kTrialAtWork));
  QY_TRY(const std::string as_of, day_of(call, day));
  return begin_as(call, kTrialRole, "trial", subject, "lake",
                  [&work = call.ground.work, id = rule->card.id, values, as_of](JobRun& run, RecordBook& his,
                                                                                const Actor& by) {
                    return work.try_rule(run, his, by, id, values, as_of);
                  });
}

Result<HttpResponse> show_trial(ApiCall& call) {
  QY_TRY(const RuleTrial trial, TrialBook(call.ground.workspace).find(call.in_path["id"], call.officer.user));
  const Rule* rule = call.ground.rules.find(trial.rule);
  if (rule == nullptr || is_restricted(*rule, call.ground.rules)) return problem(404, say(kNothingHere));
  Json values = Json::array();
  for (const TrialValue& one : trial.values)
    values.push_back(
        {{"name", one.name}, {"unit", one.unit}, {"present", one.present}, {"value", one.value}});
  Json page = trial.difference;
  page.update({{"id", trial.id},
               {"rule", trial.rule},
               {"version", trial.version},
               {"as_of", trial.as_of},
               {"at", trial.at},
               {"values", values},
               {"most_lines", kMostTrialLines}});
  return json_response(page);
}

}  // namespace qy
