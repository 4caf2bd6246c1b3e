// Values out of DuckDB's vectors. Private to this folder.
#pragma once

#include <duckdb.h>

#include "lake/engine.h"

namespace qy {

// Reads a whole small result, and frees it.
Result<Rows> rows_of(duckdb_result result);

}  // namespace qy
