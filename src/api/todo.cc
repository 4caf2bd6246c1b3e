// /todo: what waits for this officer, soonest first. A deadline may come and go; nothing is decided by its passing.
#include <algorithm>

#include "api/case_view.h"
#include "api/desk_lines.h"
#include "api/finding_view.h"
#include "api/lamp.h"
#include "api/route.h"
#include "api/shelf.h"
#include "api/submission_view.h"

namespace qy {
namespace {

struct Todo {
  std::string due_on;
  Json json;
};

std::optional<Moment> end_of_day(const std::string& due_on) {
  const auto due = Date::from_iso(due_on);
  return due.ok() ? std::optional(end_of(*due)) : std::nullopt;
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

// Matters that lie on his desk, nearest lawful deadline first.
Result<Json> my_matters(ApiCall& call) {
  QY_TRY(DeskView desk, DeskView::open(call));
  QY_TRY(const auto items, desk.of(call.officer.user));
  Json list = Json::array();
  for (const DeskItem& item : items) {
    Json line = desk.line(item);
    QY_TRY(const auto files, call.book->select("case_file", {{"id", item.file}}));
    if (files.empty()) continue;
    line["file_title"] = files.front().text("title");
    list.push_back(std::move(line));
  }
  return list;
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
    const Json lamp = lamp_of(end_of_day(due_on), call);
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
  QY_TRY(const Json matters, my_matters(call));
  QY_TRY(const Json approvals, waiting_for_me(call));
  QY_TRY(const Json recusals, recusals_to_decide(call));
  return json_response({{"items", items},
                        {"matters", matters},
                        {"approvals", approvals},
                        {"recusals", recusals},
                        {"counts", counts},
                        {"today", today}});
}

}  // namespace qy
