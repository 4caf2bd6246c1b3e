#include "base/clock.h"

#include <chrono>
#include <cstdio>

namespace qy {
namespace {
constexpr int64_t kDayMs = 86'400'000;
constexpr int64_t kChinaOffsetMs = 8 * 3'600'000;

int32_t china_days(int64_t now_ms) {
  const int64_t local = now_ms + kChinaOffsetMs;
  return int32_t(local >= 0 ? local / kDayMs : (local - kDayMs + 1) / kDayMs);
}
}  // namespace

Date Clock::today() const {
  return Date::from_days(china_days(now_ms()));
}

std::string Clock::stamp() const {
  const int64_t local = now_ms() + kChinaOffsetMs;
  const int64_t seconds = (local - int64_t(china_days(now_ms())) * kDayMs) / 1000;
  char time[40];
  const int n = std::snprintf(time, sizeof time, "T%02d:%02d:%02d+08:00", int(seconds / 3600),
                              int(seconds / 60 % 60), int(seconds % 60));
  return today().iso() + std::string(time, size_t(n));
}

int64_t SystemClock::now_ms() const {
  return std::chrono::duration_cast<std::chrono::milliseconds>(
             std::chrono::system_clock::now().time_since_epoch())
      .count();
}

}  // namespace qy
