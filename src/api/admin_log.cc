// /admin/log: the signed checkpoint, what witnesses saw, and holding everything against it.
#include <algorithm>

#include "api/body.h"
#include "api/house_work.h"
#include "api/jobs.h"
#include "api/messages.h"
#include "api/problem.h"
#include "api/route.h"
#include "base/disk.h"
#include "record/act_time.h"

namespace qy {
namespace {

constexpr std::string_view kVerify = "verify";

// The name in the last signature line of a note: "— witness.example AbCd…".
std::string last_signer(const std::string& note) {
  const size_t at = note.rfind("— ");
  if (at == note.npos) return "";
  const size_t from = at + std::string_view("— ").size();
  return note.substr(from, note.find(' ', from) - from);
}

// Its second line: how many entries it was about.
int64_t size_in(const std::string& note) {
  const size_t line = note.find('\n');
  return line == note.npos ? 0 : std::atoll(note.c_str() + line + 1);
}

Result<Json> witnessed(const std::filesystem::path& workspace) {
  Json items = Json::array();
  std::error_code ec;
  for (const auto& file : std::filesystem::directory_iterator(workspace / "log" / "witnessed", ec)) {
    QY_TRY(const std::string note, read_file(file.path()));
    items.push_back({{"witness", last_signer(note)}, {"entries", std::to_string(size_in(note))}});
  }
  return items;
}

}  // namespace

Result<HttpResponse> show_log(ApiCall& call) {
  Json page;
  QY_CHECK(call.ground.work.read_log([&](const LogReader& log) -> Result<void> {
    page = {
        {"origin", log.head().origin}, {"entries", std::to_string(log.head().size)}, {"note", log.note()}};
    return {};
  }));
  QY_TRY(page["witnessed"], witnessed(call.ground.workspace));
  return json_response(page);
}

Result<HttpResponse> verify_log(ApiCall& call) {
  BodyReader body(call.body);
  if (auto refused = body.refusal()) return *refused;
  if (call.ground.jobs.is_at_work(std::string(kVerify))) return problem(409, say(kVerifyAtWork));
  QY_TRY(const Job job,
         call.ground.jobs.begin({"verify", call.officer.user, std::string(kVerify), "look"},
                                [verify = call.ground.work.verify](JobRun& run) { return verify(run); }));
  return job_response(job, 202);
}

}  // namespace qy
