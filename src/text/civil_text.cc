// A date is read by what it begins with:
//
//   2024…  a year: 2024-01-05, 2024年1月5日, 20240105, 2024-01, in every order
//   5…     a day, a month or a short year, as the order says: 05/01/2024; or a day before a month's name
//   J…     a month's name: January 5, 2024; Jan-24
//   二…    Chinese numerals: 二〇二四年一月五日
//
// Counter-examples: 5/6 (no year), 2024-13-01, 05/01-2024 (two separators), 5月1日 (no year).
#include "text/civil_text.h"

#include <array>
#include <string_view>

#include "text/utf8.h"

namespace qy {
namespace {

using Number = Scanner::Number;

int full_year(const Number& n) {
  if (n.digits == 4) return n.value;
  if (n.digits == 2) return n.value < 70 ? 2000 + n.value : 1900 + n.value;
  return 0;  // no year at all: Date refuses it
}

bool short_number(const Number& n) {
  return n.digits == 1 || n.digits == 2;
}

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? char(c + 32) : c;
}

// 1..12 for Jan, Sept, JANUARY; 0 for no month.
int month_named(std::string_view word) {
  constexpr std::array<std::string_view, 12> kMonths{"january",   "february", "march",    "april",
                                                     "may",       "june",     "july",     "august",
                                                     "september", "october",  "november", "december"};
  for (size_t m = 0; m < kMonths.size(); ++m) {
    const std::string_view month = kMonths[m];
    if (word.size() < 3 || word.size() > month.size()) continue;
    bool same = true;
    for (size_t i = 0; i < word.size() && same; ++i) same = lower(word[i]) == month[i];
    const bool is_abbreviation = word.size() == 3 || (m == 8 && word.size() == 4);
    if (same && (is_abbreviation || word.size() == month.size())) return int(m) + 1;
  }
  return 0;
}

// A separator with blanks around it; a blank alone is one too.
bool take_separator(Scanner& scan, char& separator) {
  const size_t from = scan.at();
  scan.skip_blanks();
  if (!scan.take_any("-/.", separator)) {
    separator = ' ';
    return scan.at() > from;
  }
  scan.skip_blanks();
  return true;
}

// 0..9, -1 for no digit.
int han_digit(char32_t c) {
  constexpr std::u32string_view kCommon = U"〇一二三四五六七八九", kFormal = U"零壹贰叁肆伍陆柒捌玖";
  if (const size_t at = kCommon.find(c); at != std::u32string_view::npos) return int(at);
  if (const size_t at = kFormal.find(c); at != std::u32string_view::npos) return int(at);
  return c == U'○' || c == U'Ｏ' || c == U'◯' ? 0 : c == U'兩' || c == U'贰' || c == U'貳' ? 2 : -1;
}

// 二〇二四 as digits, 二十五 as a number, 零伍 and 廿五 too; digits 0 when no numeral is there.
Number take_han(Scanner& scan) {
  Number n;
  int last = -1;
  bool has_ten = false;
  while (!scan.at_end()) {
    const std::string_view rest = scan.rest();
    size_t length = 0;
    const char32_t c = next_code_point(rest, length);
    const int digit = han_digit(c);
    const int tens = c == U'十' || c == U'拾' ? 1 : c == U'廿' ? 2 : c == U'卅' ? 3 : 0;
    if ((digit < 0 && tens == 0) || n.digits > 8) break;
    if (tens > 0) {
      // 十五, 二十五, 贰拾伍, 零拾: the digit before it counts tens.
      n.value = has_ten || n.digits > 2 ? 1'000'000 : 10 * tens * (last < 1 ? 1 : last);
      has_ten = true;
    } else {
      n.value = has_ten ? n.value + digit : n.value * 10 + digit;
    }
    last = digit;
    ++n.digits;
    scan.go_to(scan.at() + length);
  }
  if (has_ten) n.digits = n.value < 100 ? 2 : 9;
  return n;
}

Number take_number(Scanner& scan) {
  return scan.peeks_digit() ? scan.number() : take_han(scan);
}

// What follows 年.
std::optional<Civil> take_after_nian(Scanner& scan, const Number& year) {
  Civil civil{full_year(year), 0};
  scan.skip_blanks();
  const Number month = take_number(scan);
  scan.skip_blanks();
  if (!short_number(month) || !(scan.take("月份") || scan.take("月"))) return std::nullopt;
  civil.month = month.value;
  scan.skip_blanks();
  const size_t before_day = scan.at();
  const Number day = take_number(scan);
  if (day.digits == 0) {
    scan.go_to(before_day);
    civil.whole_month = true;
    return civil;
  }
  if (!short_number(day)) return std::nullopt;
  civil.day = day.value;
  scan.skip_blanks();
  if (!scan.take("日")) scan.take("号");
  return civil;
}

std::optional<Civil> compact(Scanner& scan, size_t from, const Number& n, DateOrder order) {
  if (n.digits == 6 && order == DateOrder::ymd && n.value / 100 >= 1900 && n.value / 100 <= 2099)
    return Civil{n.value / 100, n.value % 100, 1, true};
  if (n.digits != 8 && n.digits != 12 && n.digits != 14) return std::nullopt;
  scan.go_to(from + 8);
  int ymd = 0;
  Scanner digits = scan;
  digits.go_to(from);
  for (const char c : digits.rest().substr(0, 8)) ymd = ymd * 10 + (c - '0');
  return Civil{ymd / 10000, ymd / 100 % 100, ymd % 100};
}

std::optional<Civil> take_after_year(Scanner& scan, const Number& year) {
  char first = 0, second = 0;
  if (!take_separator(scan, first)) return std::nullopt;
  Civil civil{full_year(year), 0};
  const bool is_named = Scanner::is_letter(scan.peek());
  const Number month = is_named ? Number{month_named(scan.word()), 2} : scan.number();
  if (!short_number(month)) return std::nullopt;
  civil.month = month.value;
  const size_t before = scan.at();
  if (take_separator(scan, second) && (second == first || is_named) && scan.peeks_digit()) {
    const Number day = scan.number();
    if (!short_number(day)) return std::nullopt;
    civil.day = day.value;
    return civil;
  }
  scan.go_to(before);
  civil.whole_month = true;
  return civil;
}

void skip_ordinal(Scanner& scan) {
  if (!scan.take("st") && !scan.take("nd") && !scan.take("rd")) scan.take("th");
}

// Between a month's name and the year: blanks, a comma, a point, a hyphen, an apostrophe.
void skip_to_year(Scanner& scan) {
  char skipped = 0;
  while (scan.take_any(" -/.,'", skipped)) {
  }
}

std::optional<Civil> take_day_before_name(Scanner& scan, const Number& day) {
  const int month = month_named(scan.word());
  skip_to_year(scan);
  const Number year = scan.number();
  if (month == 0 || !short_number(day)) return std::nullopt;
  return Civil{full_year(year), month, day.value};
}

// January 5, 2024 · January 2024 · Jan-24, as spreadsheets write January 2024.
std::optional<Civil> take_after_name(Scanner& scan) {
  const int month = month_named(scan.word());
  if (month == 0) return std::nullopt;
  const bool has_hyphen = scan.peek() == '-';
  skip_to_year(scan);
  const Number first = scan.number();
  if (first.digits == 4) return Civil{first.value, month, 1, true};
  if (!short_number(first)) return std::nullopt;
  skip_ordinal(scan);
  const size_t before = scan.at();
  skip_to_year(scan);
  const Number year = scan.number();
  if (scan.at() > before && year.digits > 0 && scan.peek() != ':')
    return Civil{full_year(year), month, first.value};
  scan.go_to(before);
  return has_hyphen ? std::optional(Civil{full_year(first), month, 1, true}) : std::nullopt;
}

std::optional<Civil> take_short(Scanner& scan, const Number& first, DateOrder order) {
  const size_t after_first = scan.at();
  skip_ordinal(scan);
  char separator = 0, second_separator = 0;
  take_separator(scan, separator);
  if (Scanner::is_letter(scan.peek())) return take_day_before_name(scan, first);
  scan.go_to(after_first);
  if (!take_separator(scan, separator)) return std::nullopt;
  const Number second = scan.number();
  if (!short_number(second) || !take_separator(scan, second_separator) || second_separator != separator)
    return std::nullopt;
  const Number third = scan.number();
  switch (order) {
    case DateOrder::ymd:
      if (first.digits != 2 || !short_number(third)) return std::nullopt;
      return Civil{full_year(first), second.value, third.value};
    case DateOrder::dmy:
      return Civil{full_year(third), second.value, first.value};
    case DateOrder::mdy:
      return Civil{full_year(third), first.value, second.value};
  }
  return std::nullopt;
}

}  // namespace

std::optional<Civil> take_civil(Scanner& scan, DateOrder order) {
  if (Scanner::is_letter(scan.peek())) return take_after_name(scan);
  const size_t from = scan.at();
  const bool is_plain = scan.peeks_digit();
  const Number first = take_number(scan);
  if (first.digits == 4 || first.digits == 2) {
    const size_t after = scan.at();
    scan.skip_blanks();
    if (scan.take("年")) return take_after_nian(scan, first);
    scan.go_to(after);
  }
  if (!is_plain) return std::nullopt;
  if (first.digits > 4) return compact(scan, from, first, order);
  if (first.digits == 4) return take_after_year(scan, first);
  return short_number(first) ? take_short(scan, first, order) : std::nullopt;
}

}  // namespace qy
