// What the three registers hold in this lake and what they took away (leads/finding.h: RegisterFacts).
#pragma once

#include "app/workspace.h"
#include "leads/finding.h"

namespace qy {

Result<void> look_at_registers(Screening& screening, Workspace& workspace, const RuleSet& rules);

}  // namespace qy
