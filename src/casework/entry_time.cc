#include "casework/entry_time.h"

namespace qy {
namespace {

constexpr int64_t kMinuteMs = 60'000, kChinaMinutes = 8 * 60;

}  // namespace

Moment moment_of(int64_t at_ms) {
  const int64_t minutes = at_ms / kMinuteMs + kChinaMinutes;
  return {Date::from_days(int32_t(minutes / kMinutesOfDay)), int(minutes % kMinutesOfDay)};
}

int64_t ms_of(Moment at) {
  return (int64_t(at.date.days()) * kMinutesOfDay + at.minute - kChinaMinutes) * kMinuteMs;
}

}  // namespace qy
