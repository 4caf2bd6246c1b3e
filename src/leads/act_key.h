// Keys of acts about leads.
#pragma once

#include <string>
#include <vector>

namespace qy {

// One key for one intention: whoever asks the same again gets the same key (record/act.h).
std::string act_key(const std::vector<std::string>& parts);

}  // namespace qy
