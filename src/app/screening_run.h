// A screening from end to end: the rules in force over the lake; what they find is compared with the one before, ranked and
// kept. Begun by a command, or by an analyst in the workbench.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "app/screening.h"

namespace qy {

struct ScreeningRun {
  const RuleSet& rules;
  std::vector<const Rule*> chosen;
  std::optional<Approval> approval;  // none: rules of restricted packs do not run
  ScreenOptions options;
  std::string engine = "duckdb";  // as the report names it
  int64_t capacity = 0;           // 0: the workspace's
  std::filesystem::path json;     // where the whole is wanted too; empty: nowhere
};

Result<Admission> admission_to(const ScreeningRun& run, Workspace& workspace);
Result<Screening> screen_and_keep(const ScreeningRun& run, const Admission& admission, Workspace& workspace,
                                  const Clock& clock);
// What the rules in shadow find goes to files of their own (shadow_file), and nowhere else. How many findings.
Result<int64_t> screen_in_shadow(const ScreeningRun& run, const Admission& admission, Workspace& workspace,
                                 const Screening& shown);

}  // namespace qy
