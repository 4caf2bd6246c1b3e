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
  const std::string& number = account.number;
  if (is_scientific(number)) {
    account.check = NumberCheck::damaged;
  } else if (!all_digits(number)) {
    account.check = NumberCheck::wrong_character;
  } else if (number.find_first_not_of('0') == std::string::npos) {
    account.check = NumberCheck::placeholder;
  } else if ((was_number && number.size() >= 16) || looks_eaten(number)) {
    account.check = NumberCheck::damaged;
  } else if (number.size() < kShortest || number.size() > kLongest) {
    account.check = NumberCheck::wrong_length;
  } else if (is_card(number) && !passes_luhn(number)) {
    account.check = NumberCheck::wrong_check_digit;
  }
  return account;
}

}  // namespace qy
