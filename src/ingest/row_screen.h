// Tells rows of data from what stands around them: totals, remarks, headers repeated on every printed page.
//
//   合计 |  |  | 123456.00        total_row
//   注：以上数据截至…             remark
//   姓名 | 身份证号 | 金额         repeated_header
//   TOTAL GAS & POWER LTD | …    data: a firm
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ingest/source.h"
#include "ingest/trouble.h"

namespace qy {

class RowScreen {
 public:
  RowScreen() = default;
  RowScreen(std::vector<std::string> header_names, std::vector<std::string> skip);

  // Before the row is mapped: why it is no data, if that is plain.
  std::optional<Trouble> judge(const RawRow& row) const;
  // After the mapper found a required field missing: what the row probably is.
  Trouble explain(const RawRow& row) const;

 private:
  bool is_like_header(const RawRow& row) const;
  std::vector<std::string> header_names_, skip_;
};

bool is_total_word(std::string_view text);

}  // namespace qy
