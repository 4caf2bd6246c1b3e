// Questions beside the rules, asked of DuckDB in process: counts for a page, links between subjects.
#pragma once

#include "app/workspace.h"

namespace qy {

// The answers by question. The first question that fails fails the whole.
Result<std::map<std::string, Rows>> ask(Workspace& workspace, const RuleSet& rules,
                                        const std::vector<Question>& questions);

}  // namespace qy
