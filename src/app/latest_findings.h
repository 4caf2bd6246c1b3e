// The findings of the last screening, and what of one goes on record with it.
#pragma once

#include <string>

#include "app/workspace.h"
#include "leads/finding.h"
#include "leads/finding_way.h"

namespace qy {

Result<Screening> latest_findings(const Workspace& workspace);
// By rank, fingerprint or the beginning of one.
Result<FindingFacts> finding_on_record(const Workspace& workspace, const std::string& wanted);

}  // namespace qy
