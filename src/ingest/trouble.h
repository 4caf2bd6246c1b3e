// What can be wrong with a row or a cell on its way into the lake, in one list: reasons of refusal and
// warnings alike.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace qy {

enum class Trouble : uint8_t {
  // The row is no row of data.
  title_row,
  header_row,
  repeated_header,
  blank_row,
  total_row,
  remark,
  skipped,         // the profile says so
  broken_row,      // the reader could not read it whole
  unmapped_sheet,  // no table is fed from its sheet
  // A cell cannot be taken. In a required field the row is refused, else the cell is left empty and counted.
  missing,
  bad_date,
  unclear_date,  // 05/06/2024 without a declared order
  bad_amount,
  bad_number,
  bad_boolean,
  bad_value,       // not in the field's closed list
  damaged_number,  // an identity that a spreadsheet ate
  error_cell,
  formula_without_value,
};

std::string_view name_of(Trouble trouble);     // total_row
std::string_view label_of(Trouble trouble);    // 合计行
std::string_view english_of(Trouble trouble);  // total row

// Why a row was not taken.
struct Refused {
  Trouble trouble = Trouble::missing;
  std::string field;   // of the table, where a field is to blame
  std::string detail;  // the offending text, or what the reader said
};
// 必填字段缺失：paid_on 发放日期 (required field missing)
std::string sentence_of(const Refused& refused, std::string_view field_label);

// Cells of one field with one trouble.
struct Warning {
  std::string field;
  Trouble trouble = Trouble::missing;
  int64_t count = 0;
  struct Example {
    std::string sheet;
    int64_t row = 0;
    std::string text;
  };
  std::vector<Example>
      examples;  // the first few; of a damaged number every row up to kListedRows, without its text
};
inline constexpr size_t kExamples = 5, kListedRows = 1000;

}  // namespace qy
