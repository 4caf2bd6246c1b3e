// One step of one finding's way (leads/finding_way.h), with what the officer had before his eyes.
#pragma once

#include <functional>
#include <string>

#include "api/route.h"
#include "leads/finding_way.h"

namespace qy {

struct FindingStep {
  bool has_moved = false;  // somebody acted on it, or screened anew, since he looked: nothing changed
  Row row;                 // where it stands now, where it has not moved
};

using TakeStep = std::function<Result<void>(FindingWay& way, const FindingFacts& facts, const Actor& by)>;

// `seen`: the ETag that he was shown. Fails as the way itself refuses.
Result<FindingStep> take_step(ApiCall& call, const Screening& screening, const Finding& finding,
                              const std::string& seen, const std::string& role, const TakeStep& take);

}  // namespace qy
