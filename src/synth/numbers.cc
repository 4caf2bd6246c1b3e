#include "synth/numbers.h"

#include <algorithm>

#include "synth/random.h"
#include "text/credit_code.h"

namespace qy::synth {
namespace {

void put_digits(char* to, uint64_t number, int width) {
  for (int i = width - 1; i >= 0; --i, number /= 10) to[i] = char('0' + number % 10);
}

// GB 11714-1997: weights 3 7 9 10 5 8 4 2 over the eight characters, modulo 11.
char organisation_check(std::string_view eight_digits) {
  constexpr std::array<int, 8> kWeights{3, 7, 9, 10, 5, 8, 4, 2};
  int sum = 0;
  for (size_t i = 0; i < kWeights.size(); ++i) sum += (eight_digits[i] - '0') * kWeights[i];
  const int check = 11 - sum % 11;
  return check == 10 ? 'X' : check == 11 ? '0' : char('0' + check);
}

}  // namespace

std::string padded(uint64_t number, int width) {
  std::string text(size_t(width), '0');
  put_digits(text.data(), number, width);
  return text;
}

CitizenNumber citizen_number(std::string_view division, Date born_on, Sex sex, int order) {
  CitizenNumber number{};
  std::copy_n(division.data(), 6, number.data());
  const int compact = born_on.year() * 10'000 + born_on.month() * 100 + born_on.day();
  put_digits(number.data() + 6, uint64_t(compact), 8);
  // 37 and 500 share no factor, so that every order of a day gets a number of its own.
  const int slot = (order * 37 + (born_on.days() + 50'000) * 11) % 500;
  const int serial = slot * 2 + (sex == Sex::male ? 1 : 0);
  put_digits(number.data() + 14, uint64_t(serial), 3);
  number[17] = citizen_no_check_digit({number.data(), 17});
  return number;
}

CitizenNumber with_wrong_check_digit(CitizenNumber number) {
  number[17] = number[17] == 'X' ? '4' : number[17] == '9' ? '8' : char(number[17] + 1);
  return number;
}

std::string with_swapped_digits(const CitizenNumber& number) {
  std::string text(view(number));
  size_t at = 16;
  while (text[at] == text[at - 1]) --at;
  std::swap(text[at], text[at - 1]);
  return text;
}

std::string old_number(const CitizenNumber& number) {
  return std::string(number.data(), 6) + std::string(number.data() + 8, 9);
}

std::string permit_number(uint64_t holder) {
  return "H" + padded(99'000'000 + holder % 1'000'000, 8);
}

std::array<char, 19> card_number(uint64_t seed, uint64_t holder) {
  std::array<char, 19> card{'6', '2', '9', '9', '9', '9'};
  // A bijection on 12 digits would be overkill: the holder takes eight of them, the seed the other four.
  put_digits(card.data() + 6, mix(seed + holder) % 10000, 4);
  put_digits(card.data() + 10, holder, 8);
  int sum = 0;
  for (int i = 0; i < 18; ++i) {
    const int digit = card[size_t(17 - i)] - '0';
    const int doubled = digit * 2;
    sum += i % 2 == 0 ? (doubled > 9 ? doubled - 9 : doubled) : digit;
  }
  card[18] = char('0' + (10 - sum % 10) % 10);
  return card;
}

std::string corporate_account(uint64_t seed, uint64_t holder) {
  return "9990" + padded(mix(seed ^ (holder * 31)) % 100000, 5) + padded(holder, 8);
}

std::string phone_number(uint64_t holder) {
  return "120" + padded(holder, 8);
}

std::string credit_code(std::string_view kind, uint32_t serial) {
  std::string code(kind);
  code += kCountyCode;
  const std::string organisation = padded(70000000 + serial, 8);
  code += organisation;
  code += organisation_check(organisation);
  code += credit_code_check_digit(code);
  return code;
}

}  // namespace qy::synth
