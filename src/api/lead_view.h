// A lead as its page shows it, once it is known that he may read it.
#pragma once

#include "api/route.h"

namespace qy {

// With its ETag.
Result<HttpResponse> lead_response(ApiCall& call, const Row& row, int status = 200);

}  // namespace qy
