// Dates as people write them, read in a declared order, never guessed between month and day.
#pragma once

#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/result.h"

namespace qy {

enum class DateOrder { ymd, dmy, mdy };
std::string_view name_of(DateOrder order);

// 2024-01-05, 2024/1/5, 2024.1.5, 2024年1月5日, 20240105, 二〇二四年一月五日, 05/01/2024, 5-Jan-24, 5 January
// 2024, with or without a time behind. 2024年1月 and 2024-01 are the first of the month (`whole_month` set).
// Two-digit years: 00–69 → 20xx, 70–99 → 19xx. Years before 1000 are refused. 202401 is a month in the order
// ymd. A time with an offset (Z, +00:00) moves the date to UTC+8: 2024-01-04T16:00:00Z is 2024-01-05.
struct ReadDate {
  Date date;
  bool whole_month = false;
};
Result<ReadDate> read_date(std::string_view text, DateOrder order);

// A spreadsheet's serial: 45292 -> 2024-01-01 (1900 system, with its false leap day), or the 1904 system.
Result<Date> date_of_serial(double serial, bool is_1904);

// Microseconds since 1970-01-01T00:00 of the wall clock; offsets in the text (Z, +08:00) are converted to
// UTC+8.
Result<int64_t> read_timestamp(std::string_view text, DateOrder order);

// The order that reads every sample; fails when none does, or when two read different days (say 05/06/2024
// only). Where all read the same days (2024-06-05), ymd.
Result<DateOrder> infer_date_order(const std::vector<std::string_view>& samples);

}  // namespace qy
