// A number as a spreadsheet stores it, written as a person would: the digits that are there, none invented,
// no exponent.
//
//   stored                    written
//   1200                      1200
//   0.10000000000000001       0.1                     the shortest text that is the same double
//   5.10101199001010E+17      510101199001010000      an identity eaten by the sheet stays visibly eaten
//   510101199001010017        510101199001010017      written by a program, not by Excel: its digits are kept
//   1.5E-3                    0.0015
#pragma once

#include <string>
#include <string_view>

namespace qy {

// Text that is no number comes back as it is.
std::string number_text(std::string_view stored);
std::string number_text(double value);

}  // namespace qy
