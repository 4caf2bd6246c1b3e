// Registers (登记簿) from the page of a file: who asked about it, whom somebody met, what data was queried. Everybody who may read the file enters; only
// those who read registers see what was entered, for a purpose that goes on record. Nothing entered is changed (casework/register_book.h).
#include "casework/register_book.h"

#include <algorithm>
#include <array>

#include "api/body.h"
#include "api/case_seen.h"
#include "api/case_words.h"
#include "api/messages.h"
#include "api/problem.h"
#include "api/purpose.h"

namespace qy {
namespace {

// Sealed identities are opened elsewhere, and entered with it.
constexpr std::array<std::string_view, 3> kRegistersOfAFile{"interference", "contact", "data_query"};
constexpr size_t kMostLineBytes = 600;

Result<Json> entry_json(ApiCall& call, const CaseFile& file, const Row& row) {
  Json json = {{"id", row.id}};
  for (const char* field : {"register", "subject", "manner", "content", "answer", "reported_to", "purpose",
                            "fields", "happened_at", "entered_at"})
    json[field] = row.text(field);
  json["approver"] = person_of(file, row.text("approver"));
  QY_TRY(const auto acts, call.book->history("register/" + row.id));
  json["entered_by"] = person_of(file, acts.empty() ? "" : acts.front().actor.user);
  return json;
}

}  // namespace

Result<HttpResponse> list_case_registers(ApiCall& call) {
  QY_TRY(const auto seen, see_case(call));
  if (!seen) return problem(404, say(kNothingHere));
  const FileOnRecord& found = seen->found;
  QY_TRY(const auto refused, log_purpose(call, "case_file/" + found.row.id, say(kReadsRegisters)));
  if (refused) return *refused;
  QY_TRY(auto rows, call.book->select("register_entry", {{"case_file", found.row.id}}));
  std::ranges::sort(rows, std::ranges::greater(), &Row::seq);  // the last first
  Json items = Json::array();
  for (const Row& row : rows) {
    QY_TRY(Json entry, entry_json(call, found.file, row));
    items.push_back(std::move(entry));
  }
  return json_response({{"items", items}});
}

Result<HttpResponse> enter_register(ApiCall& call) {
  QY_TRY(const auto seen, see_case(call));
  if (!seen) return problem(404, say(kNothingHere));
  BodyReader body(call.body);
  RegisterEntry entry{.register_name = body.word("register", 1, 40), .file = seen->found.row.id};
  entry.subject = body.text("subject", 0, kMostLineBytes);
  entry.manner = body.text("manner", 0, kMostLineBytes);
  entry.content = body.text("content", 0, kMostReasonBytes);
  entry.answer = body.text("answer", 0, kMostReasonBytes);
  entry.reported_to = body.text("reported_to", 0, kMostLineBytes);
  entry.purpose = body.text("purpose", 0, kMostLineBytes);
  entry.fields = body.text("fields", 0, kMostLineBytes);
  entry.approver = body.word("approver", 0, 40);
  entry.happened_at = body.word("happened_at", 0, 16);
  if (!entry.register_name.empty() &&
      std::ranges::find(kRegistersOfAFile, entry.register_name) == kRegistersOfAFile.end())
    body.fault("/register", say(kNoRegisterHere));
  if (!entry.happened_at.empty() && !Moment::from_text(entry.happened_at).ok())
    body.fault("/happened_at", say(kFieldMoment));
  if (const auto faults = body.refusal()) return *faults;
  RegisterBook book(*call.book, call.ground.procedures, call.ground.clock);
  const auto id = book.enter(entry, {{call.officer.user, ""}, "", "", "", {}});
  if (!id.ok()) return problem_of_words(id.error());
  return json_response({{"id", *id}});
}

}  // namespace qy
