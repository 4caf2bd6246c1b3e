// What all long numbers share (citizen, credit, account): how a cell is cleaned, and how a spreadsheet harms
// it. A double holds 15 digits; the rest become zeros, or the whole becomes 5.1E+17.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

#include "text/normalize.h"

namespace qy {

inline bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

inline bool all_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}

// Normalised, upper case, without blanks, hyphens, tabs and the apostrophe that marks a cell as text.
std::string clean_number(std::string_view text);

// 5.10823E+17, 6.2E18: never written by hand.
bool is_scientific(std::string_view cleaned);

// Digits from the 16th on are zeros, three of them at least.
inline bool ends_in_spreadsheet_zeros(std::string_view digits) {
  return digits.size() >= 16 && digits.substr(digits.size() - 3) == "000";
}

}  // namespace qy
