// A workspace for a test: keys, a clock that stands still until told, and an office of a few accounts.
// SQLite, or PostgreSQL where QY_TEST_POSTGRESQL holds the URL of a database that may be emptied
// (tests/store_test.py).
#pragma once

#include <gtest/gtest.h>
#include <soci/postgresql/soci-postgresql.h>

#include <cstdlib>

#include "base/disk.h"
#include "store/check_records.h"
#include "store/database.h"
#include "store/record_store.h"

namespace qy {

inline std::string test_postgresql() {
  const char* url = std::getenv("QY_TEST_POSTGRESQL");
  return url == nullptr ? "" : url;
}

class StoreWorld {
 public:
  explicit StoreWorld(const std::string& url = "", SealProfile profile = SealProfile::intl)
      : scratch(ScratchFolder::make("qy_store_test").value()),
        place{scratch.path(), std::filesystem::path(QY_SOURCE_DIR) / "db" / "migrations", url},
        profile_(profile) {
    std::filesystem::create_directories(place.workspace / "keys");
    if (url.empty()) return;
    soci::session sql(soci::postgresql, url);
    sql << "DROP SCHEMA public CASCADE";
    sql << "CREATE SCHEMA public";
  }

  Result<std::unique_ptr<RecordStore>> try_open() {
    return RecordStore::open(place, Sealer::for_tests(profile_, "seed"), clock);
  }
  std::unique_ptr<RecordStore> open() {
    auto store = try_open();
    if (!store.ok()) throw std::runtime_error(store.error().message);
    return std::move(store).value();
  }
  // Rooms, a case manager u1, a handler u2.
  std::unique_ptr<RecordStore> founded() {
    auto store = open();
    Act act{.key = "founding-1",
            .kind = "system.founded",
            .actor = {"system", "system"},
            .object = "office",
            .basis = ""};
    act.changes = {{"unit", "room-1", 0, {{"name", "案件监督管理室"}, {"unit_kind", "office"}}},
                   account("u1"),
                   account("u2"),
                   account("u3"),
                   role("u1", "case_management"),
                   role("u2", "handler"),
                   role("u3", "audit_administrator")};
    const auto done = store->perform(act);
    if (!done.ok()) throw std::runtime_error(done.error().message);
    return store;
  }
  static Change account(const std::string& id) {
    return {"user_account", id, 0, {{"name", "某" + id}, {"unit", "room-1"}, {"active", int64_t(1)}}};
  }
  static Change role(const std::string& user, const std::string& name) {
    return {"user_role", user + "." + name, 0, {{"user_id", user}, {"role", name}, {"active", int64_t(1)}}};
  }
  // Registers lead `number`, as u1.
  static Act lead(const std::string& number) {
    Act act{.key = "lead-key-" + number,
            .kind = "lead.registered",
            .actor = {"u1", "case_management"},
            .object = "lead/" + number,
            .basis = "规则23",
            .note = "登记"};
    act.changes = {{"lead",
                    number,
                    0,
                    {{"state", "registered"},
                     {"source", "audit"},
                     {"received_on", "2026-03-01"},
                     {"summary", "某单位多付一笔"}}}};
    act.outbox = {{"lead.registered", "room-1", number}};
    return act;
  }
  Result<CheckedRecords> check(const std::vector<std::string>& seen = {}) const {
    QY_TRY(const LogVerifier verifier, LogVerifier::read(place.workspace / "keys" / "log.pub"));
    return check_records(place, verifier, seen);
  }

  ScratchFolder scratch;
  StorePlace place;
  FakeClock clock{*Date::from_iso("2026-03-01")};

 private:
  SealProfile profile_;
};

// Runs on SQLite, and on PostgreSQL where there is one.
class OnBothStores : public ::testing::TestWithParam<const char*> {
 protected:
  void SetUp() override {
    const bool pg = std::string(GetParam()) == "postgresql";
    if (pg && test_postgresql().empty()) GTEST_SKIP() << "no PostgreSQL here";
    world.emplace(pg ? test_postgresql() : "");
  }
  std::optional<StoreWorld> world;
};

}  // namespace qy
