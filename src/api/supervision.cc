// /supervision: every matter that one may read, by lawful deadline and in the colours of a set of rules; where matters get stuck, by stage and
// by how long nothing has moved; and reminders, which go on record. Departments are told apart by their matters; nobody is ranked.
#include <algorithm>
#include <array>

#include "api/body.h"
#include "api/case_view.h"
#include "api/case_words.h"
#include "api/desk_lines.h"
#include "api/messages.h"
#include "api/problem.h"
#include "casework/officers.h"

namespace qy {
namespace {

constexpr std::array<std::pair<std::string_view, Message>, 4> kWays{{{"phone", kByPhone},
                                                                     {"reminder", kByReminder},
                                                                     {"supervision_letter", kByLetter},
                                                                     {"interview", kByInterview}}};

// Days since anything moved: up to 30, 60, 90, more.
std::string_view age_of(int days) {
  return days <= 30 ? "30" : days <= 60 ? "60" : days <= 90 ? "90" : "more";
}

// NOLINTNEXTLINE(bugprone-exception-escape): an empty Json throws nothing
struct Stuck {
  Json words;
  std::map<std::string_view, int64_t> by_age;
  int64_t over = 0, all = 0;
};

using CountsOfUnits = std::map<std::string, std::map<std::string, int64_t>>;

Json stages_json(const std::map<std::string, Stuck>& stages) {
  Json list = Json::array();
  for (const auto& [id, stage] : stages) {
    Json one{{"id", id}, {"words", stage.words}, {"all", stage.all}, {"over", stage.over}};
    for (const std::string_view age : {"30", "60", "90", "more"}) {
      const auto at = stage.by_age.find(age);
      one["by_age"][std::string(age)] = at == stage.by_age.end() ? 0 : at->second;
    }
    list.push_back(std::move(one));
  }
  return list;
}

Json units_json(const DeskView& desk, const CountsOfUnits& units) {
  Json list = Json::array();
  for (const auto& [id, counts] : units) {
    Json one = desk.unit(id);
    for (const char* colour : {"none", "blue", "yellow", "red", "over"}) {
      const auto at = counts.find(colour);
      one[colour] = at == counts.end() ? 0 : at->second;
    }
    list.push_back(std::move(one));
  }
  return list;
}

}  // namespace

Result<HttpResponse> show_supervision(ApiCall& call) {
  const std::string set = call.query("set").empty() ? "B" : call.query("set");
  QY_TRY(DeskView desk, DeskView::open(call, set));
  QY_TRY(const auto items, desk.everybodys());
  RecordBook& records = *call.book;
  QY_TRY(const auto files, records.select("case_file", {}));
  std::map<std::string, const Row*> by_file;
  for (const Row& file : files) by_file[file.id] = &file;
  QY_TRY(const auto rows, records.select("matter", {{"open", int64_t(1)}}));
  std::map<std::string, std::string> moved_at;
  for (const Row& row : rows) moved_at[row.id] = row.text("progress_at");
  std::map<std::string, Stuck> stages;
  CountsOfUnits units;
  Json list = Json::array();
  const Date today = call.ground.clock.today();
  for (const DeskItem& item : items) {
    const auto file = by_file.find(item.file);
    if (file == by_file.end()) continue;
    Json line = desk.line(item);
    line["file_title"] = file->second->text("title");
    line["unit"] = desk.unit(file->second->text("handling_unit"));
    QY_TRY(const Moment moved, Moment::from_text(moved_at[item.file + "/" + item.matter]));
    const int still_days = days_between(moved.date, today);
    line["still_days"] = still_days;
    Stuck& stage = stages[item.procedure + "." + item.state];
    stage.words = {
        {"zh", line["title"]["zh"].get<std::string>() + " · " + line["state_words"]["zh"].get<std::string>()},
        {"en", line["title"]["en"].get<std::string>() + ": " + line["state_words"]["en"].get<std::string>()}};
    ++stage.all;
    ++stage.by_age[age_of(still_days)];
    auto& counts = units[file->second->text("handling_unit")];
    ++counts[std::string(name_of(item.colour))];
    if (line["lamp"] == "over") ++stage.over, ++counts["over"];
    list.push_back(std::move(line));
  }
  Json sets = Json::array();
  for (const AlertSet& one : call.ground.colours)
    sets.push_back({{"id", one.id}, {"words", words_of(one.said())}});
  return json_response({{"set", set},
                        {"sets", sets},
                        {"items", list},
                        {"stages", stages_json(stages)},
                        {"units", units_json(desk, units)}});
}

Result<HttpResponse> remind_handler(ApiCall& call) {
  QY_TRY(const auto seen, see_case(call));
  if (!seen) return problem(404, say(kNothingHere));
  BodyReader body(call.body);
  const std::string way = body.word("way", 1, 40), matter = body.word("matter", 1, 80),
                    text = body.text("text", 1, 6'000);
  const auto by = std::ranges::find(kWays, way, [](const auto& one) { return one.first; });
  if (by == kWays.end()) body.fault("/way", say(kNoWay));
  if (seen->found.file.matter(matter) == nullptr) body.fault("/matter", say(kNoMatterHere, matter));
  if (const auto faults = body.refusal()) return *faults;
  Act act{.key = "remind." + call.request.field("idempotency-key").substr(0, 56),
          .kind = "supervision.reminded",
          .actor = {call.officer.user, ""},
          .object = "case_file/" + seen->found.row.id,
          .basis = "",
          .note = say(kReminded, by->second, matter, text).chinese,
          .changes = {},
          .outbox = {},
          .erases = {}};
  QY_TRY(act.actor.role, writing_role(*call.book, call.officer.user,
                                      {"case_manager", "chief", "leader_in_charge", "handling_head"}));
  QY_TRY(const Recorded done, call.book->perform(act));
  return json_response({{"entry", std::to_string(done.seq)}});
}

}  // namespace qy
