// What becomes of a finding: the same way (leads/finding_way.h) that the commands take.
#include "api/body.h"
#include "api/finding_step.h"
#include "api/messages.h"
#include "api/problem.h"
#include "api/shelf.h"

namespace qy {
namespace {

constexpr size_t kUnitBytes = 300;

// Answers with where the finding stands now.
Result<HttpResponse> step(ApiCall& call, const std::string& role, const TakeStep& take) {
  QY_TRY(const auto screening, call.shelf.latest());
  const Finding* finding = screening->finding(call.in_path["id"]);
  if (finding == nullptr) return problem(404, say(kNothingHere));
  QY_TRY(const FindingStep done,
         take_step(call, *screening, *finding, call.request.field("if-match"), role, take));
  if (done.has_moved) return problem(412, say(kMovedSince));
  return finding_response(call, *screening, *finding, done.row);
}

template <class T>
Result<void> done(const Result<T>& result) {
  if (!result.ok()) return result.error();
  return {};
}

}  // namespace

Result<HttpResponse> ask_about_finding(ApiCall& call) {
  BodyReader body(call.body);
  const std::string unit = body.text("unit", 1, kUnitBytes);
  const Date due = body.day("due_on");
  if (const auto refused = body.refusal()) return *refused;
  return step(call, "data_analyst", [&](FindingWay& way, const FindingFacts& facts, const Actor& by) {
    return done(way.ask(facts, unit, due, by));
  });
}

Result<HttpResponse> answer_finding(ApiCall& call) {
  BodyReader body(call.body);
  const std::string text = body.text("text", 1, kMostReasonBytes);
  if (const auto refused = body.refusal()) return *refused;
  return step(call, "data_analyst", [&](FindingWay& way, const FindingFacts& facts, const Actor& by) {
    return done(way.answer(facts.fingerprint, text, by));
  });
}

Result<HttpResponse> decide_finding(ApiCall& call) {
  BodyReader body(call.body);
  const std::string name = body.text("exit", 1, 40), reason = body.text("reason", 1, kMostReasonBytes);
  if (const auto refused = body.refusal()) return *refused;
  const auto exit = exit_of(name);
  if (!exit) return problem(422, say(kNoExit, name), {{"/exit", say(kNoExit, name)}});
  return step(call, "data_analyst", [&](FindingWay& way, const FindingFacts& facts, const Actor& by) {
    return done(way.decide(facts, *exit, reason, by));
  });
}

Result<HttpResponse> accept_finding(ApiCall& call) {
  BodyReader body(call.body);
  const std::string reason = body.text("reason", 1, kMostReasonBytes);
  if (const auto refused = body.refusal()) return *refused;
  return step(call, "case_management", [&](FindingWay& way, const FindingFacts& facts, const Actor& by) {
    return done(way.accept(facts, reason, by));
  });
}

Result<HttpResponse> return_finding(ApiCall& call) {
  BodyReader body(call.body);
  const std::string reason = body.text("reason", 1, kMostReasonBytes);
  if (const auto refused = body.refusal()) return *refused;
  return step(call, "case_management", [&](FindingWay& way, const FindingFacts& facts, const Actor& by) {
    return done(way.give_back(facts.fingerprint, reason, by));
  });
}

}  // namespace qy
