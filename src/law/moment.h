// A minute of a day, as the law counts hours: 2025-07-01 09:30. Everything is UTC+8.
#pragma once

#include <compare>
#include <string>
#include <string_view>

#include "base/date.h"
#include "base/result.h"

namespace qy {

struct Moment {
  Date date;
  int minute = 0;  // of the day; 1440 is the end of the day, 24:00

  // "2025-07-01 09:30", with a T for the blank too; "2025-07-01" is its 00:00.
  static Result<Moment> from_text(std::string_view text);
  std::string text() const;  // 2025-07-01 09:30

  Moment plus_minutes(int minutes) const;

  auto operator<=>(const Moment&) const = default;
};

inline constexpr int kMinutesOfDay = 24 * 60;
inline Moment end_of(Date date) {
  return {date, kMinutesOfDay};
}
inline int minutes_between(Moment from, Moment to) {
  return days_between(from.date, to.date) * kMinutesOfDay + to.minute - from.minute;
}

}  // namespace qy
