// Migrations: db/migrations/NNNN-name.sql, applied in order, each in one transaction, each known by its hash.
#include <algorithm>
#include <map>
#include <sstream>
#include <vector>

#include "base/disk.h"
#include "base/message.h"
#include "seal/seal.h"
#include "store/database.h"
#include "store/messages.h"

namespace qy {
namespace fs = std::filesystem;
namespace {

struct Migration {
  long long number = 0;
  std::string name, text, sm3;
};

Result<std::vector<Migration>> shipped(const fs::path& folder) {
  std::vector<fs::path> files;
  std::error_code ec;
  for (const auto& file : fs::directory_iterator(folder, ec))
    if (file.path().extension() == ".sql") files.push_back(file.path());
  std::sort(files.begin(), files.end());
  std::vector<Migration> migrations;
  for (const auto& file : files) {
    Migration migration{.number = std::atoll(file.filename().c_str()), .name = file.stem().string()};
    QY_TRY(migration.text, read_file(file));
    migration.sm3 = sm3_hex(migration.text);
    if (migration.number != int64_t(migrations.size()) + 1) return damaged(say(kMigrationGap, file.string()));
    migrations.push_back(std::move(migration));
  }
  if (migrations.empty()) return not_found(say(kNoMigrations, folder.string()));
  return migrations;
}

// A statement ends with a semicolon at the end of a line; a line that begins with -- is a comment. "-- only sqlite" and
// "-- only postgresql" speak of the statement below.
std::vector<std::string> statements(const std::string& text, bool sqlite) {
  std::vector<std::string> all;
  std::string statement, line;
  bool ours = true;
  for (std::istringstream in(text); std::getline(in, line);) {
    if (line.starts_with("-- only ")) ours = line == (sqlite ? "-- only sqlite" : "-- only postgresql");
    if (line.starts_with("--") || line.empty()) continue;
    statement += line + "\n";
    if (!line.ends_with(';')) continue;
    statement.resize(statement.size() - 2);
    if (ours) all.push_back(std::move(statement));
    statement.clear();
    ours = true;
  }
  return all;
}

Result<void> apply(Database& database, const Migration& migration, long long now_ms) {
  soci::session& sql = database.sql();
  auto applied = fenced([&] {
    sql << (database.is_sqlite() ? "BEGIN IMMEDIATE" : "BEGIN");
    for (const auto& statement : statements(migration.text, database.is_sqlite())) sql << statement;
    sql << "INSERT INTO schema_migration (number, name, sm3, at_ms) VALUES (:n, :name, :sm3, :at)",
        soci::use(migration.number, "n"), soci::use(migration.name, "name"), soci::use(migration.sm3, "sm3"),
        soci::use(now_ms, "at");
  });
  if (applied.ok()) applied = database.commit();
  if (!applied.ok()) database.rollback();
  return applied;
}

Result<std::map<long long, std::string>> applied_before(Database& database) {
  soci::session& sql = database.sql();
  return fenced([&] {
    std::map<long long, std::string> there;
    long long number = 0;
    std::string sm3;
    soci::statement rows =
        (sql.prepare << "SELECT number, sm3 FROM schema_migration", soci::into(number), soci::into(sm3));
    rows.execute();
    while (rows.fetch()) there[number] = sm3;
    return there;
  });
}

// Those that are still to be applied.
Result<std::vector<Migration>> missing(Database& database, const fs::path& folder) {
  QY_TRY(auto migrations, shipped(folder));
  QY_TRY(const auto there, applied_before(database));
  if (!there.empty() && there.rbegin()->first > int64_t(migrations.size()))
    return Error{Code::conflict, say(kStoreNewer, there.rbegin()->first, migrations.size())};
  for (const auto& [number, sm3] : there)
    if (migrations[size_t(number - 1)].sm3 != sm3)
      return Error{Code::conflict, say(kStoreOther, migrations[size_t(number - 1)].name)};
  migrations.erase(migrations.begin(), migrations.begin() + long(there.size()));
  return migrations;
}

Result<void> make_book(Database& database) {
  return fenced([&] {
    database.sql()
        << "CREATE TABLE IF NOT EXISTS schema_migration (number BIGINT PRIMARY KEY, name TEXT NOT NULL, "
           "sm3 TEXT NOT NULL, at_ms BIGINT NOT NULL)";
  });
}

}  // namespace

Result<Migrations> migrations_of(Database& database) {
  return fenced([&] {
    Migrations all;
    std::string name, sm3;
    soci::statement rows =
        (database.sql().prepare << "SELECT name, sm3 FROM schema_migration ORDER BY number", soci::into(name),
         soci::into(sm3));
    rows.execute();
    while (rows.fetch()) all.emplace_back(name, sm3);
    return all;
  });
}

Result<void> migrate_to(Database& database, const fs::path& folder, const Migrations& wanted,
                        int64_t now_ms) {
  QY_TRY(const auto ours, shipped(folder));
  if (wanted.size() > ours.size()) return Error{Code::conflict, say(kStoreNewer, wanted.size(), ours.size())};
  for (size_t i = 0; i < wanted.size(); ++i)
    if (ours[i].name != wanted[i].first || ours[i].sm3 != wanted[i].second)
      return Error{Code::conflict, say(kStoreOther, wanted[i].first)};
  QY_CHECK(make_book(database));
  for (size_t i = 0; i < wanted.size(); ++i) QY_CHECK(apply(database, ours[i], now_ms));
  return {};
}

Result<void> check_version(Database& database, const fs::path& folder) {
  QY_TRY(const auto left, missing(database, folder));
  if (!left.empty()) return Error{Code::conflict, say(kStoreOlder, left.front().name)};
  return {};
}

Result<void> migrate(Database& database, const fs::path& folder, int64_t now_ms) {
  QY_CHECK(make_book(database));
  QY_TRY(const auto left, missing(database, folder));
  for (const Migration& migration : left) QY_CHECK(apply(database, migration, now_ms));
  return {};
}

}  // namespace qy
