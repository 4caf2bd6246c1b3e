// A job as the pages see it.
#pragma once

#include <functional>
#include <string>

#include "api/route.h"
#include "jobs/job_board.h"

namespace qy {

HttpResponse job_response(const Job& job, int status = 200);

// Begins it for the one who asks; the work is done with his rights in that role. `subject`: what it is about, `lane`: see
// jobs/job_board.h.
using OfficerWork = std::function<Result<void>(JobRun&, RecordBook& his, const Actor& by)>;
Result<HttpResponse> begin_as(ApiCall& call, const std::string& role, const std::string& kind,
                              const std::string& subject, const std::string& lane, OfficerWork work);

}  // namespace qy
