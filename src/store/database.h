// One connection to the records: SQLite by default, PostgreSQL by URL. Private to this folder.
//
//   records.db              SQLite, WAL, synchronous=FULL, DEFENSIVE, trusted_schema off
//   postgresql://…          as libpq reads it; passwords belong into ~/.pgpass
//
// Every call into SOCI goes through `fenced`, where what it throws becomes an Error.
#pragma once

#include <soci/soci.h>

#include <filesystem>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "store/prepared.h"
#include "store/store_place.h"

namespace qy {

enum class IfMissing { make, refuse };

class Database {
 public:
  // damaged when it is missing and must not be made, or is something else than our records.
  static Result<std::unique_ptr<Database>> open(const StorePlace& place, IfMissing if_missing);

  soci::session& sql() { return session_; }
  PreparedStatements& prepared() { return prepared_; }
  bool is_sqlite() const { return sqlite_; }
  // Takes the write lock: whoever reads log_head after it reads what stays true until the end.
  Result<void> begin();
  // One state of affairs for reading, whoever else is at work.
  Result<void> begin_reading();
  Result<void> commit();
  // Leaves no transaction open, whatever happened.
  void rollback();
  // table -> its fields, of the tables an act may change
  const std::map<std::string, std::set<std::string>>& state_tables() const { return state_tables_; }
  // After the migrations.
  Result<void> read_catalogue();

 private:
  Result<void> connect(const StorePlace& place);
  Result<void> claim(const std::filesystem::path& file, IfMissing if_missing);

  soci::session session_;
  PreparedStatements prepared_{session_};
  bool sqlite_ = true;
  std::map<std::string, std::set<std::string>> state_tables_;
};

// conflict when the database has migrations that this program does not know, or others of the same number.
Result<void> check_version(Database& database, const std::filesystem::path& folder);
// The migrations of this program that the database does not have yet, one transaction each.
Result<void> migrate(Database& database, const std::filesystem::path& folder, int64_t now_ms);
// Name and hash of those that were applied, in order.
using Migrations = std::vector<std::pair<std::string, std::string>>;
Result<Migrations> migrations_of(Database& database);
// Exactly those; conflict where this program's are others.
Result<void> migrate_to(Database& database, const std::filesystem::path& folder, const Migrations& wanted,
                        int64_t now_ms);

Error error_of(const std::exception& e);

template <class F>
auto fenced(F&& f) -> Result<decltype(f())> {
  try {
    if constexpr (std::is_void_v<decltype(f())>) {
      f();
      return {};
    } else {
      return f();
    }
  } catch (const soci::soci_error& e) {
    return error_of(e);
  }
}

}  // namespace qy
