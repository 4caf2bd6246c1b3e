// Which tables and fields the rules lack in this lake (leads/finding.h: RuleNeeds).
#pragma once

#include "app/workspace.h"
#include "leads/finding.h"

namespace qy {

// Fills screening.needs for the rules asked.
Result<void> look_at_needs(Screening& screening, Workspace& workspace, const RuleSet& rules,
                           const std::vector<const Rule*>& asked);

// What `rules coverage` shows: no findings, the rules' cards, the topics and their needs.
Result<Screening> needs_alone(Workspace& workspace, const RuleSet& rules);

}  // namespace qy
