// What was done about a matter, as the pages show it: who, in which role, when, on which basis, and where it stands in
// the log.
#pragma once

#include <vector>

#include "api/officer_names.h"
#include "base/json.h"
#include "record/act.h"

namespace qy {

Result<Json> json_of(const std::vector<PastAct>& acts, OfficerNames& names);

// The last that is no reading; -1 where there is none.
int64_t last_entry(const std::vector<PastAct>& acts);

}  // namespace qy
