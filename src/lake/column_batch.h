// Rows on their way into the lake, column by column: a plain value, filled by one thread and handed to
// another.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "lake/table.h"

namespace qy {

class Column {
 public:
  explicit Column(ColumnType type) : type_(type) {}

  ColumnType type() const { return type_; }
  bool is_text() const { return type_ == ColumnType::text || type_ == ColumnType::blob; }
  size_t size() const { return valid_.size(); }

  void append_null();
  void append_text(std::string_view value);  // text and blob
  // int64 as it is, decimal in ten-thousandths, date in days, timestamp in microseconds, boolean as 0 or 1.
  void append_int(int64_t value);

  bool is_null(size_t row) const { return valid_[row] == 0; }
  std::string_view text(size_t row) const;
  int64_t integer(size_t row) const { return integers_[row]; }

  void clear();
  // Takes back the rows from `size` on (a row that was refused half-way).
  void truncate(size_t size);

 private:
  ColumnType type_;
  std::vector<uint8_t> valid_;
  std::vector<int64_t> integers_;  // not for text
  std::vector<uint32_t> ends_;     // text: where value i ends in heap_
  std::string heap_;
};

struct ColumnBatch {
  explicit ColumnBatch(const std::vector<ColumnSpec>& specs);
  size_t rows() const { return columns.empty() ? 0 : columns.front().size(); }
  void clear();

  std::vector<Column> columns;
};

}  // namespace qy
