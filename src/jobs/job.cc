#include "jobs/job.h"

#include <algorithm>
#include <array>

namespace qy {
namespace {

constexpr std::array<std::string_view, 6> kStates = {"waiting", "running",   "done",
                                                     "failed",  "cancelled", "cut_off"};

}  // namespace

std::string_view name_of(JobState state) {
  return kStates.at(size_t(state));
}

Json to_json(const Job& job) {
  Json json = {{"id", job.id},
               {"kind", job.kind},
               {"user", job.user},
               {"subject", job.subject},
               {"state", std::string(name_of(job.state))},
               {"begun_at", job.begun_at},
               {"ended_at", job.ended_at},
               {"result", job.result}};
  if (job.error) json["error"] = {{"code", int(job.error->code)}, {"message", job.error->message}};
  return json;
}

Result<Job> job_from_json(std::string_view text, const std::string& what) {
  QY_TRY(const Json json, parse_json(text, what));
  try {
    Job job{.id = json.at("id"),
            .kind = json.at("kind"),
            .user = json.at("user"),
            .subject = json.at("subject"),
            .begun_at = json.at("begun_at"),
            .ended_at = json.at("ended_at"),
            .result = json.at("result")};
    const auto state = std::find(kStates.begin(), kStates.end(), json.at("state").get<std::string>());
    if (state == kStates.end()) return damaged(what);
    job.state = JobState(state - kStates.begin());
    if (job.state == JobState::done) job.share = 1;
    if (const auto error = json.find("error"); error != json.end())
      job.error = Error{Code(error->at("code").get<int>()), error->at("message")};
    return job;
  } catch (const nlohmann::json::exception& e) {
    return damaged(what + ": " + e.what());
  }
}

}  // namespace qy
