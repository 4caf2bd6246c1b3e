#include "ingest/serial_date.h"

#include <array>
#include <cmath>
#include <cstdint>
#include <cstdio>

#include "base/date.h"

namespace qy {
namespace {

constexpr int64_t kSecondsPerDay = 86'400;
constexpr int64_t kLastDay = 2'958'465;  // 9999-12-31 on the 1900 base
constexpr int64_t kFalseLeapDay = 60;
constexpr int64_t kBetweenBases = 1462;  // the same day on both, the false leap day included

std::string day_text(int64_t day_1900) {
  if (day_1900 == kFalseLeapDay) return "1900-02-29";
  // Unix day 0 is 25569 on the 1900 base; before the false leap day one less was counted.
  const int64_t unix_day = day_1900 - 25'569 + (day_1900 < kFalseLeapDay ? 1 : 0);
  return Date::from_days(int32_t(unix_day)).iso();
}

std::string time_text(int64_t second) {
  std::array<char, 16> text;
  const int size = std::snprintf(text.data(), text.size(), "%02d:%02d:%02d", int(second / 3600),
                                 int(second / 60 % 60), int(second % 60));
  return {text.data(), size_t(size)};
}

}  // namespace

std::optional<std::string> serial_date(double serial, DateBase base) {
  if (!(serial >= 0) || serial > double(kLastDay + 1)) return std::nullopt;
  auto day = int64_t(std::floor(serial));
  auto second = int64_t(std::llround((serial - std::floor(serial)) * double(kSecondsPerDay)));
  if (second == kSecondsPerDay) {
    ++day;
    second = 0;
  }
  const bool has_day = base == DateBase::y1904 ? serial >= 1 || second == 0 : day >= 1;
  if (!has_day) return second > 0 ? std::optional(time_text(second)) : std::nullopt;
  if (base == DateBase::y1904) day += kBetweenBases;
  if (day > kLastDay) return std::nullopt;
  return second > 0 ? day_text(day) + "T" + time_text(second) : day_text(day);
}

}  // namespace qy
