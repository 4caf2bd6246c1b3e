// Days as spreadsheets count them.
//
//   1900 base: 1 is 1900-01-01, 60 is a 29 February 1900 that never was, 61 is 1900-03-01, 45292 is
//   2024-01-01. 1904 base: 0 is 1904-01-01, 43830 is 2024-01-01.
//
// Source: ECMA-376 part 1, 18.17.4.
#pragma once

#include <optional>
#include <string>

namespace qy {

enum class DateBase { y1900, y1904 };

// "2024-01-01", "2024-01-01T08:30:00" when there is a time of day to the second, "08:30:00" for a time
// without a day. Nothing for a number that is no day of the years up to 9999.
std::optional<std::string> serial_date(double serial, DateBase base);

}  // namespace qy
