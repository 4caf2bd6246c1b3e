#include "text/citizen_no.h"

#include <array>

#include "text/digits.h"
#include "text/normalize.h"

namespace qy {
namespace {

constexpr int kEarliestBirthYear = 1880;

bool is_capital(char c) {
  return c >= 'A' && c <= 'Z';
}

size_t count_leading(std::string_view text, bool (*test)(char)) {
  size_t n = 0;
  while (n < text.size() && test(text[n])) ++n;
  return n;
}

// H/M + 8 or 10 digits (Hong Kong and Macao residents' permits), Taiwan permits with a letter, Hong Kong and
// Macao identity cards with the check digit in brackets, passports, the 15-character foreigners' cards.
bool is_lettered_document(std::string_view text) {
  const size_t letters = count_leading(text, is_capital);
  const size_t digits = count_leading(text.substr(letters), is_digit);
  const std::string_view tail = text.substr(letters + digits);
  const bool has_bracket = tail.size() == 3 && tail.front() == '(' && tail.back() == ')';
  if (has_bracket) return (letters <= 2 && digits >= 6 && digits <= 7) || (letters == 0 && digits == 10);
  if (!tail.empty() || letters == 0 || letters > 3) return false;
  return letters == 3 ? digits == 12 : digits >= 6 && digits <= 10;
}

// Foreigners' permanent residence cards since 2023 have 18 characters of their own, beginning with a 9.
bool is_foreigners_18(std::string_view text) {
  return text.size() == 18 && text[0] == '9' && all_digits(text.substr(1, 16));
}

int two(std::string_view text, size_t at) {
  return (text[at] - '0') * 10 + (text[at + 1] - '0');
}

// The first 17 digits of either form are digits by now.
NumberCheck check_18(std::string_view n, Date latest, Date& born_on) {
  const Result<Date> born = Date::from_ymd(two(n, 6) * 100 + two(n, 8), two(n, 10), two(n, 12));
  if (!born.ok() || born->year() < kEarliestBirthYear || *born > latest) return NumberCheck::wrong_date;
  if (citizen_no_check_digit(n) != n[17]) return NumberCheck::wrong_check_digit;
  born_on = *born;
  return NumberCheck::valid;
}

bool has_citizen_form(std::string_view n) {
  if (n.size() == 15) return all_digits(n);
  return n.size() == 18 && all_digits(n.substr(0, 17)) && (is_digit(n[17]) || n[17] == 'X');
}

NumberCheck what_else(std::string_view n) {
  if (is_lettered_document(n)) return NumberCheck::foreign_document;
  return n.size() == 15 || n.size() == 18 ? NumberCheck::wrong_character : NumberCheck::wrong_length;
}

bool is_damaged(std::string_view n, bool was_number) {
  if (is_scientific(n)) return true;
  if (!all_digits(n) || n.size() < 16) return false;
  if (was_number) return true;
  return ends_in_spreadsheet_zeros(n) && (n.size() != 18 || citizen_no_check_digit(n) != n[17]);
}

}  // namespace

std::string_view name_of(NumberCheck check) {
  switch (check) {
    case NumberCheck::valid:
      return "valid";
    case NumberCheck::placeholder:
      return "placeholder";
    case NumberCheck::damaged:
      return "damaged";
    case NumberCheck::wrong_length:
      return "wrong_length";
    case NumberCheck::wrong_character:
      return "wrong_character";
    case NumberCheck::wrong_date:
      return "wrong_date";
    case NumberCheck::wrong_check_digit:
      return "wrong_check_digit";
    case NumberCheck::foreign_document:
      return "foreign_document";
  }
  return "";
}

char citizen_no_check_digit(std::string_view first_17) {
  // Weights 2^(18-i) mod 11, i from 1; the sum's remainder picks the character.
  constexpr std::array kWeights{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
  constexpr std::string_view kCharacters = "10X98765432";
  int sum = 0;
  for (size_t i = 0; i < kWeights.size(); ++i) sum += (first_17[i] - '0') * kWeights[i];
  return kCharacters[size_t(sum % 11)];
}

CitizenNo read_citizen_no(std::string_view text, bool was_number, Date latest_birth) {
  CitizenNo no;
  if (is_placeholder(text)) {
    no.check = NumberCheck::placeholder;
    return no;
  }
  no.number = clean_number(text);
  std::string& n = no.number;
  if (!n.empty() && n.find_first_not_of('0') == std::string::npos) {
    no.check = NumberCheck::placeholder;
  } else if (is_damaged(n, was_number)) {
    no.check = NumberCheck::damaged;
  } else if (is_foreigners_18(n)) {
    no.check = NumberCheck::foreign_document;
  } else if (!has_citizen_form(n)) {
    no.check = what_else(n);
  } else {
    no.was_15 = n.size() == 15;
    std::string full = n;
    if (no.was_15) {
      full.insert(6, "19");
      full += citizen_no_check_digit(full);
    }
    no.check = check_18(full, latest_birth, no.born_on);
    if (no.check != NumberCheck::valid) return no;
    n = std::move(full);
    no.sex = (n[16] - '0') % 2 == 1 ? Sex::male : Sex::female;
    no.division = n.substr(0, 6);
  }
  return no;
}

}  // namespace qy
