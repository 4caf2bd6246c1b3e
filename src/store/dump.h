// All rows of the records, as text that either database reads: what a backup holds of them, and what goes from SQLite
// to PostgreSQL and back.
//
//   {"dump":1,"acts":17,"migrations":[["0001-records","<sm3>"],…]}
//   {"table":"lead","fields":["id","version",…]}
//   ["2026-0001",1,…]                    a row: text, number or null
//   {"rows":40}                          the end: without it the dump was cut
//
// Tables that are worked out of others (search_…) are left out.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "store/store_place.h"

namespace qy {

using TakeLine = std::function<Result<void>(std::string_view)>;
using GiveLine = std::function<Result<bool>(std::string&)>;  // false: there are no more

// In one state of affairs, while others go on writing. Returns the number of acts.
Result<int64_t> dump_records(const StorePlace& place, const TakeLine& take);

// Into a database that holds nothing yet; on failure it is left holding nothing (PostgreSQL) or is to be thrown away.
//   conflict  it is there already; the dump is of a newer or another program
//   damaged   the dump was cut or changed
Result<int64_t> load_records(const StorePlace& place, const GiveLine& give, int64_t now_ms);

}  // namespace qy
