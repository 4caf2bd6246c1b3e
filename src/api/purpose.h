// What somebody reads a person's data for: X-Purpose, which goes into the log before anything is shown.
#pragma once

#include <optional>
#include <string>

#include "api/route.h"

namespace qy {

// 400 where no purpose is given; none once it is on record. `told`: what was looked at, where the object does not say; it
// stands in the sealed record and not in the log's entry.
Result<std::optional<HttpResponse>> log_purpose(ApiCall& call, const std::string& object,
                                                const std::string& told = "");

}  // namespace qy
