#include "text/digits.h"

namespace qy {

std::string clean_number(std::string_view text) {
  std::string cleaned = normalize(text);
  size_t kept = 0;
  for (size_t at = 0; at < cleaned.size(); ++at) {
    const char c = cleaned[at];
    const std::string_view rest = std::string_view(cleaned).substr(at, 3);
    if (rest == "‘" || rest == "’" || rest == "–" || rest == "—") {
      at += 2;
      continue;
    }
    if (c == ' ' || c == '-' || c == '\'' || c == '`') continue;
    cleaned[kept++] = c >= 'a' && c <= 'z' ? char(c - 32) : c;
  }
  cleaned.resize(kept);
  return cleaned;
}

bool is_scientific(std::string_view cleaned) {
  const size_t e = cleaned.find('E');
  if (e == std::string_view::npos || e == 0 || !is_digit(cleaned[0])) return false;
  std::string_view mantissa = cleaned.substr(0, e), exponent = cleaned.substr(e + 1);
  if (!exponent.empty() && exponent[0] == '+') exponent.remove_prefix(1);
  const size_t point = mantissa.find('.');
  // One digit before the point: a credit code may hold an E behind many digits.
  const bool is_number = mantissa.substr(0, point).size() == 1 &&
                         (point == std::string_view::npos || all_digits(mantissa.substr(point + 1)));
  return is_number && all_digits(exponent) && exponent.size() <= 3;
}

}  // namespace qy
