// Rows on their way into the lake, column by column: a plain value, filled by one thread and handed to
// another.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "lake/table.h"

namespace qy {

// The NULLs behind the last value are only counted: most columns of a wide table have no value in a given
// file.
class Column {
 public:
  explicit Column(ColumnType type) : type_(type) {}

  ColumnType type() const { return type_; }
  bool is_text() const { return type_ == ColumnType::text || type_ == ColumnType::blob; }
  size_t size() const { return size_; }

  void append_null() { ++size_; }
  void append_text(std::string_view value);  // text and blob
  // int64 as it is, decimal in ten-thousandths, date in days, timestamp in microseconds, boolean as 0 or 1.
  void append_int(int64_t value);

  bool is_null(size_t row) const { return row >= valid_.size() || valid_[row] == 0; }
  // Of a row that is not NULL; the text stays where it is for as long as the column.
  std::string_view text(size_t row) const {
    const uint32_t begin = row == 0 ? 0 : ends_[row - 1];
    return {heap_.data() + begin, ends_[row] - begin};
  }
  int64_t integer(size_t row) const { return integers_[row]; }
  // Rows from here on are NULL.
  size_t nulls_from() const { return valid_.size(); }

  void clear();
  // Takes back the rows from `size` on (a row that was refused half-way).
  void truncate(size_t size);

 private:
  void write_down_nulls();

  ColumnType type_;
  size_t size_ = 0;
  std::vector<uint8_t> valid_;     // as long as the values below
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
