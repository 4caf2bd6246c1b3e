// When what the findings speak of happened: the first and the last day of their evidence rows.
#pragma once

#include "app/workspace.h"
#include "leads/finding.h"

namespace qy {

// Of payments, bids, contracts, claims: of rows that tell a happening. A register's row says since when something
// stands (a firm since 1998, a death in 2015), which is no day of the matter. A finding whose rows tell no day keeps none.
Result<void> date_findings(Screening& screening, Workspace& workspace, const RuleSet& rules);

}  // namespace qy
