// The records of an old Excel workbook (BIFF8, Excel 97 to 2003), and the texts in them.
//
// Source: [MS-XLS] 2.4 records, 2.5.294 XLUnicodeRichExtendedString.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "ingest/compound_file.h"
#include "ingest/held_text.h"

namespace qy {

enum class Biff : uint16_t {
  formula = 0x0006,
  end = 0x000A,
  date_base = 0x0022,
  password = 0x002F,
  more = 0x003C,  // CONTINUE: the record before it goes on
  sheet = 0x0085,
  row_of_rks = 0x00BD,
  rich_label = 0x00D6,
  style = 0x00E0,
  merged = 0x00E5,
  shared_strings = 0x00FC,
  shared_label = 0x00FD,
  other_book = 0x01AE,
  number = 0x0203,
  label = 0x0204,
  truth_or_error = 0x0205,
  text_result = 0x0207,
  rk = 0x027E,
  format = 0x041E,
  begin = 0x0809,
};

struct BiffRecord {
  Biff kind = Biff::end;
  size_t at = 0;  // of the body, in the stream
  std::string_view body;
};

// Reads the record at `at` and moves past it; false at the end of the stream or where it is cut short.
bool next_record(std::string_view stream, size_t& at, BiffRecord& record);

// UTF-16 little-endian, or its low bytes alone.
void append_utf16(std::string& out, std::string_view bytes, bool is_wide);

// A text with a length of `length_size` bytes (1 or 2) in front, all in one record. Cut short: what there is.
std::string biff_text(std::string_view body, size_t length_size);

// The shared strings: `at` is the place behind the record's header, `pieces` the bodies of the record and of
// those that continue it.
Result<void> read_biff_strings(const std::vector<std::string_view>& pieces, HeldText& strings);

}  // namespace qy
