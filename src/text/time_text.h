// The time of day behind a date.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace qy {

struct TimeOfDay {
  int64_t microseconds = 0;           // since midnight; 24:00 is the midnight that follows
  std::optional<int> offset_minutes;  // east of UTC, where the text names it
};

// The whole of `text` must be one: "", T09:30, 09:30:00.5Z, 9:30 PM, 093000, 9时30分, 下午3:30, 09:30+08:00.
std::optional<TimeOfDay> read_time_of_day(std::string_view text);

}  // namespace qy
