#include "app/answerable.h"

#include "app/ask.h"
#include "app/screening.h"
#include "app/typologies.h"
#include "base/clock.h"
#include "leads/rule_needs.h"

namespace qy {

Result<void> look_at_needs(Screening& screening, Workspace& workspace, const RuleSet& rules,
                           const std::vector<const Rule*>& asked) {
  QY_TRY(const auto filled, workspace.lake().filled_tables());
  QY_TRY(const auto answers, ask(workspace, rules, questions_of_needs(asked, filled)));
  screening.needs = needs_of(asked, filled, answers);
  return {};
}

Result<Screening> needs_alone(Workspace& workspace, const RuleSet& rules) {
  const SystemClock clock;
  std::vector<const Rule*> asked;
  for (const Rule& rule : rules.rules()) asked.push_back(&rule);
  QY_TRY(Screening screening,
         to_screening({}, asked, workspace, {.as_of = clock.today()}, "", clock.stamp()));
  QY_CHECK(gather_by_typology(screening, workspace, rules));
  QY_CHECK(look_at_needs(screening, workspace, rules, asked));
  return screening;
}

}  // namespace qy
