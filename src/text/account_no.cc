#include "text/account_no.h"

#include "text/digits.h"
#include "text/normalize.h"

namespace qy {
namespace {

constexpr size_t kShortest = 8, kLongest = 32;

// Cards of Chinese banks begin with 62 and have 16 to 19 digits: the only ones whose check digit is certain.
bool is_card(std::string_view digits) {
  return digits.size() >= 16 && digits.size() <= 19 && digits.substr(0, 2) == "62";
}

// An account may end in zeros of its own; a spreadsheet's zeros begin behind the 15th digit, and there are
// three at least in the 18 and 19 digits that accounts and cards have.
bool looks_eaten(std::string_view digits) {
  return digits.size() >= 18 && digits.find_first_not_of('0', 15) == std::string_view::npos &&
         !passes_luhn(digits);
}

NumberCheck check_of(std::string_view number, bool was_number) {
  if (is_scientific(number)) return NumberCheck::damaged;
  if (!all_digits(number)) return NumberCheck::wrong_character;
  if (number.find_first_not_of('0') == std::string_view::npos) return NumberCheck::placeholder;
  if ((was_number && number.size() >= 16) || looks_eaten(number)) return NumberCheck::damaged;
  if (number.size() < kShortest || number.size() > kLongest) return NumberCheck::wrong_length;
  if (is_card(number) && !passes_luhn(number)) return NumberCheck::wrong_check_digit;
  return NumberCheck::valid;
}

}  // namespace

// ISO/IEC 7812-1: from the right, every second digit doubled, digits of the results added.
bool passes_luhn(std::string_view digits) {
  if (!all_digits(digits)) return false;
  int sum = 0;
  for (size_t i = 0; i < digits.size(); ++i) {
    int digit = digits[digits.size() - 1 - i] - '0';
    if (i % 2 == 1) digit = digit > 4 ? digit * 2 - 9 : digit * 2;
    sum += digit;
  }
  return sum % 10 == 0;
}

AccountNo read_account_no(std::string_view text, bool was_number) {
  if (is_placeholder(text)) return {NumberCheck::placeholder, {}};
  AccountNo account{NumberCheck::valid, clean_number(text)};
  account.check = check_of(account.number, was_number);
  return account;
}

}  // namespace qy
