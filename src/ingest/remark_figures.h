// Figures as remarks write them, and what is reckoned of them. Private to this folder.
#pragma once

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <string>
#include <vector>

namespace qy {

inline std::string number(int64_t value) {
  return std::to_string(value);
}

inline std::string percent(double share) {
  char text[32];
  std::snprintf(text, sizeof text, share < 0.0995 ? "%.1f%%" : "%.0f%%", 100 * share);
  return text;
}

inline double share(int64_t part, int64_t whole) {
  return whole == 0 ? 0 : double(part) / double(whole);
}

inline int64_t median(std::vector<int64_t> values) {
  if (values.empty()) return 0;
  std::nth_element(values.begin(), values.begin() + long(values.size() / 2), values.end());
  return values[values.size() / 2];
}

}  // namespace qy
