// The findings of the last screening (leads/latest_findings.h), of an open workspace.
#pragma once

#include <string>

#include "app/workspace.h"
#include "leads/latest_findings.h"

namespace qy {

inline Result<Screening> latest_findings(const Workspace& workspace) {
  return latest_findings(workspace.folder());
}
inline Result<FindingFacts> finding_on_record(const Workspace& workspace, const std::string& wanted) {
  QY_TRY(const Screening screening, latest_findings(workspace));
  return finding_on_record(screening, wanted);
}

}  // namespace qy
