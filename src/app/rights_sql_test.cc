// The decision and its SQL, held against each other: a hundred thousand random tuples of asker, operation and record,
// on SQLite and on PostgreSQL, with every row of the answer compared.
#include <gtest/gtest.h>

#include <random>

#include "record/act_time.h"
#include "rights/guarded_book.h"
#include "rights/row_right.h"
#include "rights/situation.h"
#include "store/store_world_test.h"

namespace qy {
namespace {

constexpr int64_t kNow = 1'772'000'000'000;

// The rows of the same acts in memory: what the decision is worked out from, without a database.
class RowsInMemory : public RecordBook {
 public:
  void take(const Act& act) {
    for (const Change& change : act.changes) rows_[change.table].push_back({change.id, 1, 0, change.fields});
    answered_.clear();
  }
  Result<std::vector<Row>> select(std::string_view table, const Fields& where) override {
    const auto [at, asked_anew] = answered_.try_emplace({std::string(table), where});
    if (asked_anew) at->second = rows_where(std::string(table), where);
    return at->second;
  }
  Result<Row> find(std::string_view, std::string_view) override { return not_found(""); }
  Result<Recorded> perform(const Act&) override { return not_found(""); }
  Result<std::vector<PastAct>> history(std::string_view) override { return not_found(""); }
  Result<int64_t> next_number(std::string_view, std::string_view) override { return not_found(""); }
  const std::vector<Row>& rows(const std::string& table) { return rows_[table]; }

 private:
  static FieldValue field(const Row& row, const std::string& name) {
    const auto at = row.fields.find(name);
    return at == row.fields.end() ? FieldValue() : at->second;
  }
  std::vector<Row> rows_where(const std::string& table, const Fields& where) {
    std::vector<Row> found;
    for (const Row& row : rows_[table]) {
      bool fits = true;
      for (const auto& [name, value] : where)
        fits = fits && (name == "id" ? FieldValue(row.id) == value : field(row, name) == value);
      if (fits) found.push_back(row);
    }
    return found;
  }
  std::map<std::string, std::vector<Row>> rows_;
  std::map<std::pair<std::string, Fields>, std::vector<Row>>
      answered_;  // a hundred thousand questions are a few thousand
};

const std::vector<std::string> kRoles{"case_management",       "petition_office",
                                      "data_analyst",          "handler",
                                      "handling_head",         "reviewer",
                                      "leader_in_charge",      "chief",
                                      "cadre_supervision",     "audit_administrator",
                                      "security_administrator"};
const std::vector<std::string> kRelations{"assistant",    "reviewer",    "leader_in_charge",
                                          "need_to_know", "break_glass", "recusal"};

// Four rooms, twelve officers, sixty leads with persons in them, twenty reports, and involvements of every sort, some
// over, some not begun, some ended.
class RandomOffice {
 public:
  explicit RandomOffice(uint32_t seed) : random_(seed) {}

  std::vector<Act> acts() {
    Act office{.key = "office-of-chance",
               .kind = "system.made",
               .actor = {"system", "system"},
               .object = "office",
               .basis = ""};
    for (int i = 0; i < 4; ++i)
      office.changes.push_back({"unit", room(i), 0, {{"name", room(i)}, {"unit_kind", "office"}}});
    for (int i = 0; i < 12; ++i)
      office.changes.push_back({"user_account",
                                officer(i),
                                0,
                                {{"name", officer(i)}, {"unit", room(i % 4)}, {"active", int64_t(1)}}});
    Act matters = office;
    matters.key = "matters-of-chance", matters.changes.clear();
    for (int i = 0; i < 40; ++i) matters.changes.push_back({"person", person(i), 0, {{"name", person(i)}}});
    for (int i = 0; i < 60; ++i) matters.changes.push_back(lead(i));
    for (int i = 0; i < 20; ++i) matters.changes.push_back(report(i));
    for (int i = 0; i < 90; ++i)
      matters.changes.push_back(
          {"lead_person",
           "t" + std::to_string(i),
           0,
           {{"lead", lead_id(pick(60))}, {"person", person(pick(40))}, {"active", int64_t(pick(5) > 0)}}});
    for (int i = 0; i < 30; ++i)
      matters.changes.push_back(
          {"lead_unit",
           "lu" + std::to_string(i),
           0,
           {{"lead", lead_id(pick(60))}, {"unit_code", firm(pick(6))}, {"active", int64_t(pick(5) > 0)}}});
    add_files(matters.changes);
    for (int i = 0; i < 240; ++i) matters.changes.push_back(involvement(i));
    return {office, matters};
  }

  Asker asker() {
    Asker asker{.user = officer(pick(12)), .unit = room(pick(4)), .roles = {}};
    for (int i = 0, n = pick(3); i < n; ++i)  // what he declared
      asker.near.insert(pick(2) == 0 ? "person/" + person(pick(40)) : "unit/" + firm(pick(6)));
    for (int i = 0, n = 1 + pick(3); i < n; ++i) asker.roles.insert(kRoles[size_t(pick(int(kRoles.size())))]);
    return asker;
  }
  int pick(int n) { return int(random_() % uint32_t(n)); }

 private:
  static std::string firm(int i) { return "91330000" + std::to_string(i); }
  static std::string room(int i) { return "room-" + std::to_string(i); }
  static std::string officer(int i) { return "u" + std::to_string(i); }
  static std::string person(int i) { return "p" + std::to_string(i); }
  static std::string lead_id(int i) { return "2026-" + std::to_string(1000 + i); }
  static std::string report_id(int i) { return "J2026-" + std::to_string(i); }

