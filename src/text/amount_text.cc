// One pass over the text, no allocation, no floating point. The digits become one integer, and everything
// else that scales it (the decimals, an exponent, the unit) is a power of ten:
//
//   "12.3" + 万元  ->  123 × 10^(-1 + 6) fen
//
// Nineteen digits are kept; later decimals cannot change a result that fits into 10^16 fen.
#include "text/amount_text.h"

#include <array>
#include <optional>

#include "text/normalize.h"
#include "text/utf8.h"

namespace qy {
namespace {

constexpr uint64_t kMostFen = 10'000'000'000'000'000;  // 10^16
constexpr int kKeptDigits = 19;

// Powers of ten that a unit adds to fen.
int power_of(AmountUnit unit) {
  switch (unit) {
    case AmountUnit::fen:
      return 0;
    case AmountUnit::yuan:
      return 2;
    case AmountUnit::thousand_yuan:
      return 5;
    case AmountUnit::wan_yuan:
      return 6;
    case AmountUnit::million_yuan:
      return 8;
    case AmountUnit::yi_yuan:
      return 10;
  }
  return 0;
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool take(std::string_view& text, std::string_view token) {
  if (text.substr(0, token.size()) != token) return false;
  text.remove_prefix(token.size());
  return true;
}

bool take_one_of(std::string_view& text, const std::string_view* from, const std::string_view* to) {
  for (; from != to; ++from)
    if (take(text, *from)) return true;
  return false;
}

void trim(std::string_view& text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
}

void skip_currency(std::string_view& text) {
  constexpr std::array<std::string_view, 15> kSigns{"￥",  "¥", "人民币", "RMB", "CNY", "£",   "€",  "US$",
                                                    "HK$", "$", "GBP",    "EUR", "USD", "HKD", "rmb"};
  if (text.empty() || is_digit(text[0])) return;
  trim(text);
  while (take_one_of(text, kSigns.data(), kSigns.data() + kSigns.size())) trim(text);
}

bool take_minus(std::string_view& text) {
  return take(text, "-") || take(text, "−");
}

struct Digits {
  uint64_t kept = 0;
  int power = 0;  // of ten, to multiply `kept` by
  int kept_digits = 0;
  bool any = false;

  void add(char c, bool is_decimal) {
    any = true;
    if (kept_digits == kKeptDigits) {
      power += is_decimal ? 0 : 1;
      return;
    }
    kept = kept * 10 + uint64_t(c - '0');
    if (kept != 0) ++kept_digits;
    power -= is_decimal ? 1 : 0;
  }
};

// Digits, commas only before groups of three, a point and decimals.
bool take_digits(std::string_view& text, Digits& digits) {
  size_t at = 0;
  int group = 0;
  bool has_comma = false;
  for (; at < text.size(); ++at) {
    if (is_digit(text[at])) {
      digits.add(text[at], false);
      ++group;
    } else if (text[at] == ',') {
      if (has_comma ? group != 3 : group < 1 || group > 3) return false;
      has_comma = true;
      group = 0;
    } else {
      break;
    }
  }
  if (has_comma && group != 3) return false;
  if (at < text.size() && text[at] == '.')
    for (++at; at < text.size() && is_digit(text[at]); ++at) digits.add(text[at], true);
  text.remove_prefix(at);
  return digits.any;
}

// E6, e+06, E-3. Leaves the text alone when no exponent follows.
bool take_exponent(std::string_view& text, int& power) {
  if (text.empty() || (text[0] != 'E' && text[0] != 'e')) return true;
  if (text.substr(0, 3) == "EUR") return true;
  text.remove_prefix(1);
  const bool is_negative = take(text, "-");
  if (!is_negative) take(text, "+");
  int exponent = 0;
  size_t at = 0;
  for (; at < text.size() && is_digit(text[at]) && at < 3; ++at) exponent = exponent * 10 + (text[at] - '0');
  if (at == 0) return false;
  text.remove_prefix(at);
  power += is_negative ? -exponent : exponent;
  return true;
}

struct UnitWord {
  std::string_view word;
  AmountUnit unit;
};
constexpr std::array<UnitWord, 14> kUnitWords{{{"元", AmountUnit::yuan},
                                               {"万元", AmountUnit::wan_yuan},
                                               {"万", AmountUnit::wan_yuan},
                                               {"亿元", AmountUnit::yi_yuan},
                                               {"亿", AmountUnit::yi_yuan},
                                               {"千元", AmountUnit::thousand_yuan},
                                               {"百万元", AmountUnit::million_yuan},
                                               {"百万", AmountUnit::million_yuan},
                                               {"圆", AmountUnit::yuan},
                                               {"圓", AmountUnit::yuan},
                                               {"万圆", AmountUnit::wan_yuan},
                                               {"萬元", AmountUnit::wan_yuan},
                                               {"億元", AmountUnit::yi_yuan},
                                               {"分", AmountUnit::fen}}};

// The whole rest must be a unit, a currency, 整, or nothing.
bool take_unit(std::string_view& text, AmountUnit& unit) {
  trim(text);
  if (text.empty()) return true;
  const UnitWord* longest = nullptr;
  for (const UnitWord& word : kUnitWords)
    if (text.substr(0, word.word.size()) == word.word &&
        (longest == nullptr || word.word.size() > longest->word.size()))
      longest = &word;
  if (longest != nullptr) {
    text.remove_prefix(longest->word.size());
    unit = longest->unit;
    if (!take(text, "整")) take(text, "正");
  }
  skip_currency(text);
  return true;
}

std::optional<uint64_t> scaled(uint64_t value, int power) {
  if (value == 0) return 0;
  for (; power > 0; --power) {
    if (value > kMostFen / 10) return std::nullopt;
    value *= 10;
  }
  if (power < 0) {
    if (power < -20) return 0;
    for (; power < -1; ++power) value /= 10;
    value = value / 10 + (value % 10 >= 5 ? 1 : 0);  // half away from zero: the sign comes later
  }
  return value <= kMostFen ? std::optional(value) : std::nullopt;
}

// Nothing when the text is no amount.
std::optional<Fen> read_figures(std::string_view text, AmountUnit unit) {
  trim(text);
  bool is_negative = false;
  if (text.size() > 2 && text.front() == '(' && text.back() == ')') {
    is_negative = true;
    text = text.substr(1, text.size() - 2);
    trim(text);
  }
  // At most one sign: before the figure, before its currency, or behind it all.
  int signs = is_negative ? 1 : 0;
  const auto take_sign = [&] {
    if (take_minus(text)) {
      is_negative = true;
      ++signs;
    } else if (take(text, "+")) {
      ++signs;
    }
  };
  take_sign();
  skip_currency(text);
  take_sign();
  Digits digits;
  if (!take_digits(text, digits) || !take_exponent(text, digits.power) || !take_unit(text, unit))
    return std::nullopt;
  if (text == "-") take_sign();
  if (!text.empty() || signs > 1) return std::nullopt;
  const std::optional<uint64_t> fen = scaled(digits.kept, digits.power + power_of(unit));
  if (!fen) return std::nullopt;
  return is_negative ? -Fen(*fen) : Fen(*fen);
}

std::string beginning(std::string_view text) {
  size_t length = std::min<size_t>(text.size(), 60);
  while (length > 0 && length < text.size() && (uint8_t(text[length]) & 0xC0U) == 0x80) --length;
  return std::string(text.substr(0, length));
}

}  // namespace

std::string_view name_of(AmountUnit unit) {
  switch (unit) {
    case AmountUnit::fen:
      return "fen";
    case AmountUnit::yuan:
      return "yuan";
    case AmountUnit::thousand_yuan:
      return "thousand_yuan";
    case AmountUnit::wan_yuan:
      return "wan_yuan";
    case AmountUnit::million_yuan:
      return "million_yuan";
    case AmountUnit::yi_yuan:
      return "yi_yuan";
  }
  return "";
}

Result<Fen> read_amount(std::string_view text, AmountUnit unit) {
  constexpr size_t kLongest = 120;
  if (text.size() <= kLongest) {
    if (const std::optional<Fen> fen = read_figures(text, unit)) return *fen;
    if (!is_ascii(text)) {
      const std::string plain = normalize(text);
      if (const std::optional<Fen> fen = read_figures(plain, unit)) return *fen;
      if (Result<Fen> fen = read_uppercase_amount(plain); fen.ok()) return fen;
    }
  }
  return invalid("not one exact amount of at most 10^16 fen: " + beginning(text));
}

}  // namespace qy
