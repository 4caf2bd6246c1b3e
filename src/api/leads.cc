// /leads: the list, and one, read for a purpose that goes on record.
#include "api/case_words.h"
#include "api/cursor.h"
#include "api/etag.h"
#include "api/finding_view.h"
#include "api/lead_view.h"
#include "api/messages.h"
#include "api/past_acts.h"
#include "api/problem.h"
#include "api/purpose.h"
#include "api/route.h"
#include "leads/lead_source.h"

namespace qy {
namespace {

// As the procedure of leads calls it; nothing where he may know no more than that there is one.
Json state_words(const ApiCall& call, const std::string& state) {
  const ProcedureState* found = call.ground.procedures.procedure("lead")->state(state);
  return found == nullptr ? Json{{"zh", state}, {"en", state}} : words_of(found->said());
}

// What a line of the list is made of.
const std::set<std::string> kLeadFields{"state",       "source",  "received_on", "summary",
                                        "amount_fen",  "finding", "rule",        "quick_track",
                                        "merged_into", "outcome", "closed_on"};

int64_t count_in(const Row& row, const std::string& field) {
  const auto at = row.fields.find(field);
  return at != row.fields.end() && std::holds_alternative<int64_t>(at->second) ? row.number(field) : 0;
}

Json lead_line(const ApiCall& call, const Row& row) {
  const LeadSource* source = lead_source(row.text("source"));
  const auto amount = row.fields.find("amount_fen");
  const bool has_amount = amount != row.fields.end() && std::holds_alternative<int64_t>(amount->second);
  return {{"id", row.id},
          {"state", row.text("state")},
          {"state_words", state_words(call, row.text("state"))},
          {"source", row.text("source")},
          {"source_label", source == nullptr ? "大数据监督发现" : std::string(source->chinese)},
          {"received_on", row.text("received_on")},
          {"summary", row.text("summary")},
          {"amount_fen", has_amount ? std::to_string(row.number("amount_fen")) : ""},
          {"finding", row.text("finding")},
          {"rule", row.text("rule")},
          {"quick_track", row.number("quick_track") == 1},
          {"merged_into", row.text("merged_into")},
          {"outcome", row.text("outcome")},
          {"closed_on", row.text("closed_on")}};
}

// So that a page on which the lead is open is told of steps in its file. Nothing of the file itself is read.
std::string last_entry_of_file(ApiCall& call, const std::string& file) {
  const auto acts = call.book->history("case_file/" + file);
  const int64_t last = acts.ok() ? last_entry(*acts) : -1;
  return last < 0 ? "" : std::to_string(last);
}

}  // namespace

// Where he may know that a lead exists and not what it says, the rest is empty. A sealed one, and one that he is to
// keep out of, is not there, not even in the count.
Result<HttpResponse> list_leads(ApiCall& call) {
  Fields where;
  if (!call.query("state").empty()) where["state"] = call.query("state");
  QY_TRY(const int64_t total, call.book->overview_count("lead", where));
  const auto page = page_of(call.cursors, "leads\n" + call.officer.user + "\n" + call.query("state"), total,
                            call.query("limit"), call.query("cursor"));
  if (!page) return problem(400, say(kCursorStale));
  std::vector<Row> rows;
  if (page->to > page->from) {
    QY_TRY(rows, call.book->overview_page({.table = "lead",
                                           .where = where,
                                           .order_by = "id",
                                           .most = page->to - page->from,
                                           .skip = page->from,
                                           .fields = kLeadFields}));
  }
  Json items = Json::array();
  for (Row& row : rows) {
    if (const std::string into = row.text("merged_into"); !into.empty()) {
      QY_TRY(const int64_t is_there, call.book->overview_count("lead", {{"id", into}}));
      if (is_there == 0) row.fields["merged_into"] = std::monostate();
    }
    items.push_back(lead_line(call, row));
  }
  return json_response({{"items", items}, {"total", total}, {"next", page->next}});
}

Result<HttpResponse> show_lead(ApiCall& call) {
  const std::string& id = call.in_path["id"];
  QY_TRY(const auto rows, call.book->select("lead", {{"id", id}}));
  if (rows.empty()) return problem(404, say(kNothingHere));
  QY_TRY(const auto refused, log_purpose(call, "lead/" + id));
  if (refused) return *refused;
  return lead_response(call, rows.front());
}

Result<HttpResponse> lead_response(ApiCall& call, const Row& row, int status) {
  const std::string& id = row.id;
  Json page = lead_line(call, row);
  page["innocent"] = row.text("innocent");
  page["from_unit"] = row.text("from_unit");
  page["from_number"] = row.text("from_number");
  page["handling_unit"] = row.text("handling_unit");
  for (const char* field : {"field", "occurred_from", "occurred_to"}) page[field] = row.text(field);
  page["persons_affected"] = count_in(row, "persons_affected");
  page["repeats"] = count_in(row, "repeats");
  page["vulnerable"] = row.number("vulnerable") == 1;
  page["report"] = "";
  if (const std::string report = row.text("report"); !report.empty()) {
    QY_TRY(const int64_t is_there, call.book->overview_count("report", {{"id", report}}));
    if (is_there == 1) page["report"] = report;
  }
  OfficerNames names(*call.book);
  QY_TRY(page["handler"], names.of(row.text("handler")));
  QY_TRY(const auto files, call.book->overview("case_file", {{"lead", id}}));
  page["case_file"] = files.empty() ? "" : files.front().id;
  page["case_entry"] = files.empty() ? "" : last_entry_of_file(call, files.front().id);
  QY_TRY(const auto acts, call.book->history("lead/" + id));
  QY_TRY(page["history"], json_of(acts, names));
  HttpResponse response = json_response(page, status);
  response.fields.emplace_back("ETag", etag_of("", id, row.version));
  return response;
}

}  // namespace qy
