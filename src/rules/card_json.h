// One rule's card as JSON: what `rules list --json` prints and the workbench shows.
#pragma once

#include "base/json.h"
#include "rules/rule_set.h"

namespace qy {

Json json_of(const Rule& rule);

}  // namespace qy
