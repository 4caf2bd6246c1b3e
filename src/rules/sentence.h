// The sentence of a finding: the card's text with its figures put in.
//
//   {x} as it is · {x:money} fen in the row's currency · {x:percent} 0.123 -> 12.3% · {x:number} 12,345
//   · {x:aside} a remark that stands there only where there is one
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace qy {

using Figures = std::map<std::string, std::string>;  // column -> its value as text

// A figure that is missing is written as 未知 (unknown).
std::string fill_sentence(std::string_view pattern, const Figures& figures);
// The columns that a pattern names; fails on a brace left open or a form that is not known.
Result<std::vector<std::string>> placeholders_of(std::string_view pattern);

}  // namespace qy
