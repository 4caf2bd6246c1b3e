#include "store/dump.h"

#include <deque>
#include <nlohmann/json.hpp>

#include "base/json.h"
#include "base/message.h"
#include "store/database.h"
#include "store/history.h"
#include "store/messages.h"

namespace qy {
namespace {

using Tables =
    std::vector<std::pair<std::string, std::vector<std::string>>>;  // fields in order of declaration

bool is_kept(const std::string& table) {
  return table != "schema_migration" && !table.starts_with("search_") && !table.starts_with("sqlite_");
}

Result<Tables> tables_of(Database& database) {
  const std::string query =
      database.is_sqlite()
          ? "SELECT m.name, p.name FROM sqlite_master m, pragma_table_info(m.name) p WHERE m.type = 'table' "
            "ORDER BY m.name, p.cid"
          : "SELECT table_name::text, column_name::text FROM information_schema.columns WHERE table_schema = "
            "current_schema() ORDER BY table_name, ordinal_position";
  return fenced([&] {
    Tables tables;
    std::string table, field;
    soci::statement rows = (database.sql().prepare << query, soci::into(table), soci::into(field));
    rows.execute();
    while (rows.fetch()) {
      if (!is_kept(table)) continue;
      if (tables.empty() || tables.back().first != table) tables.push_back({table, {}});
      tables.back().second.push_back(field);
    }
    return tables;
  });
}

bool is_year(const std::string& table) {
  return table.size() == 12 && table.starts_with("history_") &&
         table.find_first_not_of("0123456789", 8) == std::string::npos;
}

std::string joined(const std::vector<std::string>& words, const std::string& before = "") {
  std::string list;
  for (const auto& word : words) list += (list.empty() ? "" : ", ") + before + word;
  return list;
}

Json value_at(const soci::row& row, size_t i) {
  if (row.get_indicator(i) == soci::i_null) return nullptr;
  if (row.get_properties(i).get_data_type() == soci::dt_string) return row.get<std::string>(i);
  return int64_t(row.get<long long>(i));
}

Result<int64_t> dump_table(Database& database, const std::string& table,
                           const std::vector<std::string>& fields, const TakeLine& take) {
  QY_CHECK(take(Json{{"table", table}, {"fields", fields}}.dump()));
  int64_t rows = 0;
  Result<void> taken;
  QY_CHECK(fenced([&] {
    soci::rowset<soci::row> all = (database.sql().prepare << "SELECT " + joined(fields) + " FROM " + table);
    for (const soci::row& row : all) {
      Json line = Json::array();
      for (size_t i = 0; i < row.size(); ++i) line.push_back(value_at(row, i));
      taken = take(line.dump());
      if (!taken.ok()) break;
      ++rows;
    }
  }));
  QY_CHECK(taken);
  return rows;
}

// One INSERT, prepared once for all rows of its table.
class Loading {
 public:
  Loading(Database& database, const std::string& table, const std::vector<std::string>& fields)
      : statement_(database.sql()), values_(fields.size()), there_(fields.size(), soci::i_ok) {
    for (size_t i = 0; i < fields.size(); ++i)
      statement_.exchange(soci::use(values_[i], there_[i], fields[i]));
    statement_.alloc();
    statement_.prepare("INSERT INTO " + table + " (" + joined(fields) + ") VALUES (" + joined(fields, ":") +
                       ")");
    statement_.define_and_bind();
  }
  void add(const Json& row) {
    for (size_t i = 0; i < values_.size(); ++i) {
      const Json& value = row.at(i);
      there_[i] = value.is_null() ? soci::i_null : soci::i_ok;
      values_[i] = value.is_string() ? value.get<std::string>() : value.is_null() ? "" : value.dump();
    }
    statement_.execute(true);
  }
  size_t size() const { return values_.size(); }

 private:
  soci::statement statement_;
  std::deque<std::string> values_;
  std::deque<soci::indicator> there_;
};

// Rows come table by table, and not in the order in which they refer to each other.
Result<void> look_at_references_last(Database& database, bool last) {
  return fenced([&] {
    soci::session& sql = database.sql();
    if (database.is_sqlite()) {
      if (last) sql << "PRAGMA defer_foreign_keys = ON";
      return;
    }
    std::vector<std::pair<std::string, std::string>> constraints;
    std::string table, name;
    soci::statement rows =
        (sql.prepare << "SELECT conrelid::regclass::text, conname::text FROM pg_constraint WHERE "
                        "contype = 'f' AND connamespace = current_schema()::regnamespace",
         soci::into(table), soci::into(name));
    rows.execute();
    while (rows.fetch()) constraints.emplace_back(table, name);
    for (const auto& [on, constraint] : constraints)
      sql << "ALTER TABLE " + on + " ALTER CONSTRAINT " + constraint +
                 (last ? " DEFERRABLE" : " NOT DEFERRABLE");
    if (last) sql << "SET CONSTRAINTS ALL DEFERRED";
  });
}

class Loader {
 public:
  explicit Loader(Database& database) : database_(database) {}