  Change lead(int i) {
    Change change{"lead",
                  lead_id(i),
                  0,
                  {{"state", pick(4) == 0 ? "closed" : "registered"},
                   {"source", "audit"},
                   {"received_on", "2026-03-01"},
                   {"summary", "某单位多付一笔"},
                   {"sealed", int64_t(pick(4) == 0)}}};
    if (pick(5) > 0) change.fields["handling_unit"] = room(pick(4));
    if (pick(3) > 0) change.fields["handler"] = officer(pick(12));
    return change;
  }
  Change report(int i) {
    const char* states[] = {"received", "forwarded", "accepted"};
    return {"report",
            report_id(i),
            0,
            {{"state", states[pick(3)]},
             {"channel", "letter"},
             {"report_kind", "complaint"},
             {"named", int64_t(0)},
             {"repeated", int64_t(0)},
             {"received_on", "2026-03-01"},
             {"content", "反映的问题"},
             {"sealed", int64_t(pick(3) == 0)}}};
  }
  // Files, what lies on whose desk, who took part, who is recused.
  void add_files(std::vector<Change>& changes) {
    for (int i = 0; i < 30; ++i) {
      changes.push_back({"case_file", file_id(i), 0, {{"state", "open"}}});
      if (pick(2) == 0) changes.back().fields["lead"] = lead_id(pick(60));
      if (pick(2) == 0) changes.back().fields["handling_unit"] = room(pick(4));
      if (pick(3) == 0) changes.back().fields["handler"] = officer(pick(12));
      if (pick(2) == 0) changes.back().fields["subject"] = person(pick(40));
    }
    for (int i = 0; i < 12; ++i) {
      changes.push_back({"concerned",
                         "c" + std::to_string(i),
                         0,
                         {{"case_file", file_id(pick(30))}, {"active", int64_t(pick(4) > 0)}}});
      changes.back().fields[i % 2 == 0 ? "person" : "unit_code"] =
          i % 2 == 0 ? person(pick(40)) : firm(pick(6));
    }
    const char* took_part_as[] = {"handler", "reviewer", "leader_in_charge", "chief", "collective"};
    for (int i = 0; i < 60; ++i) {
      const std::string n = std::to_string(i), file = file_id(pick(30)), who = officer(pick(12));
      changes.push_back({"matter",
                         "m" + n,
                         0,
                         {{"case_file", file},
                          {"name", n},
                          {"procedure", "lead"},
                          {"state", "registered"},
                          {"facts", ""},
                          {"began_at", ""},
                          {"progress_at", ""},
                          {"open", int64_t(pick(3) > 0)},
                          {"due_at", "9999"}}});
      if (pick(4) > 0) changes.back().fields["holder"] = officer(pick(12));
      changes.push_back({"participant",
                         "a" + n,
                         0,
                         {{"case_file", file_id(pick(30))},
                          {"user_id", who},
                          {"relation", took_part_as[pick(5)]},
                          {"since", ""},
                          {"active", int64_t(pick(4) > 0)}}});
      if (pick(3) == 0)
        changes.push_back({"secondment",
                           "s" + n,
                           0,
                           {{"case_file", file_id(pick(30))},
                            {"user_id", officer(pick(12))},
                            {"from_unit", room(pick(4))},
                            {"decision_no", "借"},
                            {"recusal_statement", "无"},
                            {"from_on", day(pick(3) - 1)},
                            {"to_on", day(pick(3) - 1)},
                            {"active", int64_t(pick(4) > 0)}}});
      if (pick(3) == 0)
        changes.push_back({"recusal",
                           "x" + n,
                           0,
                           {{"case_file", file},
                            {"user_id", officer(pick(12))},
                            {"grounds", "witness"},
                            {"decided_at", ""},
                            {"active", int64_t(pick(3) > 0)}}});
    }
  }
  // Days about the one that is today, UTC+8.
  static std::string day(int after) { return day_of(kNow).plus_days(after).iso(); }
  static std::string file_id(int i) { return "2026-" + std::to_string(5000 + i); }

  Change involvement(int i) {
    const int what = pick(11);
    const std::string object = what == 10 ? "case_file/" + file_id(pick(30))
                               : what < 6 ? "lead/" + lead_id(pick(60))
                               : what < 7 ? "report/" + report_id(pick(20))
                               : what < 8 ? "unit/" + room(pick(4))
                                          : "person/" + person(pick(40));
    Change change{"involvement",
                  "v" + std::to_string(i),
                  0,
                  {{"object", object},
                   {"user_id", officer(pick(12))},
                   {"relation", kRelations[size_t(pick(int(kRelations.size())))]},
                   {"active", int64_t(pick(5) > 0)},
                   {"reason", "试"}}};
    if (pick(3) == 0) change.fields["from_ms"] = kNow + (pick(2) == 0 ? 0 : (pick(2) == 0 ? -1 : 1));
    if (pick(3) == 0) change.fields["until_ms"] = kNow + (pick(2) == 0 ? 0 : (pick(2) == 0 ? -1 : 1));
    return change;
  }

  std::mt19937 random_;
};

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
  int tuples = 0, allowed = 0;
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
  }
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
