// What becomes of a screening: compared with the one before, settled, ranked, kept in the workspace.
//
//   findings/latest.json            what everyone of the office may see who may see findings
//   findings/approved/latest.json   the last screening that also ran restricted rules, for an approved purpose: it
//                                   is opened by who names that approval. Nothing of what those rules found,
//                                   neither a finding nor a place that it gave to others, is in the first.
#pragma once

#include <filesystem>
#include <vector>

#include "app/workspace.h"
#include "base/date.h"
#include "leads/finding.h"
#include "rules/rule_set.h"

namespace qy {

struct KeepOptions {
  const RuleSet& rules;
  const std::vector<const Rule*>& asked;
  const Overrides& overrides;
  int64_t capacity = 0;        // 0: the workspace's
  std::filesystem::path json;  // where the whole is wanted too; empty: nowhere
  Date today;
};

// `screening` is what ran, whole; on return it is ranked. A page beside the findings that cannot be made is left
// out and named on standard error.
Result<void> keep_findings(Screening& screening, Workspace& workspace, const KeepOptions& options);

}  // namespace qy
