// Numbers of one series stand in order as texts: "2026-" and 7 give 2026-0007.
#pragma once

#include <cstdint>
#include <string>

namespace qy {

inline std::string numbered(const std::string& prefix, int64_t number) {
  const std::string digits = std::to_string(number);
  return prefix + std::string(digits.size() < 4 ? 4 - digits.size() : 0, '0') + digits;
}

}  // namespace qy
