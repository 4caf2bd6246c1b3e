#include "base/date.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>

#include "base/messages.h"

namespace qy {
namespace {

std::chrono::year_month_day civil(int32_t days) {
  return std::chrono::year_month_day(std::chrono::sys_days(std::chrono::days(days)));
}

bool read_digits(std::string_view text, size_t from, size_t count, int& out) {
  out = 0;
  for (size_t i = from; i < from + count; ++i) {
    if (text[i] < '0' || text[i] > '9') return false;
    out = out * 10 + (text[i] - '0');
  }
  return true;
}

}  // namespace

Result<Date> Date::from_ymd(int year, int month, int day) {
  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > 31)
    return invalid(say(kNotADate, year, month, day));
  const std::chrono::year_month_day ymd{std::chrono::year{year}, std::chrono::month{unsigned(month)},
                                        std::chrono::day{unsigned(day)}};
  if (!ymd.ok()) return invalid(say(kNoSuchDay, year, month, day));
  return Date(int32_t(std::chrono::sys_days(ymd).time_since_epoch().count()));
}

Result<Date> Date::from_iso(std::string_view text) {
  int year = 0, month = 0, day = 0;
  if (text.size() != 10 || text[4] != '-' || text[7] != '-' || !read_digits(text, 0, 4, year) ||
      !read_digits(text, 5, 2, month) || !read_digits(text, 8, 2, day))
    return invalid(say(kNotIsoDate, text.substr(0, 40)));
  return from_ymd(year, month, day);
}

int Date::year() const {
  return int(civil(days_).year());
}
int Date::month() const {
  return int(unsigned(civil(days_).month()));
}
int Date::day() const {
  return int(unsigned(civil(days_).day()));
}

Weekday Date::weekday() const {
  const std::chrono::weekday weekday{std::chrono::sys_days(std::chrono::days(days_))};
  return Weekday(weekday.iso_encoding());
}

std::string Date::iso() const {
  const auto ymd = civil(days_);
  std::array<char, 32> text{};
  const int n = std::snprintf(text.data(), text.size(), "%04d-%02u-%02u", int(ymd.year()),
                              unsigned(ymd.month()), unsigned(ymd.day()));
  return {text.data(), size_t(n)};
}

Date Date::plus_months(int months) const {
  const auto ymd = civil(days_);
  const auto month = ymd.year() / ymd.month() + std::chrono::months(months);
  const auto last = (month / std::chrono::last).day();
  return Date(int32_t(std::chrono::sys_days(month / std::min(ymd.day(), last)).time_since_epoch().count()));
}

}  // namespace qy
