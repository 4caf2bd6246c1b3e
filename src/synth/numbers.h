// Numbers of a county that does not exist. No division of GB/T 2260 begins with 59 (99 would do as well, but
// numbers that begin with 9 are foreigners' cards since 2023); the card prefix 629999 and the phone prefix
// 120 are not given out: no number made here can be a real person's or firm's.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/date.h"
#include "text/citizen_no.h"

namespace qy::synth {

inline constexpr std::string_view kCountyCode = "599021";

using CitizenNumber = std::array<char, 18>;

inline std::string_view view(const CitizenNumber& number) {
  return {number.data(), number.size()};
}

// `order`: the how-manieth person of that day and sex, 0..499.
CitizenNumber citizen_number(std::string_view division, Date born_on, Sex sex, int order);
// The check digit turned into a wrong one; never to 0, which would look as if a spreadsheet had eaten it.
CitizenNumber with_wrong_check_digit(CitizenNumber number);
// Two neighbouring unlike digits swapped, which the check digit always notices.
std::string with_swapped_digits(const CitizenNumber& number);
// The number as it was before 1999: no century, no check digit.
std::string old_number(const CitizenNumber& number);

// A travel permit for Hong Kong residents (港澳居民来往内地通行证), with a serial beyond those given out.
std::string permit_number(uint64_t holder);

// 19 digits that pass Luhn; another number for every `holder`.
std::array<char, 19> card_number(uint64_t seed, uint64_t holder);
// A corporate account: 17 digits, no public check.
std::string corporate_account(uint64_t seed, uint64_t holder);
std::string phone_number(uint64_t holder);

// A valid code after GB 32100-2015; `kind`: "91" firm, "92" own-account trader, "11" office, "12"
// institution, "N2" village collective, "51" association. Its inner organisation code is valid after GB 11714
// too.
std::string credit_code(std::string_view kind, uint32_t serial);

// Decimal digits with leading zeros.
std::string padded(uint64_t number, int width);

}  // namespace qy::synth
