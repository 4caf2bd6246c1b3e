// The rows of a table that the program works out itself, filled column by column by name.
#pragma once

#include <algorithm>
#include <optional>

#include "base/date.h"
#include "lake/column_batch.h"

namespace qy {

class DerivedRows {
 public:
  explicit DerivedRows(const std::vector<ColumnSpec>& columns) : columns_(columns), rows_(columns) {}

  void text(std::string_view column, std::string_view value) {
    if (value.empty())
      at(column).append_null();
    else
      at(column).append_text(value);
  }
  void number(std::string_view column, int64_t value) { at(column).append_int(value); }
  // A decimal, in ten-thousandths as shares are.
  void share(std::string_view column, std::optional<int32_t> value) {
    if (value)
      at(column).append_int(*value);
    else
      at(column).append_null();
  }
  void day(std::string_view column, std::optional<Date> value) {
    if (value)
      at(column).append_int(value->days());
    else
      at(column).append_null();
  }
  const ColumnBatch& rows() const { return rows_; }

 private:
  Column& at(std::string_view name) {
    const auto is_it = [&](const ColumnSpec& column) { return column.name == name; };
    return rows_.columns[size_t(std::find_if(columns_.begin(), columns_.end(), is_it) - columns_.begin())];
  }
  const std::vector<ColumnSpec>& columns_;
  ColumnBatch rows_;
};

}  // namespace qy
