// A civil date, as the law counts days: no time of day, no zone (everything the program reads is UTC+8).
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace qy {

enum class Weekday { monday = 1, tuesday, wednesday, thursday, friday, saturday, sunday };

class Date {
 public:
  Date() = default;  // 1970-01-01

  // Fails on a day that the calendar does not have (2023-02-29) and on years outside 1..9999.
  static Result<Date> from_ymd(int year, int month, int day);
  // Strict YYYY-MM-DD; looser spellings are text/date_text.h's business.
  static Result<Date> from_iso(std::string_view text);
  // Days since 1970-01-01, the form in which the lake stores dates.
  static Date from_days(int32_t days) { return Date(days); }

  int32_t days() const { return days_; }
  int year() const;
  int month() const;
  int day() const;
  Weekday weekday() const;
  std::string iso() const;

  Date plus_days(int days) const { return Date(days_ + days); }
  // The same day of a later (or earlier) month; the last day of it where that month is shorter.
  Date plus_months(int months) const;

  auto operator<=>(const Date&) const = default;

 private:
  explicit Date(int32_t days) : days_(days) {}
  int32_t days_ = 0;
};

inline int days_between(Date from, Date to) {
  return to.days() - from.days();
}

}  // namespace qy
