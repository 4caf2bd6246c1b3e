// The names that the lake knows for the codes in findings (leads/code_names.h tells which are named).
#pragma once

#include "app/workspace.h"
#include "leads/finding.h"

namespace qy {

// Names units by any register that gives a public name beside the code, by the name that most rows give; places by
// the division table, a
// village with its township before it.
Result<void> name_codes_of(Screening& screening, Workspace& workspace, const RuleSet& rules);

}  // namespace qy
