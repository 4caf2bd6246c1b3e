// Whether everything in a workspace is what it was: originals, batches, evidence, records, log. Begun by a command, or by an
// administrator in the workbench.
#pragma once

#include <atomic>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "app/workspace.h"
#include "store/check_records.h"

namespace qy {

struct Verified {
  size_t batches = 0, originals = 0;
  std::vector<std::string> broken;        // sentences about what does not fit
  int64_t evidence = 0;                   // scans and documents
  std::optional<CheckedRecords> records;  // none where nothing was ever recorded
};

// `seen`: files with checkpoints that were kept elsewhere. `progress`: 0 to 1; false stops it with Code::cancelled. What is
// damaged is gathered in `broken`; an Error is what kept it from looking.
Result<Verified> verify_workspace(Workspace& workspace, const std::vector<std::string>& seen,
                                  const std::function<bool(double)>& progress);

}  // namespace qy
