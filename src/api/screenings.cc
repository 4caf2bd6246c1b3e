// /screening: what the findings at hand were found in, what has come into the lake since or was undone, and a screening anew.
// /practice: a made-up county into a lake that has nothing.
#include "api/body.h"
#include "api/house_work.h"
#include "api/jobs.h"
#include "api/messages.h"
#include "api/problem.h"
#include "api/route.h"
#include "api/shelf.h"
#include "lake/lake.h"

namespace qy {
namespace {

constexpr const char* kAnalystRole = "data_analyst";
constexpr const char* kSubject = "screening";  // one at a time

std::set<std::string> sources_in(const std::vector<BatchManifest>& batches) {
  std::set<std::string> sources;
  for (const BatchManifest& batch : batches)
    for (const SourceManifest& source : batch.sources) sources.insert(source.source_id);
  return sources;
}

}  // namespace

Result<HttpResponse> show_screening(ApiCall& call) {
  QY_TRY(const Lake lake, Lake::open(call.ground.workspace, call.ground.tables));
  QY_TRY(const auto batches, lake.batches());
  std::set<std::string> added = sources_in(batches);
  Json answer = {{"files", added.size()}, {"undone", 0}, {"last", nullptr}};
  const auto screening = call.shelf.latest();
  if (!screening.ok() && screening.error().code != Code::not_found) return screening.error();
  if (screening.ok()) {
    const RunInfo& run = (*screening)->run;
    int64_t undone = 0;
    for (const SourceFile& source : run.sources) undone += added.erase(source.source_id) == 0 ? 1 : 0;
    answer["undone"] = undone;
    answer["last"] = {{"run", run.run_id},
                      {"as_of", run.as_of},
                      {"started_at", run.started_at},
                      {"findings", (*screening)->findings.size()}};
  }
  answer["added"] = added.size();
  answer["at_work"] = call.ground.jobs.is_at_work(kSubject);
  return json_response(answer);
}

Result<HttpResponse> begin_screening(ApiCall& call) {
  BodyReader body(call.body);
  const auto day = body.day_if_there("as_of");
  if (day && *day > call.ground.clock.today()) body.fault("/as_of", say(kDayAhead));
  if (auto refused = body.refusal()) return *refused;
  QY_TRY(const Lake lake, Lake::open(call.ground.workspace, call.ground.tables));
  QY_TRY(const auto batches, lake.batches());
  if (batches.empty()) return problem(409, say(kNothingToScreen));
  if (call.ground.jobs.is_at_work(kSubject)) return problem(409, say(kScreeningAtWork));
  return begin_as(
      call, kAnalystRole, "screen", kSubject, "lake",
      [&work = call.ground.work, as_of = day ? day->iso() : std::string()](
          JobRun& run, RecordBook& his, const Actor& by) { return work.screen(run, his, by, as_of); });
}

Result<HttpResponse> begin_practice(ApiCall& call) {
  BodyReader body(call.body);
  if (auto refused = body.refusal()) return *refused;
  QY_TRY(const Lake lake, Lake::open(call.ground.workspace, call.ground.tables));
  QY_TRY(const auto batches, lake.batches());
  if (!batches.empty()) return problem(409, say(kNoPracticeHere));
  if (call.ground.jobs.is_at_work(kSubject)) return problem(409, say(kScreeningAtWork));
  return begin_as(call, kAnalystRole, "practice", kSubject, "lake", call.ground.work.practise);
}

}  // namespace qy
