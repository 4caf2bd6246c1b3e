// Taking a batch out of the lake, where something must be said of it first.
#pragma once

#include <functional>
#include <string>

#include "lake/lake.h"

namespace qy {

// As Lake::undo. `under_lock` is called when nothing but the disk can prevent it any more; what it refuses is not undone.
Result<void> undo_batch(const Lake& lake, const std::string& batch_id,
                        const std::function<Result<void>()>& under_lock);

}  // namespace qy
