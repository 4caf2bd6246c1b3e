// Values out of DuckDB's vectors. Private to this folder.
#pragma once

#include <duckdb.h>

#include "lake/engine.h"
#include "lake/stream.h"

namespace qy {

// Reads a whole small result, and frees it.
Result<Rows> rows_of(duckdb_result result);
// Reads a result chunk by chunk, and frees it.
Result<void> stream_of(duckdb_result result, const TakeRows& take);

}  // namespace qy
