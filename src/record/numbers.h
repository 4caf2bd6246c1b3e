// Numbers of one series stand in order as texts: "2026-" and 7 give 2026-0007.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "record/act.h"

namespace qy {

inline std::string numbered(const std::string& prefix, int64_t number, size_t least_digits = 4) {
  const std::string digits = std::to_string(number);
  return prefix + std::string(digits.size() < least_digits ? least_digits - digits.size() : 0, '0') + digits;
}

// What `write` records under the next number of a series; returns that number. Another may take it between asking for it and writing:
// then the one after it is asked for. So `write` checks again whatever the other may have changed.
Result<std::string> under_next_number(RecordBook& book, std::string_view table, const std::string& prefix,
                                      const std::function<Result<Recorded>(const std::string&)>& write,
                                      size_t least_digits = 4);

}  // namespace qy
