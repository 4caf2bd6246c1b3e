#include "store/database.h"

#include <soci/postgresql/soci-postgresql.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include "base/disk.h"
#include "base/message.h"
#include "store/messages.h"

namespace qy {
namespace fs = std::filesystem;
namespace {

constexpr long long kApplicationId = 0x51597231;  // "QYr1", in the file's head

// Which constraint, without the statement and what it would have written: that is the record's own business.
std::string constraint_in(const std::string& said) {
  std::string first = said.substr(0, said.find('\n'));
  return first.substr(0, first.find(" while executing"));
}

Error by_sqlite(const soci::sqlite3_soci_error& e) {
  switch (e.result() & 0xff) {
    case SQLITE_FULL:
      return io_error(say(kStoreFull));
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return {Code::conflict, say(kStoreBusy)};
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return damaged(say(kStoreDamaged, e.what()));
    case SQLITE_CONSTRAINT:
      return {Code::conflict, say(kStoreConstraint, constraint_in(e.what()))};
    default:
      return io_error(say(kStoreFailed, e.what()));
  }
}

Error by_postgresql(const soci::postgresql_soci_error& e) {
  const std::string state = e.sqlstate();
  if (state.starts_with("53")) return io_error(say(kStoreFull));
  if (state.starts_with("23")) return {Code::conflict, say(kStoreConstraint, constraint_in(e.what()))};
  if (state == "40001" || state == "40P01") return {Code::conflict, say(kStoreBusy)};
  return io_error(say(kStoreFailed, e.what()));
}

}  // namespace

Error error_of(const std::exception& e) {
  if (const auto* sqlite = dynamic_cast<const soci::sqlite3_soci_error*>(&e)) return by_sqlite(*sqlite);
  if (const auto* pg = dynamic_cast<const soci::postgresql_soci_error*>(&e)) return by_postgresql(*pg);
  return io_error(say(kStoreFailed, e.what()));
}

Result<void> Database::connect(const StorePlace& place) {
  sqlite_ = place.url.empty();
  if (!sqlite_) {
    if (!place.url.starts_with("postgresql://") && !place.url.starts_with("postgres://"))
      return invalid(say(kStoreUrl));
    return fenced([&] {
      session_.open(soci::postgresql, place.url);
      session_ << "SET client_min_messages = warning";
      session_ << "SET synchronous_commit = on";  // whatever the server's default: answered is on disk
    });
  }
  // Nobody asks how much memory it took; counting it is one lock for all connections. And a connection is one thread's at a time (a
  // lease of the readers, the writer's thread, the publisher under its lock), so that SQLite need not lock it for every value read.
  static const int kUncounted = sqlite_api::sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0) |
                                sqlite_api::sqlite3_config(SQLITE_CONFIG_MULTITHREAD);
  (void)kUncounted;
  return fenced([&] {
    session_.open(soci::sqlite3, "dbname=\"" + (place.workspace / "records.db").string() + "\" timeout=20");
    auto* connection = static_cast<soci::sqlite3_session_backend*>(session_.get_backend())->conn_;
    sqlite_api::sqlite3_db_config(connection, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite_api::sqlite3_extended_result_codes(connection, 1);
    session_ << "PRAGMA trusted_schema = OFF";
    session_ << "PRAGMA foreign_keys = ON";
    session_ << "PRAGMA cell_size_check = ON";
  });
}

// The file says that it is ours. One that says nothing and holds nothing is what a crash left of making one.
Result<void> Database::claim(const fs::path& file, IfMissing if_missing) {
  long long id = 0, tables = 0;
  QY_CHECK(fenced([&] {
    session_ << "PRAGMA application_id", soci::into(id);
    session_ << "SELECT count(*) FROM sqlite_master", soci::into(tables);
  }));
  if (id != kApplicationId && (id != 0 || tables > 0 || if_missing == IfMissing::refuse))
    return damaged(say(kNotOurStore, file.string()));
  return fenced([&] {
    if (id == 0) session_ << "PRAGMA application_id = " + std::to_string(kApplicationId);
    session_ << "PRAGMA journal_mode = WAL";
    session_ << "PRAGMA synchronous = FULL";
    // Pages of the log are taken over into the file some 32 MiB at a time: an act in a hundred and more waits for it, not one in
    // thirty.
    session_ << "PRAGMA wal_autocheckpoint = 8000";
  });
}

Result<std::unique_ptr<Database>> Database::open(const StorePlace& place, IfMissing if_missing) {
  const fs::path file = place.workspace / "records.db";
  const bool missing = place.url.empty() && !fs::exists(file);
  if (missing && if_missing == IfMissing::refuse) return damaged(say(kStoreGone, file.string()));
  auto database = std::make_unique<Database>();
  QY_CHECK(database->connect(place));
  if (database->sqlite_) QY_CHECK(database->claim(file, if_missing));
  if (missing) QY_CHECK(sync_folder(place.workspace));
  return database;
}

Result<void> Database::begin() {
  return fenced([&] {
    prepared_.of(sqlite_ ? "BEGIN IMMEDIATE" : "BEGIN", {}, false).write();
    prepared_.of("UPDATE log_head SET size = size WHERE id = 1", {}, false).write();
  });
}

Result<void> Database::begin_reading() {
  return fenced([&] {
    prepared_.of(sqlite_ ? "BEGIN" : "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY", {}, false).write();
  });
}

Result<void> Database::commit() {
  return fenced([&] { prepared_.of("COMMIT", {}, false).write(); });
}

void Database::rollback() {
  if (fenced([&] { session_ << "ROLLBACK"; }).ok()) return;
  // SQLite rolls back by itself after some failures, and then says that there is nothing to roll back; a
  // connection that is gone is made anew.
  if (sqlite_) return;
  prepared_.forget();
  (void)fenced([&] { session_.reconnect(); });
}

Result<void> Database::read_catalogue() {
  const std::string query =
      sqlite_
          ? "SELECT m.name, p.name FROM sqlite_master m, pragma_table_info(m.name) p WHERE m.type = 'table'"
          : "SELECT table_name::text, column_name::text FROM information_schema.columns "
            "WHERE table_schema = current_schema()";
  state_tables_.clear();
  return fenced([&] {
    std::map<std::string, std::set<std::string>> tables;
    std::string table, field;
    soci::statement rows = (session_.prepare << query, soci::into(table), soci::into(field));
    rows.execute();
    while (rows.fetch()) tables[table].insert(field);
    for (auto& [name, fields] : tables) {
      if (name.starts_with("history_") ||
          fields.erase("id") + fields.erase("version") + fields.erase("seq") != 3)
        continue;
      state_tables_[name] = std::move(fields);
    }
  });
}

}  // namespace qy
