#include "law/moment.h"

#include "law/messages.h"
#include "text/digits.h"

namespace qy {
namespace {

std::string two_digits(int number) {
  return {char('0' + number / 10), char('0' + number % 10)};
}

}  // namespace

Result<Moment> Moment::from_text(std::string_view text) {
  QY_TRY(const Date date, Date::from_iso(text.substr(0, 10)));
  if (text.size() <= 10) return Moment{date, 0};
  const std::string_view time = text.substr(10);
  const bool is_shaped = time.size() == 6 && (time[0] == ' ' || time[0] == 'T') && is_digit(time[1]) &&
                         is_digit(time[2]) && time[3] == ':' && is_digit(time[4]) && is_digit(time[5]);
  const int hour = is_shaped ? (time[1] - '0') * 10 + time[2] - '0' : 99;
  const int minute = is_shaped ? (time[4] - '0') * 10 + time[5] - '0' : 99;
  if (hour > 24 || minute > 59 || hour * 60 + minute > kMinutesOfDay) return invalid(say(kNoMoment, text));
  return Moment{date, hour * 60 + minute};
}

std::string Moment::text() const {
  return date.iso() + " " + two_digits(minute / 60) + ":" + two_digits(minute % 60);
}

Moment Moment::plus_minutes(int minutes) const {
  const int total = minute + minutes;
  const int days = total >= 0 ? total / kMinutesOfDay : -((-total + kMinutesOfDay - 1) / kMinutesOfDay);
  return {date.plus_days(days), total - days * kMinutesOfDay};
}

}  // namespace qy
