// One table of a batch on its way to Parquet: rows go in as they are read, a thread prints them. A few column
// batches wait at most, and DuckDB writes a row group as soon as it is full, so that memory stays bounded
// whatever the file's size. Private to this folder.
#pragma once

#include <condition_variable>
#include <deque>
#include <filesystem>
#include <mutex>
#include <thread>
#include <vector>

#include "base/result.h"
#include "lake/column_batch.h"

namespace qy {

class ParquetPress;

class TableStream {
 public:
  // Prints one new file at `path`, whose folder is there.
  TableStream(ParquetPress& press, std::vector<ColumnSpec> columns, std::filesystem::path path);
  ~TableStream();  // unfinished: what waits is dropped

  Result<void> push(ColumnBatch rows);
  Result<void> finish();
  int64_t rows() const { return rows_; }  // pushed so far

 private:
  void close();
  const ColumnBatch* next();

  std::vector<ColumnSpec> columns_;
  int64_t rows_ = 0;

  std::mutex mutex_;  // over what follows
  std::condition_variable changed_;
  std::deque<ColumnBatch> waiting_;  // the first is being printed
  bool is_first_given_ = false, is_closed_ = false, is_over_ = false;
  Result<void> outcome_;
  std::thread thread_;
};

}  // namespace qy
