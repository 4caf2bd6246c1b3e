// An office of chance and what is on record in it, for decisions about rights to be held against each other (rights_sql_test.cc).
#pragma once

#include <map>
#include <random>
#include <string>
#include <vector>

#include "record/act.h"
#include "record/act_time.h"
#include "rights/rights.h"

namespace qy {

inline constexpr int64_t kNow = 1'772'000'000'000;

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

inline const std::vector<std::string> kRoles{"case_management",       "petition_office",
                                             "data_analyst",          "handler",
                                             "handling_head",         "reviewer",
                                             "leader_in_charge",      "chief",
                                             "cadre_supervision",     "audit_administrator",
                                             "security_administrator"};
inline const std::vector<std::string> kRelations{"assistant",    "reviewer",    "leader_in_charge",
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

}  // namespace qy
