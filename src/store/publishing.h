// Whoever adds to the log's files, or wants them to stand still for a moment, holds this.
#pragma once

#include "base/disk.h"

namespace qy {

// Waits up to ten seconds for whoever holds it.
Result<FileLock> lock_publishing(const std::filesystem::path& workspace);

}  // namespace qy
