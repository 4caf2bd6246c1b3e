// What becomes of a finding: the same way (leads/finding_way.h) that the commands take.
#include <functional>

#include "api/body.h"
#include "api/etag.h"
#include "api/messages.h"
#include "api/problem.h"
#include "api/route.h"
#include "api/shelf.h"
#include "leads/finding_way.h"

namespace qy {
namespace {

constexpr size_t kReasonBytes = 6'000, kUnitBytes = 300;

// Takes a step with what the officer had before his eyes, and answers with where the finding stands now.
Result<HttpResponse> step(
    ApiCall& call, const std::string& role,
    const std::function<Result<void>(FindingWay&, const FindingFacts&, const Actor&)>& take) {
  QY_TRY(const auto screening, call.shelf.latest());
  const Finding* finding = screening->finding(call.in_path["id"]);
  if (finding == nullptr) return problem(404, say(kNothingHere));
  QY_TRY(const FindingFacts facts, finding_on_record(*screening, finding->fingerprint));
  RecordBook& records = *call.book;
  QY_TRY(const auto rows, records.select("finding_exit", {{"id", finding->fingerprint}}));
  const int64_t version = rows.empty() ? 0 : rows.front().version;
  if (call.request.field("if-match") != etag_of(screening->run.run_id, finding->fingerprint, version))
    return problem(412, say(kMovedSince));
  SeenBook seen(records, "finding_exit", finding->fingerprint, version);
  FindingWay way(seen, call.ground.clock);
  const Result<void> done = take(way, facts, {call.officer.user, role});
  if (seen.moved()) return problem(412, say(kMovedSince));
  QY_CHECK(done);
  QY_TRY(const Row row, records.find("finding_exit", finding->fingerprint));
  return finding_response(call, *screening, *finding, row);
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
  const std::string text = body.text("text", 1, kReasonBytes);
  if (const auto refused = body.refusal()) return *refused;
  return step(call, "data_analyst", [&](FindingWay& way, const FindingFacts& facts, const Actor& by) {
    return done(way.answer(facts.fingerprint, text, by));
  });
}

Result<HttpResponse> decide_finding(ApiCall& call) {
  BodyReader body(call.body);
  const std::string name = body.text("exit", 1, 40), reason = body.text("reason", 1, kReasonBytes);
  if (const auto refused = body.refusal()) return *refused;
  const auto exit = exit_of(name);
  if (!exit) return problem(422, say(kNoExit, name), {{"/exit", say(kNoExit, name)}});
  return step(call, "data_analyst", [&](FindingWay& way, const FindingFacts& facts, const Actor& by) {
    return done(way.decide(facts, *exit, reason, by));
  });
}

Result<HttpResponse> accept_finding(ApiCall& call) {
  BodyReader body(call.body);
  const std::string reason = body.text("reason", 1, kReasonBytes);
  if (const auto refused = body.refusal()) return *refused;
  return step(call, "case_management", [&](FindingWay& way, const FindingFacts& facts, const Actor& by) {
    return done(way.accept(facts, reason, by));
  });
}

Result<HttpResponse> return_finding(ApiCall& call) {
  BodyReader body(call.body);
  const std::string reason = body.text("reason", 1, kReasonBytes);
  if (const auto refused = body.refusal()) return *refused;
  return step(call, "case_management", [&](FindingWay& way, const FindingFacts& facts, const Actor& by) {
    return done(way.give_back(facts.fingerprint, reason, by));
  });
}

}  // namespace qy
