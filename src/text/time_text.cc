#include "text/time_text.h"

#include "text/scanner.h"

namespace qy {
namespace {

struct Clock12 {
  bool is_given = false;
  bool is_afternoon = false;
};

Clock12 take_half_of_day(Scanner& scan) {
  if (scan.take("AM") || scan.take("am") || scan.take("a.m.") || scan.take("上午")) return {true, false};
  if (scan.take("PM") || scan.take("pm") || scan.take("p.m.") || scan.take("下午")) return {true, true};
  return {};
}

// A point and up to nine digits; those past the sixth are dropped.
bool take_fraction(Scanner& scan, int64_t& microseconds) {
  char point = 0;
  if (!scan.take_any(".,", point)) return true;
  const size_t from = scan.at();
  const Scanner::Number fraction = scan.number();
  if (fraction.digits == 0 || fraction.digits > 9) return false;
  int64_t scale = 100'000;
  for (size_t i = from; i < scan.at() && scale > 0; ++i, scale /= 10) {
    Scanner digit = scan;
    digit.go_to(i);
    microseconds += (digit.peek() - '0') * scale;
  }
  return true;
}

bool take_offset(Scanner& scan, std::optional<int>& minutes) {
  scan.skip_blanks();
  if (scan.take("Z") || scan.take("UTC") || scan.take("GMT")) minutes = 0;
  char sign = 0;
  if (minutes || !scan.take_any("+-", sign)) return true;
  Scanner::Number hours = scan.number();
  int rest = 0;
  if (hours.digits == 4) {
    rest = hours.value % 100;
    hours = {hours.value / 100, 2};
  } else if (scan.take(":")) {
    const Scanner::Number after = scan.number();
    if (after.digits != 2) return false;
    rest = after.value;
  }
  if (hours.digits != 2 || hours.value > 15 || rest > 59) return false;
  minutes = (sign == '-' ? -1 : 1) * (hours.value * 60 + rest);
  return true;
}

struct Hms {
  int hour = 0, minute = 0, second = 0;
  int64_t microseconds = 0;
};

bool short_number(const Scanner::Number& n) {
  return n.digits == 1 || n.digits == 2;
}

// 9时30分15秒, 9点
bool take_chinese(Scanner& scan, Hms& hms) {
  const size_t from = scan.at();
  Scanner::Number n = scan.number();
  if (!short_number(n) || !(scan.take("时") || scan.take("点"))) {
    scan.go_to(from);
    return false;
  }
  hms.hour = n.value;
  if (!scan.peeks_digit()) return true;
  n = scan.number();
  hms.minute = n.value;
  if (!short_number(n) || !scan.take("分")) return false;
  if (!scan.peeks_digit()) return true;
  n = scan.number();
  hms.second = n.value;
  return short_number(n) && scan.take("秒");
}

bool take_plain(Scanner& scan, Hms& hms) {
  Scanner::Number n = scan.number();
  if (n.digits == 4 || n.digits == 6) {
    const int hhmmss = n.digits == 4 ? n.value * 100 : n.value;
    hms = {hhmmss / 10000, hhmmss / 100 % 100, hhmmss % 100, 0};
    return take_fraction(scan, hms.microseconds);
  }
  hms.hour = n.value;
  if (!short_number(n) || !scan.take(":")) return false;
  n = scan.number();
  hms.minute = n.value;
  if (n.digits != 2) return false;
  if (!scan.take(":")) return true;
  n = scan.number();
  hms.second = n.value;
  return n.digits == 2 && take_fraction(scan, hms.microseconds);
}

bool to_24_hours(const Clock12& half, Hms& hms) {
  if (half.is_given && hms.hour >= 1 && hms.hour <= 12)
    hms.hour = hms.hour % 12 + (half.is_afternoon ? 12 : 0);
  if (hms.minute > 59 || hms.second > 59) return false;
  return hms.hour < 24 || (hms.hour == 24 && hms.minute == 0 && hms.second == 0 && hms.microseconds == 0);
}

}  // namespace

std::optional<TimeOfDay> read_time_of_day(std::string_view text) {
  Scanner scan(text);
  TimeOfDay time;
  if (!scan.take("T")) scan.skip_blanks();
  if (scan.at_end()) return text.empty() || text[0] != 'T' ? std::optional(time) : std::nullopt;
  Clock12 half = take_half_of_day(scan);
  scan.skip_blanks();
  Hms hms;
  if (!take_chinese(scan, hms) && !take_plain(scan, hms)) return std::nullopt;
  scan.skip_blanks();
  if (!half.is_given) half = take_half_of_day(scan);
  if (!to_24_hours(half, hms) || !take_offset(scan, time.offset_minutes)) return std::nullopt;
  scan.skip_blanks();
  if (!scan.at_end()) return std::nullopt;
  time.microseconds =
      ((int64_t(hms.hour) * 60 + hms.minute) * 60 + hms.second) * 1'000'000 + hms.microseconds;
  return time;
}

}  // namespace qy
