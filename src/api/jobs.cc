// /jobs: long work of one's own: how far it is, what came of it, and stopping it.
#include "api/jobs.h"

#include "api/problem.h"
#include "api/route.h"
#include "api/taken_in.h"

namespace qy {
namespace {

constexpr size_t kMostListed = 50;

Json job_json(const Job& job) {
  Json json = {{"id", job.id},
               {"kind", job.kind},
               {"subject", job.subject},
               {"state", std::string(name_of(job.state))},
               {"begun_at", job.begun_at},
               {"ended_at", job.ended_at},
               {"share", job.share},
               {"result", job.result}};
  if (job.error) json["problem"] = problem_json(*job.error, 413);
  return json;
}

}  // namespace

HttpResponse job_response(const Job& job, int status) {
  HttpResponse response = json_response(job_json(job), status);
  if (status == 202) response.fields.emplace_back("Location", "/api/v1/jobs/" + job.id);
  return response;
}

Result<HttpResponse> list_jobs(ApiCall& call) {
  Json::array_t items;
  for (const Job& job : call.ground.jobs.of(call.officer.user)) {
    if (items.size() == kMostListed) break;
    items.push_back(job_json(job));
  }
  tell_undone(call.ground, items);
  return json_response({{"items", items}});
}

Result<HttpResponse> show_job(ApiCall& call) {
  QY_TRY(const Job job, call.ground.jobs.find(call.in_path["id"], call.officer.user));
  Json json = job_json(job);
  tell_undone(call.ground, {&json, 1});
  return json_response(json);
}

Result<HttpResponse> cancel_job(ApiCall& call) {
  QY_TRY(const Job job, call.ground.jobs.cancel(call.in_path["id"], call.officer.user));
  return job_response(job);
}

Result<HttpResponse> begin_as(ApiCall& call, const std::string& role, const std::string& kind,
                              const std::string& subject, const std::string& lane, OfficerWork work) {
  const ApiGround& ground = call.ground;
  const Actor by{call.officer.user, role};
  QY_TRY(const Job job, call.ground.jobs.begin(
                            {kind, by.user, subject, lane},
                            [&ground, by, work = std::move(work)](JobRun& run) -> Result<void> {
                              QY_TRY(Asker asker, asker_in(ground.records, by.user, by.role));
                              GuardedBook his(ground.records, ground.rights, std::move(asker), ground.clock);
                              return work(run, his, by);
                            }));
  return job_response(job, 202);
}

}  // namespace qy
