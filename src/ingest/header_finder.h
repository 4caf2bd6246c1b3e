// Where the header lies among the first rows of a section.
//
//   2024年耕地地力保护补贴发放表（单位：元）          title: kept as text, the unit is looked for in it
//   sql select t.apar_id … from agltransact t        junk: dropped
//   姓名 | 身份证号 | 补贴金额 |          | 发放日期      header, first row
//        |         | 其中:中央 | 其中:县级 |             header, second row: names become 补贴金额/其中:中央
//   …                                                data
#pragma once

#include <string>
#include <vector>

#include "ingest/header_words.h"
#include "ingest/sample.h"

namespace qy {

struct Header {
  size_t first = 0;                // index of the first header row among those given
  size_t rows = 0;                 // 1 to 3; 0: there is no header, names are #1, #2, …
  std::vector<std::string> names;  // one a column, trimmed; "" over a column without a name
  std::string title;               // texts of the rows above, joined with a blank
  double score = 0;
  bool is_certain = false;  // further rows would change nothing

  size_t data_begins() const { return first + rows; }
  // A second column of one name is "name#2".
  std::vector<std::string> distinct_names() const;
};

// How many of a section's first rows are looked at: a few, and all these when the few leave doubt.
inline constexpr size_t kFewRows = 32, kHeaderRows = 400;

Header find_header(const std::vector<SampleRow>& rows, const HeaderWords& words);

// The header that a person fixed: `count` rows of the file from `row` on, blank ones among them. 0: there is none, and data
// begin in that row.
Header header_at(const std::vector<SampleRow>& rows, size_t row, size_t count);

}  // namespace qy
