// Keys and numbers of acts about leads.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace qy {

// One key for one intention: whoever asks the same again gets the same key (record/act.h).
std::string act_key(const std::vector<std::string>& parts);
// "2026-" and 7: "2026-0007", so that numbers of a year stand in order.
std::string lead_number(const std::string& prefix, int64_t number);

}  // namespace qy
