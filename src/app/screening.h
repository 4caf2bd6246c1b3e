// What the rules found, as the reports and the ranking take it.
#pragma once

#include "app/workspace.h"
#include "leads/finding.h"
#include "rules/screen.h"

namespace qy {

// Findings, coverage and the run's facts; not yet compared, settled or ranked.
Result<Screening> to_screening(const ScreenResult& result, const std::vector<const Rule*>& rules,
                               Workspace& workspace, const ScreenOptions& options, const std::string& engine,
                               const std::string& started_at);

}  // namespace qy
