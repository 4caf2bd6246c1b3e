#include "leads/rule_needs.h"

#include <set>

#include "rules/screen.h"

namespace qy {

std::vector<Question> questions_of_needs(const std::vector<const Rule*>& rules,
                                         const std::vector<std::string>& filled_tables) {
  const std::set<std::string> there(filled_tables.begin(), filled_tables.end());
  std::map<std::string, std::set<std::string>> fields;
  for (const Rule* rule : rules)
    for (const auto& [table, names] : rule->card.needs)
      if (there.contains(table)) fields[table].insert(names.begin(), names.end());
  std::vector<Question> questions;
  for (const auto& [table, names] : fields) {
    std::string columns;
    for (const std::string& name : names)
      columns += (columns.empty() ? "" : ", ") + std::string("(SELECT count(*) FROM (SELECT 1 AS one FROM ") +
                 table + " WHERE \"" + name + "\" IS NOT NULL LIMIT 1) AS t) AS \"" + name + "\"";
    questions.push_back({table, "SELECT " + columns});
  }
  return questions;
}

std::vector<RuleNeeds> needs_of(const std::vector<const Rule*>& rules,
                                const std::vector<std::string>& filled_tables,
                                const std::map<std::string, Rows>& answers) {
  std::vector<RuleNeeds> all;
  for (const Rule* rule : rules) {
    RuleNeeds needs{.rule = rule->card.id, .missing = missing_tables(*rule, filled_tables)};
    for (const auto& [table, names] : rule->card.needs) {
      const auto answer = answers.find(table);
      if (answer == answers.end() || rule->card.optional.contains(table)) continue;
      for (const std::string& name : names)
        if (to_text(answer->second.cells.at(0)[size_t(answer->second.column(name))]) == "0")
          needs.empty.push_back(table + "." + name);
    }
    all.push_back(std::move(needs));
  }
  return all;
}

}  // namespace qy
