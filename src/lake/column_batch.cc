#include "lake/column_batch.h"

namespace qy {

void Column::append_null() {
  valid_.push_back(0);
  if (is_text())
    ends_.push_back(uint32_t(heap_.size()));
  else
    integers_.push_back(0);
}

void Column::append_text(std::string_view value) {
  valid_.push_back(1);
  heap_.append(value);
  ends_.push_back(uint32_t(heap_.size()));
}

void Column::append_int(int64_t value) {
  valid_.push_back(1);
  integers_.push_back(value);
}

std::string_view Column::text(size_t row) const {
  const uint32_t begin = row == 0 ? 0 : ends_[row - 1];
  return std::string_view(heap_).substr(begin, ends_[row] - begin);
}

void Column::clear() {
  truncate(0);
}

void Column::truncate(size_t size) {
  if (size >= valid_.size()) return;
  valid_.resize(size);
  if (is_text()) {
    ends_.resize(size);
    heap_.resize(size == 0 ? 0 : ends_.back());
  } else {
    integers_.resize(size);
  }
}

ColumnBatch::ColumnBatch(const std::vector<ColumnSpec>& specs) {
  columns.reserve(specs.size());
  for (const ColumnSpec& spec : specs) columns.emplace_back(spec.type);
}

void ColumnBatch::clear() {
  for (Column& column : columns) column.clear();
}

}  // namespace qy
