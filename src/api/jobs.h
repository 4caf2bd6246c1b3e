// A job as the pages see it.
#pragma once

#include "http/message.h"
#include "jobs/job.h"

namespace qy {

HttpResponse job_response(const Job& job, int status = 200);

}  // namespace qy
