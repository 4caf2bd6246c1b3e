#include "text/credit_code.h"

#include "text/digits.h"
#include "text/normalize.h"

namespace qy {
namespace {

// Digits and capitals without I, O, S, V, Z.  GB 32100-2015, table of characters.
constexpr std::string_view kAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
constexpr size_t kLength = 18;

}  // namespace

// GB 32100-2015: weights 3^(i-1) mod 31, check value 31 - sum mod 31, with 31 written as 0.
char credit_code_check_digit(std::string_view first_17) {
  int sum = 0, weight = 1;
  for (const char c : first_17.substr(0, kLength - 1)) {
    const size_t value = kAlphabet.find(c);
    if (value == std::string_view::npos) return '\0';
    sum += int(value) * weight;
    weight = weight * 3 % 31;
  }
  return kAlphabet[size_t((31 - sum % 31) % 31)];
}

CreditCode read_credit_code(std::string_view text, bool was_number) {
  if (is_placeholder(text)) return {NumberCheck::placeholder, {}};
  CreditCode code{NumberCheck::valid, clean_number(text)};
  const std::string& c = code.code;
  if (is_scientific(c) || (was_number && c.size() >= 16)) {
    code.check = NumberCheck::damaged;
  } else if (c.size() != kLength) {
    code.check = NumberCheck::wrong_length;
  } else if (const char expected = credit_code_check_digit(c); expected == '\0') {
    code.check = NumberCheck::wrong_character;
  } else if (expected != c.back()) {
    const bool is_foreign_character = kAlphabet.find(c.back()) == std::string_view::npos;
    code.check = is_foreign_character                            ? NumberCheck::wrong_character
                 : all_digits(c) && ends_in_spreadsheet_zeros(c) ? NumberCheck::damaged
                                                                 : NumberCheck::wrong_check_digit;
  }
  return code;
}

}  // namespace qy
