// One Parquet file of rows that the program worked out itself.
#pragma once

#include <filesystem>
#include <vector>

#include "base/result.h"
#include "lake/column_batch.h"

namespace qy {

// Written beside the target and renamed over it: on failure what was there stays.
Result<void> write_parquet(const std::filesystem::path& path, const std::vector<ColumnSpec>& columns,
                           const ColumnBatch& rows);

}  // namespace qy
