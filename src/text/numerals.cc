#include "text/numerals.h"

namespace qy {
namespace {

constexpr std::u32string_view kDigits = U"零一二三四五六七八九";

int digit_of(char32_t c) {
  if (c == U'〇') return 0;
  if (c == U'两') return 2;
  const size_t at = kDigits.find(c);
  return at == kDigits.npos ? -1 : int(at);
}

}  // namespace

bool is_numeral(char32_t c) {
  return digit_of(c) >= 0 || c == U'十' || c == U'百';
}

int numeral_value(std::u32string_view text) {
  if (text.empty() || text.size() > 6) return -1;
  const bool has_places = text.find(U'十') != text.npos || text.find(U'百') != text.npos;
  int value = 0, digit = -1;
  for (const char32_t c : text) {
    if (c == U'十' || c == U'百') {
      const int place = c == U'十' ? 10 : 100;
      value += (digit < 0 ? 1 : digit) * place;
      digit = 0;
      continue;
    }
    const int next = digit_of(c);
    if (next < 0) return -1;
    if (!has_places) value = value * 10 + next;
    digit = next;
  }
  return has_places ? value + (digit > 0 ? digit : 0) : value;
}

}  // namespace qy
