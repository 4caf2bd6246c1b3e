// /todo: what waits for this officer, soonest first. A deadline may come and go; nothing is decided by its passing.
#include <algorithm>

#include "api/finding_view.h"
#include "api/route.h"
#include "api/shelf.h"

namespace qy {
namespace {

constexpr int kSoonWorkdays = 3;  // yellow from here on (ui.md 1.2)

struct Todo {
  std::string due_on;
  Json json;
};

// over | soon | calm | none: the page shows it with an icon and a word.
Result<Json> lamp_of(const std::string& due_on, const ApiCall& call) {
  if (due_on.empty()) return Json{{"lamp", "none"}};
  QY_TRY(const Date due, Date::from_iso(due_on));
  QY_TRY(const int left, call.ground.calendar.workdays_between(call.ground.clock.today(), due));
  const bool over = due < call.ground.clock.today();
  return Json{{"lamp", over ? "over" : left <= kSoonWorkdays ? "soon" : "calm"}, {"workdays_left", left}};
}

// What the state asks of whom; empty where it asks nothing of this officer.
std::string asked_of(const OfficerAccount& officer, const Row& row, const std::string& today) {
  const std::string state = row.text("state");
  if (officer.roles.contains("case_management") && state == "proposed" &&
      row.text("decided_by") != officer.user)
    return "accept_or_return";
  if (!officer.roles.contains("data_analyst")) return "";
  if (state == "asked") return row.text("due_on") < today ? "decide_unanswered" : "await_answer";
  if (state == "answered") return "decide";
  if (state == "returned") return "decide_again";
  return "";
}

}  // namespace

Result<HttpResponse> list_todo(ApiCall& call) {
  QY_TRY(const auto rows, call.book->select("finding_exit", {}));
  const auto screening = call.shelf.latest();
  if (!screening.ok() && screening.error().code != Code::not_found) return screening.error();
  const std::string today = call.ground.clock.today().iso();
  std::vector<Todo> todos;
  std::map<std::string, int64_t> counts;
  for (const Row& row : rows) {
    const std::string what = asked_of(call.officer, row, today);
    const Finding* finding = screening.ok() ? (*screening)->finding(row.id) : nullptr;
    if (what.empty() || finding == nullptr) continue;
    const std::string due_on =
        what == "await_answer" || what == "decide_unanswered" ? row.text("due_on") : "";
    Json json = finding_line(**screening, *finding, row);
    QY_TRY(const Json lamp, lamp_of(due_on, call));
    json["what"] = what;
    json["asked_unit"] = row.text("asked_unit");
    json.update(lamp);
    ++counts[what];
    ++counts[lamp.at("lamp").get<std::string>()];
    todos.push_back({due_on.empty() ? "9999" : due_on, std::move(json)});
  }
  std::stable_sort(todos.begin(), todos.end(),
                   [](const Todo& a, const Todo& b) { return a.due_on < b.due_on; });
  Json items = Json::array();
  for (Todo& todo : todos) items.push_back(std::move(todo.json));
  return json_response({{"items", items}, {"counts", counts}, {"today", today}});
}

}  // namespace qy
