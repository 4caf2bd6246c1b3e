// A rule's cases: given rows, expected outcomes. `qingyuan rules test` runs them all.
#pragma once

#include <string>
#include <vector>

#include "lake/plan.h"
#include "lake/table.h"
#include "rules/rule_set.h"
#include "text/yaml.h"

namespace qy {

// One case, as a plan that any engine carries out: the given rows as tables, the rule as the one question.
struct Case {
  const Rule* rule = nullptr;
  std::string id, name;  // id: P02-3
  Yaml wanted;
  Plan plan;
};

struct CaseOutcome {
  std::string id, name;
  Result<Rows> rows = Error{Code::internal, "the engine did not answer"};
  std::vector<std::string> failures;  // empty: as expected
};

struct CasesReport {
  std::vector<CaseOutcome> cases;  // in the order asked
  size_t failed() const;
};

// Fails when the cases or the rule itself cannot be read.
Result<std::vector<Case>> cases_of(const Rule& rule, const RuleSet& rules, const TableSet& tables);
Result<CasesReport> run_cases(const std::vector<Case>& cases, Executor& executor);

// How two engines' answers to one case differ, the order of rows apart. Empty: not at all.
std::vector<std::string> differences(const CaseOutcome& one, const CaseOutcome& other);

// Every case of the rule in a DuckDB of its own, asked a second time as a screening asks.
Result<CasesReport> run_cases(const Rule& rule, const RuleSet& rules, const TableSet& tables);

}  // namespace qy
