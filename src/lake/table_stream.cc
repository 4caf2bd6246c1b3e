#include "lake/table_stream.h"

#include "lake/parquet_press.h"

namespace qy {
namespace {

constexpr size_t kWaiting = 3;

}  // namespace

TableStream::TableStream(ParquetPress& press, std::vector<ColumnSpec> columns, std::filesystem::path path)
    : columns_(std::move(columns)) {
  thread_ = std::thread([this, &press, path = std::move(path)] {
    auto printed = press.print(
        columns_, [this] { return next(); }, path);
    const std::lock_guard lock(mutex_);
    outcome_ = std::move(printed);
    is_over_ = true;
    changed_.notify_all();
  });
}

TableStream::~TableStream() {
  {
    const std::lock_guard lock(mutex_);
    if (waiting_.size() > 1) waiting_.resize(1, ColumnBatch({}));
  }
  close();
}

Result<void> TableStream::push(ColumnBatch rows) {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] { return waiting_.size() < kWaiting || is_over_; });
  if (is_over_) return outcome_;
  rows_ += int64_t(rows.rows());
  waiting_.push_back(std::move(rows));
  changed_.notify_all();
  return {};
}

Result<void> TableStream::finish() {
  close();
  return outcome_;
}

void TableStream::close() {
  {
    const std::lock_guard lock(mutex_);
    is_closed_ = true;
    changed_.notify_all();
  }
  if (thread_.joinable()) thread_.join();
}

// The batch given before is not needed any more: its rows are where they go.
const ColumnBatch* TableStream::next() {
  std::unique_lock lock(mutex_);
  if (is_first_given_) waiting_.pop_front();
  is_first_given_ = false;
  changed_.notify_all();
  changed_.wait(lock, [&] { return !waiting_.empty() || is_closed_; });
  if (waiting_.empty()) return nullptr;
  is_first_given_ = true;
  return &waiting_.front();
}

}  // namespace qy
