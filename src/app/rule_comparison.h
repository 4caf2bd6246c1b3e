// One rule asked on its own of the whole lake: to hold its answer against another text of it, or other values.
#pragma once

#include <map>

#include "app/workspace.h"
#include "leads/finding.h"
#include "rules/screen.h"

namespace qy {

// Its findings, each once. not_found where a table that it needs holds no row; invalid where it fails.
Result<Screening> asked_alone(const Rule& rule, const RuleSet& rules, Workspace& workspace,
                              const ScreenOptions& options, const std::string& started_at);

// The same question with some of its values changed.
ScreenOptions with_values(ScreenOptions options, const std::string& rule,
                          const std::map<std::string, std::string>& values);

}  // namespace qy
