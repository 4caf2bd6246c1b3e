// The findings of the last screening (leads/latest_findings.h), of an open workspace.
#pragma once

#include <string>

#include "app/approval_words.h"
#include "app/workspace.h"
#include "leads/latest_findings.h"

namespace qy {

// With an approval: of the last screening that ran restricted rules under it.
inline Result<Screening> latest_findings(const Workspace& workspace, const Approval& approval) {
  QY_TRY(const auto named, approval_of(approval));
  return named ? approved_findings(workspace.folder(), *named) : latest_findings(workspace.folder());
}
inline Result<FindingFacts> finding_on_record(const Workspace& workspace, const std::string& wanted,
                                              const Approval& approval) {
  QY_TRY(const Screening screening, latest_findings(workspace, approval));
  return finding_on_record(screening, wanted);
}

}  // namespace qy
