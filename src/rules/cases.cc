#include "rules/cases.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <mutex>

#include "rules/case_comparison.h"
#include "rules/messages.h"
#include "rules/tally.h"

namespace qy {
namespace {

void append(std::vector<std::string>& all, std::vector<std::string> more) {
  std::move(more.begin(), more.end(), std::back_inserter(all));
}

// Asks again as a screening asks, in tallies read by the same code: a column called by a reserved word, a
// value that no group can carry, or a subject given twice shows here and not first in a county. Only cases
// that were answered; what goes wrong is their failure. On DuckDB alone: on Spark a second asking costs
// minutes and would find the same.
Result<void> ask_as_a_screening(const std::vector<Case>& cases, CasesReport& report, Executor& executor) {
  std::vector<Plan> plans;
  std::map<std::string, size_t> places;
  for (size_t i = 0; i < cases.size(); ++i) {
    const Result<Rows>& rows = report.cases[i].rows;
    if (!rows.ok()) continue;
    places[cases[i].id] = i;
    plans.push_back(cases[i].plan);
    Question& question = plans.back().questions.front();
    question.sql = tally_query(question.sql, rows->names);
  }
  std::mutex mutex;
  return executor.carry_out(
      plans, {.answered = [&](const std::string& id, double, const Result<Rows>& tally) {
        const size_t at = places.at(id);
        auto screened = tally.ok() ? outcome_of(*cases[at].rule, *tally) : Result<RuleOutcome>(tally.error());
        const std::lock_guard lock(mutex);
        if (!screened.ok())
          report.cases[at].failures.push_back(say(kScreeningFails, screened.error().message));
      }});
}

}  // namespace

size_t CasesReport::failed() const {
  return size_t(
      std::count_if(cases.begin(), cases.end(), [](const CaseOutcome& c) { return !c.failures.empty(); }));
}

Result<CasesReport> run_cases(const std::vector<Case>& cases, Executor& executor) {
  CasesReport report;
  std::map<std::string, CaseOutcome> outcomes;
  std::mutex mutex;
  std::vector<Plan> plans;
  for (const Case& one : cases) {
    outcomes[one.id] = {.id = one.id, .name = one.name};
    plans.push_back(one.plan);
  }
  QY_CHECK(executor.carry_out(plans, {.answered = [&](const std::string& id, double, Result<Rows> rows) {
                                const std::lock_guard lock(mutex);
                                outcomes[id].rows = std::move(rows);
                              }}));
  for (const Case& one : cases) {
    CaseOutcome& outcome = outcomes[one.id];
    if (outcome.rows.ok())
      append(outcome.failures, compare_case(one, *outcome.rows));
    else
      outcome.failures.push_back(say(kRuleDoesNotRun, outcome.rows.error().message));
    report.cases.push_back(std::move(outcome));
  }
  return report;
}

Result<CasesReport> run_cases(const Rule& rule, const RuleSet& rules, const TableSet& tables) {
  QY_TRY(const auto cases, cases_of(rule, rules, tables));
  QY_TRY(const auto duckdb, duckdb_executor(rules.prelude(), {.engine = {.threads = 1}, .side_by_side = 1}));
  QY_TRY(CasesReport report, run_cases(cases, *duckdb));
  QY_CHECK(ask_as_a_screening(cases, report, *duckdb));
  return report;
}

}  // namespace qy
