#include "text/date_text.h"

#include <algorithm>
#include <optional>
#include <string>

#include "text/civil_text.h"
#include "text/normalize.h"
#include "text/time_text.h"
#include "text/utf8.h"

namespace qy {
namespace {

struct Moment {
  ReadDate date;
  TimeOfDay time;
};

// In UTC+8, where the text names another offset.
constexpr int kOurOffsetMinutes = 8 * 60;
constexpr int64_t kDayMicroseconds = 86'400'000'000;

int64_t wall_microseconds(const Moment& moment) {
  int64_t at = int64_t(moment.date.date.days()) * kDayMicroseconds + moment.time.microseconds;
  if (moment.time.offset_minutes) at += int64_t(kOurOffsetMinutes - *moment.time.offset_minutes) * 60'000'000;
  return at;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

std::optional<Moment> read_moment(std::string_view text, DateOrder order) {
  Scanner scan(trimmed(text));
  const std::optional<Civil> civil = take_civil(scan, order);
  // A year such as 0024 or 0001 is a slip or a program's zero, never a payment's.
  if (!civil || civil->year < 1000 || (civil->whole_month && !scan.at_end())) return std::nullopt;
  const Result<Date> date = Date::from_ymd(civil->year, civil->month, civil->day);
  if (!date.ok()) return std::nullopt;
  Moment moment{{*date, civil->whole_month}, {}};
  if (!scan.at_end()) {
    const std::optional<TimeOfDay> time = read_time_of_day(scan.rest());
    if (!time) return std::nullopt;
    moment.time = *time;
  }
  return moment;
}

// As it stands; else, when full-width characters may be in the way, its normalised copy.
std::optional<Moment> read_any_moment(std::string_view text, DateOrder order) {
  constexpr size_t kLongest = 80;
  if (text.size() > kLongest) return std::nullopt;
  std::optional<Moment> moment = read_moment(text, order);
  if (!moment && !is_ascii(text)) moment = read_moment(normalize(text), order);
  return moment;
}

Error not_a_date(std::string_view text, DateOrder order) {
  size_t length = std::min<size_t>(text.size(), 40);
  while (length > 0 && length < text.size() && (uint8_t(text[length]) & 0xC0U) == 0x80) --length;
  return invalid("not a date in the order " + std::string(name_of(order)) + ": " +
                 std::string(text.substr(0, length)));
}

}  // namespace

std::string_view name_of(DateOrder order) {
  switch (order) {
    case DateOrder::ymd:
      return "ymd";
    case DateOrder::dmy:
      return "dmy";
    case DateOrder::mdy:
      return "mdy";
  }
  return "";
}

Result<ReadDate> read_date(std::string_view text, DateOrder order) {
  const std::optional<Moment> moment = read_any_moment(text, order);
  if (!moment) return not_a_date(text, order);
  if (!moment->time.offset_minutes) return moment->date;
  const int64_t at = wall_microseconds(*moment);
  const int64_t days = at >= 0 ? at / kDayMicroseconds : -((-at + kDayMicroseconds - 1) / kDayMicroseconds);
  return ReadDate{Date::from_days(int32_t(days)), false};
}

Result<int64_t> read_timestamp(std::string_view text, DateOrder order) {
  const std::optional<Moment> moment = read_any_moment(text, order);
  if (!moment) return not_a_date(text, order);
  if (moment->date.whole_month)
    return invalid("a month is no point in time, its day is missing: " + std::string(text));
  return wall_microseconds(*moment);
}

Result<Date> date_of_serial(double serial, bool is_1904) {
  constexpr double kLastSerial = 2'958'465;  // 9999-12-31
  constexpr int kEpoch1900 = -25'569;        // 1899-12-30, right for every serial past the false leap day
  constexpr int kEpoch1904 = -24'107;        // 1904-01-01
  const double first = is_1904 ? 0 : 1;
  if (!(serial >= first && serial < kLastSerial + 1))
    return invalid("not a date's serial: " + std::to_string(serial));
  const int days = int(serial);
  if (is_1904) return Date::from_days(kEpoch1904 + days);
  if (days == 60) return invalid("serial 60 is 1900-02-29, a day that never was");
  return Date::from_days(kEpoch1900 + days + (days < 60 ? 1 : 0));
}

Result<DateOrder> infer_date_order(const std::vector<std::string_view>& samples) {
  std::optional<DateOrder> found;
  std::vector<Date> reading;
  for (const DateOrder order : {DateOrder::ymd, DateOrder::dmy, DateOrder::mdy}) {
    std::vector<Date> dates;
    for (const std::string_view sample : samples) {
      const std::optional<Moment> moment = read_any_moment(sample, order);
      if (!moment) break;
      dates.push_back(moment->date.date);
    }
    if (samples.empty() || dates.size() < samples.size()) continue;
    if (found && dates != reading)
      return invalid("the samples can be read as " + std::string(name_of(*found)) + " and as " +
                     std::string(name_of(order)) + ": say which in the profile");
    if (!found) {
      found = order;
      reading = std::move(dates);
    }
  }
  if (!found) return invalid("no order of day, month and year reads every sample");
  return *found;
}

}  // namespace qy
