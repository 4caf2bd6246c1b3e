// Our own functions inside DuckDB: what SQL cannot say well. Private to this folder.
#pragma once

#include <duckdb.h>

#include "base/result.h"

namespace qy {

Result<void> register_functions(duckdb_connection connection);

}  // namespace qy
