#include "app/rule_trial_run.h"

#include "app/names_of_codes.h"
#include "app/rule_comparison.h"
#include "app/screening.h"
#include "leads/suppression.h"

namespace qy {

Result<RuleTrial> try_values(const TrialAsked& asked, const std::string& by, Workspace& workspace,
                             const Clock& clock, const std::atomic<bool>& cancelled,
                             const std::function<void(double)>& progress) {
  QY_TRY(const RuleSet rules, workspace.rules());
  const Rule* known = rules.find(asked.rule);
  if (known == nullptr) return not_found("没有规则 " + asked.rule + " (no such rule)");
  QY_TRY(const Life life, workspace.life());
  QY_TRY(const Rule* rule, text_in_force(*known, rules, life, workspace.tables()));
  QY_TRY(ScreenOptions options, options_on(workspace, asked.as_of, clock));
  options.cancelled = &cancelled;
  RuleTrial trial{.by = by,
                  .rule = asked.rule,
                  .as_of = options.as_of.iso(),
                  .at = clock.stamp(),
                  .version = rule->card.version};
  const auto present = values_in_force(rule->card, options.overrides);
  for (const RuleParameter& parameter : rule->card.parameters)
    if (const auto value = asked.values.find(parameter.name); value != asked.values.end())
      trial.values.push_back({parameter.name, parameter.unit, present.at(parameter.name), value->second});
  trial.id = trial_number(trial);
  QY_TRY(const auto suppressions, SuppressionBook(workspace.folder()).load());
  // What an officer would see of it: codes by their names, and nothing of what is kept out of the list.
  const auto shown = [&](const ScreenOptions& with) -> Result<Screening> {
    QY_TRY(Screening screening, asked_alone(*rule, rules, workspace, with, trial.at));
    QY_CHECK(name_codes_of(screening, workspace, rules));
    suppress(screening, suppressions, clock.today());
    return screening;
  };
  QY_TRY(const Screening here, shown(options));
  progress(0.5);
  QY_TRY(const Screening there, shown(with_values(options, asked.rule, asked.values)));
  trial.difference = told_of(difference_of(here.findings, there.findings));
  return trial;
}

}  // namespace qy
