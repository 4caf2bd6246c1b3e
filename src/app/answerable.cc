#include "app/answerable.h"

#include "app/ask.h"
#include "app/screening.h"
#include "app/typologies.h"
#include "base/clock.h"
#include "rules/screen.h"

namespace qy {

Result<void> look_at_needs(Screening& screening, Workspace& workspace, const RuleSet& rules,
                           const std::vector<const Rule*>& asked) {
  QY_TRY(const auto filled, workspace.lake().filled_tables());
  const std::set<std::string> there(filled.begin(), filled.end());
  std::map<std::string, std::set<std::string>> fields;
  for (const Rule* rule : asked)
    for (const auto& [table, names] : rule->card.needs)
      if (there.contains(table)) fields[table].insert(names.begin(), names.end());
  // One row is enough to know that a field is filled: the scan stops there.
  std::vector<Question> questions;
  for (const auto& [table, names] : fields) {
    std::string columns;
    for (const std::string& name : names)
      columns += (columns.empty() ? "" : ", ") + std::string("(SELECT count(*) FROM (SELECT 1 AS one FROM ") +
                 table + " WHERE \"" + name + "\" IS NOT NULL LIMIT 1) AS t) AS \"" + name + "\"";
    questions.push_back({table, "SELECT " + columns});
  }
  QY_TRY(const auto answers, ask(workspace, rules, questions));
  for (const Rule* rule : asked) {
    RuleNeeds needs{.rule = rule->card.id, .missing = missing_tables(*rule, filled)};
    for (const auto& [table, names] : rule->card.needs) {
      const auto answer = answers.find(table);
      if (answer == answers.end() || rule->card.optional.contains(table)) continue;
      for (const std::string& name : names)
        if (to_text(answer->second.cells.at(0)[size_t(answer->second.column(name))]) == "0")
          needs.empty.push_back(table + "." + name);
    }
    screening.needs.push_back(std::move(needs));
  }
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
