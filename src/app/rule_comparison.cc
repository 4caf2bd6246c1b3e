#include "app/rule_comparison.h"

#include "app/screening.h"

namespace qy {

Result<Screening> asked_alone(const Rule& rule, const RuleSet& rules, Workspace& workspace,
                              const ScreenOptions& options, const std::string& started_at) {
  QY_TRY(const ScreenResult result, screen(workspace.lake(), rules, {&rule}, options));
  for (const RuleTiming& run : result.runs)
    if (!run.failure.empty()) return invalid(rule.name() + " rule.sql: " + run.failure);
  for (const CoverageRow& row : result.coverage)
    if (row.outcome == "no_data")
      return not_found(rule.name() + " 缺少数据 " + row.detail + "，无从比较 (no data to compare on)");
  QY_TRY(Screening screening, to_screening(result, {&rule}, workspace, options, "duckdb", started_at));
  merge_same(screening);
  return screening;
}

ScreenOptions with_values(ScreenOptions options, const std::string& rule,
                          const std::map<std::string, std::string>& values) {
  for (const auto& [name, value] : values) options.overrides[rule][name] = value;
  return options;
}

}  // namespace qy
