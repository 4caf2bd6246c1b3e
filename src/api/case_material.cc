// What comes into a file beside its steps: facts that are found out, and the content of documents.
#include "api/body.h"
#include "api/case_view.h"
#include "api/case_words.h"
#include "api/messages.h"
#include "api/problem.h"
#include "seal/merkle.h"

namespace qy {
namespace {
constexpr size_t kContentBytes = 700'000;  // as it stands in a body of 1 MiB, written in base64
}

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

// The scan or text of a document that lies in the file on paper; kept under seal and named by its hash.
Result<HttpResponse> attach_document(ApiCall& call) {
  QY_TRY(const auto seen, see_case(call));
  if (!seen) return problem(404, say(kNothingHere));
  BodyReader body(call.body);
  const auto content = bytes_of_base64(body.word("content", 4, kContentBytes * 4 / 3 + 4));
  if (!content.ok() || content->empty()) body.fault("/content", say(kFieldContent));
  if (const auto faults = body.refusal()) return *faults;
  if (const auto moved = moved_since(call, *seen)) return *moved;
  QY_TRY(const bool may, call.book->may(Operation::contribute, "case_file/" + seen->found.row.id));
  if (!may) return problem(403, say(kReadsOnly));
  const std::string id = seen->found.row.id + "/" + call.in_path["document"];
  QY_TRY(const auto rows, call.book->select("document", {{"id", id}}));
  if (rows.empty()) return problem(404, say(kNothingHere));
  QY_TRY(const std::string sm3, call.ground.keep(*content));
  QY_CHECK(cases_of(call, *call.book)
               .attach(seen->found.row.id, id, sm3, {{call.officer.user, ""}, "", "", "", {}}));
  return case_response(call);
}

}  // namespace qy
