// Recusal: declared by whoever must keep out, and decided by the chief, who says who goes on. Declaring ends access at once.
//
// Source: 监察法第六十七条; 《监察法实施条例》第二百九十五条、第二百九十六条.
#include <algorithm>
#include <array>

#include "api/body.h"
#include "api/case_view.h"
#include "api/desk_lines.h"
#include "api/messages.h"
#include "api/problem.h"
#include "casework/recusals.h"

namespace qy {
namespace {

constexpr std::string_view kKeepsOut = "keeps_out", kTakesPart = "takes_part";
constexpr std::array<std::string_view, 4> kGrounds{"near_relative", "witness", "interest", "other"};

std::string grounds_in(BodyReader& body) {
  std::string grounds = body.word("grounds", 1, 40);
  if (!grounds.empty() && std::ranges::find(kGrounds, grounds) == kGrounds.end())
    body.fault("/grounds", say(kNoGrounds));
  return grounds;
}

}  // namespace

Result<HttpResponse> declare_recusal(ApiCall& call) {
  QY_TRY(const auto seen, see_case(call));
  if (!seen) return problem(404, say(kNothingHere));
  BodyReader body(call.body);
  const std::string grounds = grounds_in(body), reason = body.text("reason", 1, kMostReasonBytes);
  if (const auto faults = body.refusal()) return *faults;
  if (const auto moved = moved_since(call, *seen)) return *moved;
  QY_TRY(const Recorded done,
         cases_of(call, *call.book)
             .declare_recusal(seen->found.row.id, grounds, {{call.officer.user, ""}, "", "", reason, {}}));
  return json_response({{"entry", std::to_string(done.seq)}});
}

Result<HttpResponse> decide_recusal(ApiCall& call) {
  QY_TRY(const auto seen, see_case(call));
  if (!seen) return problem(404, say(kNothingHere));
  BodyReader body(call.body);
  const std::string officer = body.word("officer", 1, 80), outcome = body.word("outcome", 0, 20);
  if (!outcome.empty() && outcome != kKeepsOut && outcome != kTakesPart)
    body.fault("/outcome", say(kNoOutcome));
  const bool takes_part = outcome == kTakesPart;
  const std::string grounds = takes_part ? body.word("grounds", 0, 40) : grounds_in(body),
                    successor = body.word("successor", 0, takes_part ? 0 : 80),
                    reason = body.text("reason", 1, kMostReasonBytes);
  if (const auto faults = body.refusal()) return *faults;
  if (const auto moved = moved_since(call, *seen)) return *moved;
  SeenBook records(*call.book, "case_file", seen->found.row.id, seen->found.row.version);
  CaseBook cases = cases_of(call, records);
  const CaseEntry entry{{call.officer.user, ""}, "", "", reason, {}};
  const auto done = takes_part ? cases.clear_recusal(seen->found.row.id, officer, entry)
                               : cases.recuse(seen->found.row.id, officer, grounds, successor, entry);
  if (records.moved()) return moved_meanwhile(call);
  if (!done.ok()) return done.error();
  return case_response(call);
}

Result<Json> recusals_to_decide(ApiCall& call) {
  Json list = Json::array();
  if (!call.officer.has_one_of("chief")) return list;
  QY_TRY(DeskView desk, DeskView::open(call));
  QY_TRY(const auto waiting, qy::recusals_to_decide(*call.book));
  std::set<std::string> officers;
  for (const RecusalToDecide& one : waiting) officers.insert(one.officer);
  QY_CHECK(desk.know(officers));
  for (const RecusalToDecide& one : waiting) {
    Json line{{"file", one.file},
              {"officer", desk.person(one.officer)},
              {"grounds", one.grounds},
              {"declared_at", one.since}};
    const std::string name = line["officer"]["name"];
    if (one.found) line["why"] = words_of(said_of(*one.found, said(name)));
    list.push_back(std::move(line));
  }
  return list;
}

}  // namespace qy
