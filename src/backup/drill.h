// A drill: a backup is brought back in a place of its own, verified as any workspace is, and held against what is here.
// The workspace itself is only read.
#pragma once

#include <optional>

#include "backup/restore.h"
#include "base/clock.h"

namespace qy {

struct DrillResult {
  std::string made_at;  // of the backup
  int64_t acts = 0, rows = 0, files = 0, bytes = 0, duration_ms = 0;
  std::optional<Error> trouble;  // none: the backup can be relied on
};

// backup: empty, and one is made for it. An Error only where the drill itself could not be held.
Result<DrillResult> hold_drill(const StorePlace& place, const std::filesystem::path& backup,
                               const Clock& clock);

}  // namespace qy
