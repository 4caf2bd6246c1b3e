// The common subset (docs/rules/subset.md), as Spark SQL 4 in ANSI mode takes it. What is put in another
// spelling, so that both engines answer alike:
//
//   qy_ macros        expanded
//   'it''s', '\'      'it\'s', '\\': Spark takes a backslash as an escape, and '' as two texts side by side
//   0.5               0.5E0: DuckDB divides and multiplies fractions as doubles, Spark as decimals cut off
//                     at six digits
//   ORDER BY a, b     ORDER BY a NULLS LAST, b NULLS LAST: Spark puts nothing first where DuckDB puts it last
//   VARCHAR, BLOB     STRING, BINARY: in the text that the program itself writes
#pragma once

#include <string>
#include <string_view>

#include "lake/macros.h"

namespace qy {

Result<std::string> spark_sql(std::string_view sql, const Macros& macros);

}  // namespace qy
