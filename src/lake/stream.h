// Reading millions of rows: a few thousand at a time, never all at once.
#pragma once

#include <functional>
#include <string_view>

#include "base/result.h"
#include "lake/column_batch.h"
#include "lake/engine.h"

namespace qy {

// Rows in columns of text, whole numbers, decimals and dates, good until the call returns; a failure ends the
// reading.
using TakeRows = std::function<Result<void>(const ColumnBatch& rows)>;

// What `sql` gives, in no particular order. Fails where a column is of another type.
Result<void> stream(Engine& duckdb, std::string_view sql, const TakeRows& take);

}  // namespace qy
