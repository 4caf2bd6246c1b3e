// How many rows a table has, or those whose fields equal something, as last counted: a list says it on every page, and counting a million takes
// longer than all the rest of the page. Rows are never taken away, so that a count holds as long as the last act on the table is the same one.
// Private to this folder.
#pragma once

#include <map>
#include <mutex>
#include <string>

#include "store/database.h"
#include "store/state_rows.h"

namespace qy {

// Safe from several threads, each with its own connection.
class KeptCounts {
 public:
  // As the connection sees the table.
  Result<int64_t> count(Database& database, std::string_view table, const Fields& where);

 private:
  static constexpr size_t kMost = 200;
  struct Kept {
    int64_t last_act, count;
  };
  std::mutex mutex_;
  std::map<std::string, Kept> kept_;
};

}  // namespace qy
