#include "lake/column_batch.h"

#include <algorithm>

namespace qy {

void Column::write_down_nulls() {
  if (valid_.size() == size_) return;
  valid_.resize(size_);
  if (is_text())
    ends_.resize(size_, uint32_t(heap_.size()));
  else
    integers_.resize(size_);
}

void Column::append_text(std::string_view value) {
  write_down_nulls();
  valid_.push_back(1);
  heap_.append(value);
  ends_.push_back(uint32_t(heap_.size()));
  ++size_;
}

void Column::append_int(int64_t value) {
  write_down_nulls();
  valid_.push_back(1);
  integers_.push_back(value);
  ++size_;
}

void Column::clear() {
  truncate(0);
}

void Column::truncate(size_t size) {
  size_ = std::min(size_, size);
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
