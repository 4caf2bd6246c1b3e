// The decision and its SQL, held against each other: a hundred thousand random tuples of asker, operation and record,
// on SQLite and on PostgreSQL, with every row of the answer compared.
#include <gtest/gtest.h>

#include "app/random_office_test.h"
#include "record/act_time.h"
#include "rights/guarded_book.h"
#include "rights/row_right.h"
#include "rights/situation.h"
#include "store/store_world_test.h"

namespace qy {
namespace {

class RightsInSql : public OnBothStores {};
INSTANTIATE_TEST_SUITE_P(Both, RightsInSql, ::testing::Values("sqlite", "postgresql"),
                         [](const auto& test) { return std::string(test.param); });

TEST_P(RightsInSql, AnswersAsTheDecisionDoes) {
  const Rights rights = Rights::load(std::filesystem::path(QY_SOURCE_DIR) / "rights").value();
  auto store = world->open();
  RandomOffice office(20260301);
  RowsInMemory memory;
  for (const Act& act : office.acts()) {
    const auto done = store->perform(act);
    ASSERT_TRUE(done.ok()) << done.error().message;
    memory.take(act);
  }
  int tuples = 0, allowed = 0, counts = 0;
  FakeClock clock(day_of(kNow));
  clock.advance_ms(kNow - clock.now_ms());
  const std::vector<std::string> kinds{"lead", "lead", "case_file", "case_file", "report", "person"};
  while (tuples < 100'000) {
    const Asker asker = office.asker();
    const RecordKind& kind = *rights.kind(kinds[size_t(office.pick(int(kinds.size())))]);
    const auto operation = Operation(office.pick(int(kOperations)));
    const Begins begins =
        office.pick(2) == 0 ? Begins::at_names : Begins::at_row;  // two forms of one decision
    const auto rows =
        store->filtered(kind.table, {}, rows_allowed(rights, asker, operation, kind, kNow, begins));
    ASSERT_TRUE(rows.ok()) << rows.error().message;
    std::set<std::string> by_sql, decided;
    for (const Row& row : *rows) by_sql.insert(row.id);
    for (const Row& row : memory.rows(kind.table)) {
      const auto situation = situation_of(memory, rights, asker, kind, &row, kNow);
      ASSERT_TRUE(situation.ok()) << situation.error().message;
      if (rights.allows(asker.roles, operation, kind, *situation)) decided.insert(row.id);
      ++tuples;
    }
    allowed += int(decided.size());
    ASSERT_EQ(by_sql, decided) << asker.user << " in " << asker.unit << " as "
                               << ::testing::PrintToString(asker.roles) << ": " << name_of(operation) << " "
                               << kind.name;
    if (operation != Operation::list) continue;
    GuardedBook his(*store, rights, asker, clock);
    const auto counted = his.overview_count(kind.table, {});
    ASSERT_TRUE(counted.ok()) << counted.error().message;
    ASSERT_EQ(*counted, int64_t(decided.size())) << asker.user << ": counted " << kind.name;
    ++counts;
  }
  EXPECT_GT(counts, 50);
  RecordProperty("allowed", allowed);
  EXPECT_GT(allowed, tuples / 20);  // both answers occur often enough to mean something
  EXPECT_LT(allowed, tuples / 2);
}

// A recusal from the lead, from a person concerned in it, from the person under examination, or from the file itself takes the
// file away at once, whoever's desk it lies on; and it is told to whoever judges acts, without its reasons.
TEST_P(RightsInSql, RecusalReachesTheFileFromWhereverItWasDeclared) {
  const Rights rights = Rights::load(std::filesystem::path(QY_SOURCE_DIR) / "rights").value();
  auto store = world->founded();
  ASSERT_TRUE(store->perform(StoreWorld::lead("2026-0001")).ok());
  Act act{.key = "matters-of-one", .kind = "system.made", .actor = {"system", "system"}, .object = "office"};
  const Fields running{{"procedure", "lead"}, {"state", "in_study"}, {"facts", ""},     {"began_at", ""},
                       {"progress_at", ""},   {"open", int64_t(1)},  {"due_at", "9999"}};
  Fields desk = running;
  desk.insert({{"case_file", "2026-0001"}, {"name", "m"}, {"holder", "u2"}});
  act.changes = {
      {"person", "p-1", 0, {{"name", "某甲"}}},
      {"person", "p-2", 0, {{"name", "某乙"}}},
      {"lead_person", "t-1", 0, {{"lead", "2026-0001"}, {"person", "p-1"}, {"active", int64_t(1)}}},
      {"case_file", "2026-0001", 0, {{"state", "open"}, {"lead", "2026-0001"}, {"subject", "p-2"}}},
      {"matter", "2026-0001/m", 0, desk}};
  ASSERT_TRUE(store->perform(act).ok());
  int n = 0;
  for (const char* object : {"case_file/2026-0001", "lead/2026-0001", "person/p-1", "person/p-2"}) {
    const std::string id = "v" + std::to_string(++n);
    GuardedBook handler(*store, rights, asker_of(*store, "u2").value(), world->clock);
    EXPECT_TRUE(handler.find("case_file", "2026-0001").ok()) << object;
    act.key = "recusal-on-" + id;
    act.changes = {{"involvement",
                    id,
                    0,
                    {{"object", object},
                     {"user_id", "u2"},
                     {"relation", "recusal"},
                     {"active", int64_t(1)},
                     {"reason", "近亲属"}}}};
    ASSERT_TRUE(store->perform(act).ok());
    EXPECT_EQ(handler.find("case_file", "2026-0001").error().code, Code::not_found) << object;
    EXPECT_TRUE(handler.select("matter", {})->empty()) << object;
    EXPECT_TRUE(handler.list({"matter", {{"holder", "u2"}}, "due_at", 9})->empty()) << object;
    const auto told = handler.select("involvement", {{"object", object}, {"relation", "recusal"}});
    ASSERT_TRUE(told.ok()) << told.error().message;
    ASSERT_EQ(told->size(), 1u) << object;
    EXPECT_EQ(told->front().text("user_id"), "u2");
    EXPECT_EQ(told->front().text("reason"), "");
    EXPECT_TRUE(
        handler.select("involvement", {{"object", object}})->empty());  // of the others nothing is told
    act.key = "end-of-" + id;
    act.changes = {{"involvement", id, 1, {{"active", int64_t(0)}}}};
    ASSERT_TRUE(store->perform(act).ok());
  }
}

// A tie that he declared does the same, to whoever is concerned in the file or its lead; and a lead that is sealed from whoever judges
// an act hides neither the tie nor a recusal from one of its persons.
TEST_P(RightsInSql, ATieReachesTheFileAndNoSealHidesIt) {
  const Rights rights = Rights::load(std::filesystem::path(QY_SOURCE_DIR) / "rights").value();
  auto store = world->founded();
  ASSERT_TRUE(store->perform(StoreWorld::lead("2026-0001")).ok());
  Act act{.key = "matters-of-one", .kind = "system.made", .actor = {"system", "system"}, .object = "office"};
  const std::string file = "2026-0001";
  const Fields on{{"active", int64_t(1)}};
  const auto with = [&](Fields fields, const Fields& more) {
    fields.insert(more.begin(), more.end());
    return fields;
  };
  for (const char* person : {"p-1", "p-2", "p-3", "p-4"})
    act.changes.push_back({"person", person, 0, {{"name", "某甲"}}});
  for (const auto& [table, field, of] :
       {std::tuple{"lead_person", "person", "p-1"}, {"lead_unit", "unit_code", "U1"}})
    act.changes.push_back({table, of, 0, with(on, {{"lead", file}, {field, of}})});
  act.changes.push_back(
      {"case_file", file, 0, {{"state", "open"}, {"lead", file}, {"subject", "p-2"}, {"handler", "u2"}}});
  for (const auto& [field, of] : {std::pair{"person", "p-3"}, {"unit_code", "U2"}})
    act.changes.push_back({"concerned", of, 0, with(on, {{"case_file", file}, {field, of}})});
  ASSERT_TRUE(store->perform(act).ok());
  const auto book = [&] { return GuardedBook(*store, rights, asker_of(*store, "u2").value(), world->clock); };
  EXPECT_TRUE(book().find("case_file", file).ok());
  int n = 0;
  for (const auto& [field, of] : {std::pair{"person", "p-1"},
                                  {"person", "p-2"},
                                  {"person", "p-3"},
                                  {"unit_code", "U1"},
                                  {"unit_code", "U2"},
                                  {"person", "p-4"}}) {
    const std::string id = "t" + std::to_string(++n);
    act.key = "declared-" + id;
    act.changes = {{"officer_tie", id, 0,
                    with(on, {{"user_id", "u2"},
                              {"tie", field == std::string("person") ? "spouse" : "own_firm"},
                              {field, of},
                              {"source", "申报表"},
                              {"source_row", "1"},
                              {"declared_on", "2026-01-05"}})}};
    ASSERT_TRUE(store->perform(act).ok());
    EXPECT_EQ(book().find("case_file", file).ok(), of == std::string("p-4")) << of;  // who is not concerned
    act.key = "it-is-over-" + id;
    act.changes = {{"officer_tie", id, 1, {{"active", int64_t(0)}}}};
    ASSERT_TRUE(store->perform(act).ok());
  }
  act.key = "sealing-it";
  act.changes = {{"lead", file, 1, {{"sealed", int64_t(1)}}},
                 {"officer_tie", "t1", 2, {{"active", int64_t(1)}, {"user_id", "u1"}}}};
  ASSERT_TRUE(store->perform(act).ok());
  GuardedBook handler = book();
  EXPECT_EQ(handler.find("lead", file).error().code, Code::not_found);
  const auto persons = handler.select("lead_person", {{"lead", file}});
  ASSERT_EQ(persons->size(), 1u);
  EXPECT_EQ(persons->front().text("person"), "p-1");
  const auto tied = handler.select("officer_tie", {{"person", "p-1"}});
  ASSERT_EQ(tied->size(), 1u);
  EXPECT_EQ(tied->front().text("user_id"), "u1");
  EXPECT_TRUE(handler.select("officer_tie", {})->empty());
  EXPECT_TRUE(handler.select("person", {{"id", "p-1"}})->empty());
}

// One request: what it reads and may read is of one state of affairs, until it acts; what was taken from him meanwhile is gone with the
// next request.
TEST_P(RightsInSql, ARequestSeesOneStateOfAffairsUntilItActs) {
  const Rights rights = Rights::load(std::filesystem::path(QY_SOURCE_DIR) / "rights").value();
  auto store = world->founded();
  for (const char* number : {"2026-0001", "2026-0002"})
    ASSERT_TRUE(store->perform(StoreWorld::lead(number)).ok());
  const auto steady = store->steady();
  EXPECT_EQ(steady->state(), 0);
  GuardedBook manager(*steady, rights, asker_of(*steady, "u1").value(), world->clock);
  EXPECT_TRUE(*manager.may(Operation::read, "lead/2026-0001"));
  Act act{.key = "taken-away", .kind = "system.made", .actor = {"system", "system"}, .object = "office"};
  act.changes = {{"involvement",
                  "v1",
                  0,
                  {{"object", "lead/2026-0001"},
                   {"user_id", "u1"},
                   {"relation", "recusal"},
                   {"active", int64_t(1)},
                   {"reason", "近亲属"}}}};
  ASSERT_TRUE(store->perform(act).ok());
  EXPECT_TRUE(manager.find("lead", "2026-0001").ok());
  EXPECT_TRUE(*manager.may(Operation::read, "lead/2026-0001"));
  EXPECT_EQ(steady->select_any("lead", "id", {"2026-0001", "2026-0002", "2026-0003"}, {})->size(), 2u);
  EXPECT_EQ(manager.select_any("lead", "id", {"2026-0001", "2026-0002"}, {})->size(), 2u);
  {
    const auto next = store->steady();
    GuardedBook again(*next, rights, asker_of(*next, "u1").value(), world->clock);
    EXPECT_FALSE(*again.may(Operation::read, "lead/2026-0001"));
    EXPECT_EQ(again.select_any("lead", "id", {"2026-0001", "2026-0002"}, {})->size(), 1u);
    EXPECT_TRUE(again.select_any("lead", "id", {}, {})->empty());
  }
  Act note{.key = "noting-it-1",
           .kind = "lead.noted",
           .actor = {"u1", "case_management"},
           .object = "lead/2026-0002",
           .basis = "",
           .note = "x"};
  note.changes = {{"lead", "2026-0002", 1, {{"handling_unit", "room-1"}}}};
  ASSERT_TRUE(manager.perform(note).ok());
  EXPECT_FALSE(*manager.may(Operation::read, "lead/2026-0001"));
  EXPECT_EQ(manager.find("lead", "2026-0002")->text("handling_unit"), "room-1");
  act.key = "post-taken-away";
  act.changes = {{"user_role", "u1.case_management", 1, {{"active", int64_t(0)}}}};
  ASSERT_TRUE(store->perform(act).ok());
  note.key = "noting-it-2";
  note.changes = {{"lead", "2026-0002", 2, {{"handling_unit", "room-2"}}}};
  EXPECT_EQ(manager.perform(note).error().code, Code::forbidden);
}

// Beyond the rows: what the guarded book shows and refuses.
TEST_P(RightsInSql, WhatMayNotBeReadIsNotThere) {
  const Rights rights = Rights::load(std::filesystem::path(QY_SOURCE_DIR) / "rights").value();
  auto store = world->founded();
  Act act = StoreWorld::lead("2026-0001");
  ASSERT_TRUE(store->perform(act).ok());
  GuardedBook handler(*store, rights, asker_of(*store, "u2").value(), world->clock);
  EXPECT_EQ(handler.find("lead", "2026-0001").error().code, Code::not_found);
  EXPECT_EQ(handler.find("lead", "2026-0001").error().message.substr(0, 12),
            handler.find("lead", "2026-9999").error().message.substr(0, 12));
  EXPECT_TRUE(handler.select("lead", {})->empty());
  EXPECT_TRUE(handler.history("lead/2026-0001")->empty());
  EXPECT_EQ(handler.select("history_2026", {}).error().code, Code::forbidden);
  Act note{.key = "noting-it-1",
           .kind = "lead.noted",
           .actor = {"u2", "handler"},
           .object = "lead/2026-0001",
           .basis = "",
           .note = "x"};
  EXPECT_EQ(handler.perform(note).error().code, Code::not_found);
  note.kind = "lead.burnt";
  EXPECT_EQ(handler.perform(note).error().code, Code::forbidden);
  note.kind = "lead.noted", note.actor.user = "u1", note.actor.role = "case_management";
  EXPECT_EQ(handler.perform(note).error().code, Code::forbidden);  // in another's name

  GuardedBook manager(*store, rights, asker_of(*store, "u1").value(), world->clock);
  Act smuggled{.key = "smuggling-1",
               .kind = "lead.noted",
               .actor = {"u1", "case_management"},
               .object = "lead/2026-0001",
               .basis = "",
               .note = "x"};
  smuggled.changes = {
      {"user_role", "u1.chief", 0, {{"user_id", "u1"}, {"role", "chief"}, {"active", int64_t(1)}}}};
  EXPECT_EQ(manager.perform(smuggled).error().code, Code::forbidden);
  EXPECT_EQ(manager.find("lead", "2026-0001")->text("state"), "registered");
}

}  // namespace
}  // namespace qy
