// What a case expects against what the rule gave.
#pragma once

#include <string>
#include <vector>

#include "rules/cases.h"

namespace qy {

// One sentence for each difference; empty where the rule gave what was wanted and nothing else.
std::vector<std::string> compare_case(const Case& one, const Rows& rows);

}  // namespace qy