  Result<void> take(const Json& line) {
    if (line.is_array()) {
      if (!loading_ || line.size() != loading_->size()) return cut();
      ++rows_;
      return fenced([&] { loading_->add(line); });
    }
    if (line.contains("rows")) {
      ended_ = line.at("rows").get<int64_t>() == rows_;
      loading_.reset();
      return ended_ ? Result<void>() : cut();
    }
    const std::string table = line.at("table").get<std::string>();
    const auto fields = line.at("fields").get<std::vector<std::string>>();
    loading_.reset();
    if (is_year(table)) QY_CHECK(make_history_table(database_, table));
    QY_TRY(const auto known, tables_of(database_));
    for (const auto& [name, own] : known)
      if (name == table && own == fields)
        return fenced([&] {
          database_.sql() << "DELETE FROM " + table;  // what the migrations put there
          loading_ = std::make_unique<Loading>(database_, table, fields);
        });
    return Error{Code::conflict, say(kDumpOther, table)};
  }
  bool ended() const { return ended_; }

 private:
  static Error cut() { return damaged(say(kDumpCut)); }

  Database& database_;
  std::unique_ptr<Loading> loading_;
  int64_t rows_ = 0;
  bool ended_ = false;
};

Result<void> load_lines(Database& database, const GiveLine& give) {
  Loader loader(database);
  std::string line;
  for (;;) {
    QY_TRY(const bool more, give(line));
    if (!more) break;
    if (loader.ended()) return damaged(say(kDumpCut));
    QY_TRY(const Json json, parse_json(line, "dump"));
    try {
      QY_CHECK(loader.take(json));
    } catch (const Json::exception&) {
      return damaged(say(kDumpCut));
    }
  }
  if (!loader.ended()) return damaged(say(kDumpCut));
  return {};
}

}  // namespace

Result<int64_t> dump_records(const StorePlace& place, const TakeLine& take) {
  QY_TRY(const auto database, Database::open(place, IfMissing::refuse));
  QY_CHECK(database->begin_reading());
  QY_TRY(const Head head, read_head(*database));
  QY_TRY(const auto migrations, migrations_of(*database));
  QY_CHECK(take(Json{{"dump", 1}, {"acts", head.size}, {"migrations", migrations}}.dump()));
  QY_TRY(const Tables tables, tables_of(*database));
  int64_t rows = 0;
  for (const auto& [table, fields] : tables) {
    QY_TRY(const int64_t count, dump_table(*database, table, fields, take));
    rows += count;
  }
  QY_CHECK(take(Json{{"rows", rows}}.dump()));
  database->rollback();
  return head.size;
}

Result<int64_t> load_records(const StorePlace& place, const GiveLine& give, int64_t now_ms) {
  QY_TRY(const auto database, Database::open(place, IfMissing::make));
  QY_TRY(const Tables before, tables_of(*database));
  if (!before.empty()) return Error{Code::conflict, say(kStoreThere)};
  std::string line;
  QY_TRY(const bool first, give(line));
  QY_TRY(const Json head, parse_json(first ? line : "", "dump"));
  std::vector<std::pair<std::string, std::string>> migrations;
  int64_t acts = 0;
  try {
    if (head.at("dump").get<int>() != 1) return Error{Code::conflict, say(kDumpOther, "dump")};
    acts = head.at("acts").get<int64_t>();
    migrations = head.at("migrations").get<std::vector<std::pair<std::string, std::string>>>();
  } catch (const Json::exception&) {
    return damaged(say(kDumpCut));
  }
  QY_CHECK(migrate_to(*database, place.migrations, migrations, now_ms));
  QY_CHECK(database->begin());
  Result<void> loaded = look_at_references_last(*database, true);
  if (loaded.ok()) loaded = load_lines(*database, give);
  if (loaded.ok()) loaded = database->commit();
  if (!loaded.ok()) {
    database->rollback();
    return loaded.error();
  }
  QY_CHECK(look_at_references_last(*database, false));
  QY_CHECK(migrate(*database, place.migrations, now_ms));  // what this program knows beyond the dump's
  return acts;
}

}  // namespace qy
