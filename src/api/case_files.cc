// /case-files: those one may know of, nearest lawful deadline first; one of them; and a new one of a lead.
#include <algorithm>

#include "api/body.h"
#include "api/case_view.h"
#include "api/case_words.h"
#include "api/cursor.h"
#include "api/desk_lines.h"
#include "api/messages.h"
#include "api/problem.h"
#include "api/purpose.h"

namespace qy {
namespace {

constexpr std::string_view kNoDue = "9999";

struct CaseFilter {
  std::string state, procedure, desk, text;

  explicit CaseFilter(const ApiCall& call)
      : state(call.query("state")),
        procedure(call.query("procedure")),
        desk(call.query("desk")),
        text(call.query("q")) {}

  std::string name() const {
    return std::to_string(state.size()) + ":" + state + procedure + "\n" + desk + "\n" + text;
  }
  bool takes(const Row& row, const std::vector<DeskItem>& matters, const std::string& user) const {
    const auto any = [&](const auto& is) { return std::ranges::any_of(matters, is); };
    return (state.empty() || row.text("state") == state) &&
           (procedure.empty() || any([&](const DeskItem& one) { return one.procedure == procedure; })) &&
           (desk != "mine" || any([&](const DeskItem& one) { return one.holder == user; })) &&
           (text.empty() || row.id.find(text) != std::string::npos ||
            row.text("title").find(text) != std::string::npos);
  }
};

struct ListedCase {
  Row row;
  std::vector<DeskItem> matters;  // nearest deadline first
  std::string due() const {
    return matters.empty() || matters.front().due_at.empty() ? std::string(kNoDue) : matters.front().due_at;
  }
};

}  // namespace

Result<HttpResponse> list_case_files(ApiCall& call) {
  QY_TRY(auto rows, call.book->overview("case_file", {}));
  QY_TRY(const DeskView desk, DeskView::open(call));
  QY_TRY(auto items, desk.everybodys());
  std::map<std::string, std::vector<DeskItem>> by_file;
  for (DeskItem& item : items) by_file[item.file].push_back(std::move(item));
  const CaseFilter filter(call);
  std::vector<ListedCase> taken;
  for (Row& row : rows)
    if (auto& matters = by_file[row.id]; filter.takes(row, matters, call.officer.user))
      taken.push_back({std::move(row), std::move(matters)});
  std::ranges::stable_sort(taken, [](const ListedCase& a, const ListedCase& b) {
    return a.due() != b.due() ? a.due() < b.due() : a.row.id > b.row.id;
  });
  const auto page = page_of(call.cursors, "case-files\n" + call.officer.user + "\n" + filter.name(),
                            int64_t(taken.size()), call.query("limit"), call.query("cursor"));
  if (!page) return problem(400, say(kCursorStale));
  Json list = Json::array();
  for (int64_t i = page->from; i < page->to; ++i) {
    const ListedCase& one = taken[size_t(i)];
    Json line = case_line(call, one.row);
    line["unit"] = desk.unit(one.row.text("handling_unit"));
    line["handler"] = desk.person(one.row.text("handler"));
    line["matters"] = Json::array();
    for (const DeskItem& item : one.matters) line["matters"].push_back(desk.line(item));
    list.push_back(std::move(line));
  }
  return json_response({{"items", list}, {"total", taken.size()}, {"next", page->next}});
}

Result<HttpResponse> show_case_file(ApiCall& call) {
  QY_TRY(const auto rows, call.book->select("case_file", {{"id", call.in_path["id"]}}));
  if (rows.empty()) return problem(404, say(kNothingHere));
  QY_TRY(const auto refused, log_purpose(call, "case_file/" + rows.front().id));
  if (refused) return *refused;
  return case_response(call);
}

Result<HttpResponse> open_case_file(ApiCall& call) {
  BodyReader body(call.body);
  NewCaseFile file{.title = body.text("title", 0, 300),
                   .lead = body.word("lead", 0, 40),
                   .report = "",
                   .subject = "",
                   .facts = {}};
  for (const std::string& fact : body.words("facts", 40)) file.facts.insert(fact);
  const std::string note = body.text("note", 0, 6000);
  if (file.lead.empty() && file.title.empty()) body.text("title", 1, 300);
  if (const auto refused = body.refusal()) return *refused;
  QY_TRY(const std::string number,
         cases_of(call, *call.book).open(file, {{call.officer.user, ""}, "", "", note, {}}));
  call.in_path["id"] = number;
  return case_response(call);
}

}  // namespace qy
