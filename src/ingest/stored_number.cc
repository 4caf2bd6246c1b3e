#include "ingest/stored_number.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "text/digits.h"

namespace qy {
namespace {

constexpr int kMostDigits = 40;  // beyond this an exponent is kept: no amount or identity is that long

struct Decimal {
  std::string digits;  // without leading zeros
  int point = 0;       // digits before the decimal point; may be negative or past the end
  bool is_negative = false;
};

// False when the text is no number.
bool parse(std::string_view text, Decimal& number) {
  if (!text.empty() && (text.front() == '-' || text.front() == '+')) {
    number.is_negative = text.front() == '-';
    text.remove_prefix(1);
  }
  bool is_behind_point = false, has_digit = false;
  size_t at = 0;
  for (; at < text.size() && (is_digit(text[at]) || (text[at] == '.' && !is_behind_point)); ++at) {
    if (text[at] == '.') {
      is_behind_point = true;
      continue;
    }
    has_digit = true;
    const bool is_leading_zero = number.digits.empty() && text[at] == '0';
    if (!is_leading_zero) number.digits += text[at];
    if (is_behind_point && is_leading_zero) --number.point;
    if (!is_behind_point && !is_leading_zero) ++number.point;
  }
  if (!has_digit) return false;
  if (at == text.size()) return true;
  if (text[at] != 'e' && text[at] != 'E') return false;
  std::string_view power = text.substr(at + 1);
  if (power.starts_with('+')) power.remove_prefix(1);
  int exponent = 0;
  const auto [end, error] = std::from_chars(power.data(), power.data() + power.size(), exponent);
  if (error != std::errc() || end != power.data() + power.size() || std::abs(exponent) > 400) return false;
  number.point += exponent;
  return true;
}

std::string written(const Decimal& number) {
  std::string text = number.is_negative ? "-" : "";
  const int size = int(number.digits.size());
  if (number.point <= 0) return text + "0." + std::string(size_t(-number.point), '0') + number.digits;
  if (number.point >= size) return text + number.digits + std::string(size_t(number.point - size), '0');
  return text + number.digits.substr(0, size_t(number.point)) + "." +
         number.digits.substr(size_t(number.point));
}

}  // namespace

std::string number_text(std::string_view stored) {
  const bool is_whole = std::all_of(stored.begin(), stored.end(), is_digit);
  if (is_whole) return std::string(stored);
  Decimal number;
  if (!parse(stored, number)) return std::string(stored);
  while (!number.digits.empty() && number.digits.back() == '0') number.digits.pop_back();
  if (number.digits.empty()) return "0";
  const int size = int(number.digits.size());
  if (number.point > kMostDigits || size - number.point > kMostDigits) return std::string(stored);
  const bool has_fraction = number.point < size;
  constexpr int kExactDigits = 15;  // every decimal of so many digits survives in a double
  if (!has_fraction || size <= kExactDigits) return written(number);
  double value = 0;
  std::from_chars(stored.data() + (stored.front() == '+' ? 1 : 0), stored.data() + stored.size(), value);
  return number_text(value);
}

std::string number_text(double value) {
  if (!std::isfinite(value)) return "";
  std::array<char, 32> shortest;
  const auto end =
      std::to_chars(shortest.data(), shortest.data() + shortest.size(), value, std::chars_format::scientific)
          .ptr;
  Decimal number;
  if (!parse({shortest.data(), size_t(end - shortest.data())}, number)) return "";
  while (!number.digits.empty() && number.digits.back() == '0') number.digits.pop_back();
  if (number.digits.empty()) return "0";
  if (number.point > kMostDigits || number.point < -kMostDigits) return std::string(shortest.data(), end);
  return written(number);
}

}  // namespace qy
