#include "store/record_store.h"

#include <fstream>

#include "store/store_world_test.h"

namespace qy {
namespace {

namespace fs = std::filesystem;

using RecordStoreTest = OnBothStores;
INSTANTIATE_TEST_SUITE_P(Stores, RecordStoreTest, ::testing::Values("sqlite", "postgresql"),
                         [](const auto& store) { return std::string(store.param); });

TEST_P(RecordStoreTest, RefusesAnActThatMayNotBe) {
  auto store = world->founded();
  const auto code = [&](const std::function<void(Act&)>& spoil) {
    Act act = StoreWorld::lead("2026-0001");
    spoil(act);
    const auto done = store->perform(act);
    return done.ok() ? std::optional<Code>() : done.error().code;
  };
  EXPECT_EQ(code([](Act& a) { a.key = "short"; }), Code::invalid);
  EXPECT_EQ(code([](Act& a) { a.kind = "two\nlines"; }), Code::invalid);
  EXPECT_EQ(code([](Act& a) { a.note = "\xff"; }), Code::invalid);
  EXPECT_EQ(code([](Act& a) { a.changes.clear(), a.note.clear(); }), Code::invalid);
  EXPECT_EQ(code([](Act& a) { a.changes[0].table = "history_2026"; }), Code::invalid);
  EXPECT_EQ(code([](Act& a) { a.changes[0].table = "act_key"; }), Code::invalid);
  EXPECT_EQ(code([](Act& a) { a.changes[0].fields["no_such"] = int64_t(1); }), Code::invalid);
  EXPECT_EQ(code([](Act& a) { a.changes[0].fields["version"] = int64_t(9); }), Code::invalid);
  EXPECT_EQ(code([](Act& a) { a.note.assign(1 << 20, 'x'); }), Code::limit);
  EXPECT_EQ(code([](Act& a) { a.actor.user = "u9"; }), Code::not_found);
  EXPECT_EQ(code([](Act& a) { a.actor.role = "chief"; }), Code::forbidden);
  EXPECT_EQ(code([](Act& a) { a.actor = {"system", "system"}; }), Code::not_found);  // not a system act
  EXPECT_EQ(code([](Act& a) { a.changes[0].fields["handling_unit"] = "room-9"; }),
            Code::conflict);  // no such room
  EXPECT_EQ(code([](Act& a) { a.changes[0].expected = 1; }), Code::not_found);
  EXPECT_EQ(store->find("lead", "2026-0001").error().code, Code::not_found);  // nothing of all that stayed
  EXPECT_TRUE(store->history("lead/2026-0001")->empty());
  EXPECT_EQ(store->perform(StoreWorld::lead("2026-0001"))->seq, 1);
}

TEST_P(RecordStoreTest, PagesTogetherAreTheListAndItsCount) {
  auto store = world->founded();
  for (int n = 1; n <= 7; ++n)
    ASSERT_TRUE(store->perform(StoreWorld::lead("2026-000" + std::to_string(n))).ok());
  const RowFilter all_but_one{"t.id <> :hidden", {{"hidden", std::string("2026-0003")}}};
  const RowFilter none{"1 = 0", {}};
  EXPECT_EQ(*store->filtered_count("lead", {}, all_but_one), 6);
  EXPECT_EQ(*store->filtered_count("lead", {{"id", std::string("2026-0003")}}, all_but_one), 0);
  EXPECT_EQ(*store->filtered_count("lead", {}, none), 0);
  EXPECT_EQ(store->filtered_count("lead", {{"no_such", int64_t(1)}}, none).error().code, Code::invalid);
  std::vector<std::string> seen;
  for (int64_t skip = 0; skip < 9; skip += 2) {
    const auto page = store->filtered_list({"lead", {}, "id", 2, skip}, all_but_one);
    ASSERT_TRUE(page.ok()) << page.error().message;
    for (const Row& row : *page) seen.push_back(row.id.substr(8));
  }
  EXPECT_EQ(seen, (std::vector<std::string>{"1", "2", "4", "5", "6", "7"}));
}

// Eight files: two deadlines in one, the same in two, one that ended, one without a moment, one without a matter.
TEST_P(RecordStoreTest, OrdersByTheNearestPartPageByPage) {
  auto store = world->founded();
  const std::vector<std::pair<std::string, std::vector<std::pair<std::string, int64_t>>>> files{
      {"2026-0001", {{"2026-05-01 17:00", 1}, {"2026-03-01 17:00", 1}}},
      {"2026-0002", {{"2026-04-01 17:00", 1}}},
      {"2026-0003", {{"2026-04-01 17:00", 1}, {"2026-04-01 17:00", 1}}},
      {"2026-0004", {{"2026-01-01 17:00", 0}, {"2026-06-01 17:00", 1}}},
      {"2026-0005", {{"9999", 1}}},
      {"2026-0006", {}},
      {"2026-0007", {{"2026-02-01 17:00", 1}}},
      {"2026-0008", {{"2026-02-02 17:00", 0}}}};
  Act act = StoreWorld::lead("2026-0001");
  for (const auto& [number, matters] : files) {
    act.changes.push_back({"case_file",
                           number,
                           0,
                           {{"state", "open"}, {"title", number}, {"progress_at", "2026-01-01 09:00"}}});
    for (size_t i = 0; i < matters.size(); ++i)
      act.changes.push_back({"matter",
                             number + "/M" + std::to_string(i),
                             0,
                             {{"case_file", number},
                              {"name", "M" + std::to_string(i)},
                              {"procedure", "lead"},
                              {"state", "study"},
                              {"facts", ""},
                              {"began_at", ""},
                              {"progress_at", ""},
                              {"due_at", matters[i].first},
                              {"open", matters[i].second}}});
  }
  ASSERT_TRUE(store->perform(act).ok()) << store->perform(act).error().message;
  ListQuery query{
      .table = "case_file",
      .where = {},
      .order_by = "id",
      .is_downwards = true,
      .first_by = LeastOfParts{"matter", "case_file", "due_at", {{"open", int64_t(1)}}, "9999", {}}};
  const auto ordered = [&](int64_t page, const RowFilter& filter) {
    std::string order;
    query.most = page;
    for (query.skip = 0; query.skip < 9; query.skip += page) {
      const auto rows = store->filtered_list(query, filter);
      EXPECT_TRUE(rows.ok()) << rows.error().message;
      for (const Row& row : *rows) order += row.id.back();
    }
    return order;
  };
  for (const int64_t page : {1, 2, 3, 4, 5, 8}) {
    query.first_by->only = {};
    EXPECT_EQ(ordered(page, {}), "71324865") << page;
    EXPECT_EQ(ordered(page, {"t.id <> :not", {{"not", std::string("2026-0001")}}}), "7324865") << page;
    query.first_by->only = {"t.id <> :shut",
                            {{"shut", std::string("2026-0007")}}};  // its matters are not his to know
    EXPECT_EQ(ordered(page, {}), "13248765") << page;
  }
}

TEST_P(RecordStoreTest, WritesOnceHoweverOftenItIsAsked) {
  auto store = world->founded();
  const auto first = store->perform(StoreWorld::lead("2026-0001"));
  ASSERT_TRUE(first.ok()) << first.error().message;
  EXPECT_FALSE(first->repeated);
  world->clock.advance_ms(5'000);
  const auto again = store->perform(StoreWorld::lead("2026-0001"));
  ASSERT_TRUE(again.ok());
  EXPECT_TRUE(again->repeated);
  EXPECT_EQ(again->seq, first->seq);
  EXPECT_EQ(again->at_ms, first->at_ms);
  Act other = StoreWorld::lead("2026-0001");
  other.note = "另一件事";
  EXPECT_EQ(store->perform(other).error().code, Code::conflict);
  EXPECT_EQ(store->history("lead/2026-0001")->size(), 1u);
}

TEST_P(RecordStoreTest, TwoWhoSawTheSameVersionDoNotOverwriteEachOther) {
  auto store = world->founded();
  ASSERT_TRUE(store->perform(StoreWorld::lead("2026-0001")).ok());
  Act assign = StoreWorld::lead("2026-0001");
  assign.key = "assigning-1", assign.kind = "lead.assigned";
  assign.changes[0] = {
      "lead", "2026-0001", 1, {{"state", "assigned"}, {"handling_unit", "room-1"}, {"handler", "u2"}}};
  ASSERT_TRUE(store->perform(assign).ok());
  assign.key = "assigning-2", assign.changes[0].fields["handler"] = "u1";
  const auto late = store->perform(assign);
  EXPECT_EQ(late.error().code, Code::conflict);
  const auto row = store->find("lead", "2026-0001");
  EXPECT_EQ(row->text("handler"), "u2");
  EXPECT_EQ(row->version, 2);
  EXPECT_EQ(row->text("outcome"), "");
}

TEST_P(RecordStoreTest, ThreeAdministratorsAreThreePersons) {
  auto store = world->founded();
  Act act{.key = "granting-1",
          .kind = "system.role_granted",
          .actor = {"system", "system"},
          .object = "office",
          .basis = ""};
  act.changes = {StoreWorld::role("u3", "security_administrator")};
  EXPECT_EQ(store->perform(act).error().code, Code::forbidden);
  act.changes = {StoreWorld::role("u2", "security_administrator")};
  EXPECT_TRUE(store->perform(act).ok());
}

TEST_P(RecordStoreTest, AClockThatJumpsIsRefusedBothWays) {
  auto store = world->founded();
  const auto code = [&](const std::string& number) {
    const auto done = store->perform(StoreWorld::lead(number));
    return done.ok() ? std::optional<Code>() : done.error().code;
  };
  world->clock.advance_ms(-kClockBackMs - 1);
  EXPECT_EQ(code("2026-0001"), Code::conflict);
  world->clock.advance_ms(1);  // set right by two minutes: the act gets the time of the one before
  EXPECT_EQ(code("2026-0001"), std::nullopt);
  EXPECT_EQ(store->history("lead/2026-0001")->front().at_ms, world->clock.now_ms() + kClockBackMs);
  world->clock.advance_ms(kClockBackMs + int64_t(kClockAheadDays) * 86'400'000 + 1);
  EXPECT_EQ(code("2026-0002"), Code::conflict);
  Act confirm{.key = "confirm-1",
              .kind = "system.clock_confirmed",
              .actor = {"system", "system"},
              .object = "clock",
              .basis = "",
              .note = "核对无误"};
  ASSERT_TRUE(store->perform(confirm).ok());
  EXPECT_EQ(code("2026-0002"), std::nullopt);
}

// 2026-12-31 and 2027-01-01 (UTC+8) lie in two tables; a history spans both.
TEST_P(RecordStoreTest, HistoryIsPartitionedByYear) {
  auto store = world->founded();
  for (int month = 0; month < 11; ++month) {  // 30 days at a time: no jump
    world->clock.advance_ms(int64_t(30) * 86'400'000);
    ASSERT_TRUE(store->perform(StoreWorld::lead("2026-" + std::to_string(1000 + month))).ok());
  }
  Act note{.key = "noting-1",
           .kind = "lead.noted",
           .actor = {"u2", "handler"},
           .object = "lead/2026-1000",
           .basis = "",
           .note = "来年一记"};
  ASSERT_TRUE(store->perform(note).ok());
  const auto acts = store->history("lead/2026-1000");
  ASSERT_EQ(acts->size(), 2u);
  EXPECT_EQ((*acts)[1].kind, "lead.noted");
  EXPECT_EQ(*store->next_number("lead", "2026-"), 1011);
  ASSERT_TRUE(store->close().ok());
  const auto checked = world->check();
  ASSERT_TRUE(checked.ok()) << checked.error().message;
  EXPECT_EQ(checked->acts, 13);
}

TEST_P(RecordStoreTest, WhatWasErasedByLawIsGoneAndTheLogStaysWhole) {
  auto store = world->founded();
  const int64_t seq = store->perform(StoreWorld::lead("2026-0001"))->seq;
  Act erase{.key = "erasing-1",
            .kind = "lead.erased",
            .actor = {"u1", "case_management"},
            .object = "lead/2026-0001",
            .basis = "个人信息保护法47",
            .note = "依法删除"};
  erase.changes = {{"lead", "2026-0001", 1, {{"summary", ""}}}};
  erase.erases = {seq};
  ASSERT_TRUE(store->perform(erase).ok());
  EXPECT_FALSE(store->history("lead/2026-0001")->front().record.has_value());
  erase.key = "erasing-2", erase.changes[0].expected = 2;
  EXPECT_EQ(store->perform(erase).error().code, Code::invalid);  // nothing is left to erase
  ASSERT_TRUE(store->close().ok());
  const auto checked = world->check();
  ASSERT_TRUE(checked.ok()) << checked.error().message;
  EXPECT_EQ(checked->erased, 1);
  store.reset();
  store = world->open();
  erase.erases = {seq + 1}, erase.key = "erasing-3";
  EXPECT_EQ(store->perform(erase).error().code, Code::invalid);  // what says that something was erased stays
  EXPECT_EQ(store->perform(StoreWorld::lead("2026-0001")).error().code,
            Code::conflict);  // its key stays used
}

TEST_P(RecordStoreTest, ManyAtOnceGetOneCommitAndEachItsOwnAnswer) {
  auto store = world->founded();
  std::vector<std::thread> officers;
  std::vector<int> refused(8);
  for (int officer = 0; officer < 8; ++officer)
    officers.emplace_back([&, officer] {
      for (int i = 0; i < 10; ++i) {
        Act act = StoreWorld::lead(std::to_string(3000 + officer) + "-" + std::to_string(i));
        if (i == 5) act.actor.role = "chief";
        refused[size_t(officer)] += store->perform(act).ok() ? 0 : 1;
      }
    });
  for (auto& officer : officers) officer.join();
  EXPECT_EQ(refused, std::vector<int>(8, 1));
  EXPECT_EQ(store->select("lead", {})->size(), 72u);
  ASSERT_TRUE(store->close().ok());
  EXPECT_EQ(world->check()->acts, 73);
}

TEST_P(RecordStoreTest, AForeignHandInTheDatabaseIsFound) {
  auto store = world->founded();
  ASSERT_TRUE(store->perform(StoreWorld::lead("2026-0001")).ok());
  ASSERT_TRUE(store->close().ok());
  store.reset();
  ASSERT_TRUE(world->check().ok());
  const auto found_after = [&](const std::string& spoil, const std::string& mend) {
    auto database = Database::open(world->place, IfMissing::refuse).value();
    database->sql() << spoil;
    const auto checked = world->check();
    database->sql() << mend;
    EXPECT_TRUE(world->check().ok()) << mend;
    return !checked.ok() && checked.error().code == Code::damaged;
  };
  EXPECT_TRUE(found_after("UPDATE lead SET summary = 'x'", "UPDATE lead SET summary = '某单位多付一笔'"));
  EXPECT_TRUE(found_after("UPDATE lead SET version = 2", "UPDATE lead SET version = 1"));
  EXPECT_TRUE(
      found_after("INSERT INTO unit (id, version, seq, name, unit_kind) VALUES ('r9', 1, 1, 'n', 'office')",
                  "DELETE FROM unit WHERE id = 'r9'"));
  EXPECT_TRUE(found_after("UPDATE history_2026 SET user_id = 'u2' WHERE seq = 1",
                          "UPDATE history_2026 SET user_id = 'u1' WHERE seq = 1"));
  EXPECT_TRUE(found_after("UPDATE history_2026 SET record = record || ' ' WHERE seq = 1",
                          "UPDATE history_2026 SET record = trim(record) WHERE seq = 1"));
  EXPECT_TRUE(found_after("UPDATE history_2026 SET seq = 7 WHERE seq = 1",
                          "UPDATE history_2026 SET seq = 1 WHERE seq = 7"));
  EXPECT_TRUE(found_after("UPDATE log_head SET size = 1", "UPDATE log_head SET size = 2"));
  {
    auto database = Database::open(world->place, IfMissing::refuse).value();
    database->sql() << "CREATE TABLE kept AS SELECT record FROM history_2026 WHERE seq = 1";
  }
  EXPECT_TRUE(
      found_after("UPDATE history_2026 SET record = NULL WHERE seq = 1",  // erased, and no act says so
                  "UPDATE history_2026 SET record = (SELECT record FROM kept) WHERE seq = 1"));
}

TEST_P(RecordStoreTest, RefusesRecordsThatAreNotThoseOfTheLog) {
  auto store = world->founded();
  ASSERT_TRUE(store->close().ok());
  store.reset();
  {
    auto database = Database::open(world->place, IfMissing::refuse).value();
    database->sql()
        << "INSERT INTO schema_migration (number, name, sm3, at_ms) VALUES (99, '0099-later', 'x', 0)";
  }
  EXPECT_EQ(world->try_open().error().code, Code::conflict);  // a newer program's
  {
    auto database = Database::open(world->place, IfMissing::refuse).value();
    database->sql() << "DELETE FROM schema_migration WHERE number = 99";
    database->sql() << "UPDATE log_head SET size = 0";  // rolled back
  }
  const auto behind = world->try_open();
  EXPECT_EQ(behind.error().code, Code::damaged);
  EXPECT_NE(behind.error().message.find("rolled back"), std::string::npos);
}

TEST(RecordStoreFiles, RefusesWhenSomethingWasTakenAway) {
  StoreWorld world;
  (void)world.founded()->close();
  const auto without = [&](const std::string& part) {
    const fs::path file = world.place.workspace / part;
    fs::rename(file, file.string() + ".away");
    const auto store = world.try_open();
    fs::remove(file);
    fs::rename(file.string() + ".away", file);
    return store.ok() ? std::string("opened") : store.error().message;
  };
  EXPECT_NE(without("keys/log.key").find("are kept"), std::string::npos);
  EXPECT_NE(without("log/checkpoint").find("restore the log"), std::string::npos);
  EXPECT_NE(without("records.db").find("none was made"), std::string::npos);
  EXPECT_NE(without("log/tile/0/000.p/1").find("records.db"), std::string::npos);
  std::ofstream(world.place.workspace / "records.db", std::ios::trunc)
      << "not a database at all, whatever it says";
  EXPECT_EQ(world.try_open().error().code, Code::damaged);
}

TEST(RecordStoreFiles, OpensAgainAfterACrashAtEveryStepOfMakingOne) {
  for (const int steps : {1, 2, 3}) {
    StoreWorld world;
    auto sealer = Sealer::for_tests(SealProfile::intl, "seed");
    if (steps == 1) std::ofstream(world.place.workspace / "keys" / "log.key") << "half";
    if (steps >= 2) {
      ASSERT_TRUE(LogSigner::create(world.place.workspace / "keys", sealer).ok());
    }
    if (steps == 3) {
      auto signer = LogSigner::open(world.place.workspace / "keys", sealer).value();
      ASSERT_TRUE(Log::create(world.place.workspace / "log", signer).ok());
      std::ofstream(world.place.workspace / "records.db").flush();
    }
    EXPECT_TRUE(world.founded()->close().ok()) << steps;
    EXPECT_TRUE(world.check().ok());
  }
}

}  // namespace
}  // namespace qy
