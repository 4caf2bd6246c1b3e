#include "app/registers_page.h"

#include <algorithm>

#include "app/ask.h"
#include "rules/registers.h"

namespace qy {
namespace {

int64_t number_in(const Value& value) {
  return std::strtoll(to_text(value).c_str(), nullptr, 10);
}

void take_counts(RegisterFacts& facts, const Register& one, const std::map<std::string, Rows>& answers) {
  const auto& first = answers.at(one.name + "-0").cells.at(0);
  facts.rows = number_in(first[0]);
  facts.from = to_text(first[1]);
  facts.to = to_text(first[2]);
  facts.files = number_in(first[3]);
  std::map<std::string, int64_t> counts;
  for (const auto& row : answers.at(one.name + "-1").cells) counts[to_text(row[0])] += number_in(row[1]);
  for (const auto& [value, label] : one.values)
    if (one.expected || counts[value] > 0) facts.by_value.push_back({label, value, counts[value]});
  for (size_t i = 0; i < one.figures.size(); ++i)
    facts.figures.push_back(
        {one.figures[i].label, one.figures[i].english,
         number_in(answers.at(one.name + "-" + std::to_string(i + 2)).cells.at(0).at(0))});
}

// Clauses of rules that read the register's table, and the rules that had to go without it.
void take_outcomes(RegisterFacts& facts, const Register& one, const Screening& screening,
                   const RuleSet& rules) {
  std::map<std::pair<std::string, std::string>, int64_t> taken;
  for (const Coverage& row : screening.coverage) {
    if (row.outcome != "excluded") continue;
    if (std::find(one.clauses.begin(), one.clauses.end(), row.detail) == one.clauses.end()) continue;
    const Rule* rule = rules.find(row.rule);
    if (rule != nullptr && rule->card.needs.contains(one.table)) taken[{row.rule, row.detail}] += row.count;
  }
  for (const auto& [key, count] : taken) facts.taken_away.push_back({key.first, key.second, count});
  if (facts.rows > 0) return;
  for (const RuleRun& run : screening.run.rules)
    if (const Rule* rule = rules.find(run.rule); rule != nullptr && rule->card.needs.contains(one.table))
      facts.waiting.push_back(run.rule);
}

}  // namespace

Result<void> look_at_registers(Screening& screening, Workspace& workspace, const RuleSet& rules) {
  QY_TRY(const auto registers,
         load_registers(workspace.content() / "rules" / "registers.yaml", workspace.tables()));
  std::vector<Question> questions;
  for (const Register& one : registers)
    for (Question& question : one.questions()) questions.push_back(std::move(question));
  QY_TRY(const auto answers, ask(workspace, rules, questions));
  for (const Register& one : registers) {
    RegisterFacts facts{.name = one.name,
                        .label = one.label,
                        .english = one.english,
                        .table = one.table,
                        .how = one.how,
                        .how_en = one.how_en};
    take_counts(facts, one, answers);
    take_outcomes(facts, one, screening, rules);
    screening.registers.push_back(std::move(facts));
  }
  return {};
}

}  // namespace qy
