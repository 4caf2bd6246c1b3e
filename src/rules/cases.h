// A rule's cases: given rows, expected outcomes. `qingyuan rules test` runs them all.
#pragma once

#include <string>
#include <vector>

#include "lake/engine.h"
#include "lake/table.h"
#include "rules/rule_set.h"

namespace qy {

struct CaseOutcome {
  std::string name;
  std::vector<std::string> failures;  // empty: as expected
};

struct CasesReport {
  std::vector<CaseOutcome> cases;
  size_t failed() const;
};

// Runs every case of the rule in an engine of its own. Fails when the cases or the rule itself cannot be
// read.
Result<CasesReport> run_cases(const Rule& rule, const RuleSet& rules, const TableSet& tables);

}  // namespace qy
