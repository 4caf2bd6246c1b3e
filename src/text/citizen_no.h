// Citizen number (公民身份号码).  Source: GB 11643-1999.
#pragma once

#include <string>
#include <string_view>

#include "base/date.h"

namespace qy {

enum class Sex { male, female };
enum class NumberCheck {
  valid,
  placeholder,  // said to be empty
  damaged,  // a spreadsheet ate it: 5.1E+17, or digits after the 15th turned to zeros with a failing check
            // digit
  wrong_length,     // neither 15 nor 18
  wrong_character,  // a letter where a digit belongs
  wrong_date,       // no such day, or in the future, or before 1880
  wrong_check_digit,
  foreign_document,  // Hong Kong, Macao, Taiwan permits, passports, foreigners' permanent residence: kept,
                     // not checked
};
std::string_view name_of(NumberCheck check);

struct CitizenNo {
  NumberCheck check = NumberCheck::wrong_length;
  std::string number;  // 18 characters, upper X, for a valid number (15 → 18); else the normalised text
  Date born_on;        // these three only when valid
  Sex sex = Sex::male;
  std::string division;  // first six digits
  bool was_15 = false;
};

// Never fails: what is wrong is said in `check`. `was_number`: the cell was a number, not text, in a
// spreadsheet; then one of 16 digits or more is damaged whatever it looks like. A birth after `latest_birth`
// (the caller's today) is a wrong date. Taiwan permits of eight digits cannot be told from a fragment and
// count as wrong_length.
CitizenNo read_citizen_no(std::string_view text, bool was_number = false,
                          Date latest_birth = Date::from_days(47'481));  // 2099-12-31
// The check character of the first 17 digits (GB 11643, ISO 7064 MOD 11-2).
char citizen_no_check_digit(std::string_view first_17);

}  // namespace qy
