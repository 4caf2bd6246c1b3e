// /case-files: those one may know of, nearest lawful deadline first; one of them; and a new one of a lead.
#include "api/body.h"
#include "api/case_view.h"
#include "api/case_words.h"
#include "api/cursor.h"
#include "api/desk_lines.h"
#include "api/messages.h"
#include "api/problem.h"
#include "api/purpose.h"
#include "casework/case_list.h"

namespace qy {
namespace {

std::string name_of_list(const ApiCall& call, const CaseListFilter& filter) {
  return "case-files\n" + call.officer.user + "\n" + std::to_string(filter.state.size()) + ":" +
         filter.state + filter.procedure + "\n" + filter.holder + "\n" + filter.text;
}

}  // namespace

// Where he may know that a file exists and not what it says, its matters and title are not there, and it is not found by them.
Result<HttpResponse> list_case_files(ApiCall& call) {
  const CaseListFilter filter{.state = call.query("state"),
                              .procedure = call.query("procedure"),
                              .holder = call.query("desk") == "mine" ? call.officer.user : "",
                              .text = call.query("q")};
  const auto asks = case_list_asks(filter);
  QY_TRY(const int64_t total, call.book->overview_count("case_file", case_list_fields(filter), asks));
  const auto page =
      page_of(call.cursors, name_of_list(call, filter), total, call.query("limit"), call.query("cursor"));
  if (!page) return problem(400, say(kCursorStale));
  std::vector<Row> rows;
  if (page->to > page->from) {
    QY_TRY(rows, call.book->overview_page(case_list_page(filter, page->to - page->from, page->from), asks));
  }
  std::set<std::string> ids, handlers;
  for (const Row& row : rows) {
    ids.insert(row.id);
    handlers.insert(row.text("handler"));
  }
  QY_TRY(DeskView desk, DeskView::open(call));
  QY_CHECK(desk.know(handlers));
  QY_TRY(const auto items, desk.of_files(ids));
  std::map<std::string, Json> matters;
  for (const DeskItem& item : items) matters[item.file].push_back(desk.line(item));
  Json list = Json::array();
  for (const Row& row : rows) {
    Json line = case_line(call, row);
    line["unit"] = desk.unit(row.text("handling_unit"));
    line["handler"] = desk.person(row.text("handler"));
    line["matters"] = matters.contains(row.id) ? matters[row.id] : Json::array();
    list.push_back(std::move(line));
  }
  return json_response({{"items", list}, {"total", total}, {"next", page->next}});
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
