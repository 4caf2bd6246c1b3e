// Facts about the person or the case that are found out apart from any step.
#include "api/body.h"
#include "api/case_view.h"
#include "api/case_words.h"
#include "api/messages.h"
#include "api/problem.h"

namespace qy {

Result<HttpResponse> list_facts(ApiCall& call) {
  Json list = Json::array();
  for (const Fact& fact : call.ground.procedures.terms().facts)
    if (!fact.of_matter) list.push_back({{"id", fact.id}, {"words", words_of(fact.said())}});
  return json_response({{"items", list}});
}

Result<HttpResponse> add_facts(ApiCall& call) {
  QY_TRY(const auto seen, see_case(call));
  if (!seen) return problem(404, say(kNothingHere));
  BodyReader body(call.body);
  const auto facts = body.words("facts", 40);
  const std::string reason = body.text("reason", 1, 6'000);
  for (const std::string& fact : facts)
    if (call.ground.procedures.terms().fact(fact) == nullptr) body.fault("/facts", say(kNoFact, fact));
  if (facts.empty()) body.fault("/facts", say(kFieldMissing));
  if (const auto faults = body.refusal()) return *faults;
  if (const auto moved = moved_since(call, *seen)) return *moved;
  SeenBook records(*call.book, "case_file", seen->found.row.id, seen->found.row.version);
  const auto done = cases_of(call, records)
                        .learn(seen->found.row.id, {facts.begin(), facts.end()},
                               {{call.officer.user, ""}, "", "", reason, {}});
  if (records.moved()) return moved_meanwhile(call);
  if (!done.ok()) return done.error();
  return case_response(call);
}

}  // namespace qy
