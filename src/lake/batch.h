// The batch that Lake::begin gives. Private to this folder.
#pragma once

#include "lake/lake.h"

namespace qy {

Result<std::unique_ptr<Batch>> begin_batch(const std::filesystem::path& workspace,
                                           const std::string& batch_id, const std::string& created_at,
                                           FileLock lock);

}  // namespace qy
