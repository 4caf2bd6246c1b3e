// Columns to Parquet files through DuckDB, which is started once and serves every batch of a run. Private to
// this folder.
#pragma once

#include <duckdb.h>

#include <deque>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "lake/column_batch.h"

namespace qy {

class ParquetPress {
 public:
  static Result<std::unique_ptr<ParquetPress>> open(const std::filesystem::path& spill_folder);
  ~ParquetPress();

  // Gives column batches one after the other, nothing at the end. A batch stays where it is until the next
  // call.
  using NextBatch = std::function<const ColumnBatch*()>;

  // All rows that `next` gives into one new file. From any thread, several at a time.
  Result<void> print(const std::vector<ColumnSpec>& columns, const NextBatch& next,
                     const std::filesystem::path& path);

 private:
  // A connection, and the table function of its own through which it draws what is to be printed.
  struct Plate {
    duckdb_connection connection = nullptr;
    std::string function;
    const std::vector<ColumnSpec>* columns = nullptr;
    const NextBatch* next = nullptr;
  };
  ParquetPress() = default;
  Result<Plate*> take_plate();
  Result<void> register_source(Plate& plate);
  friend struct PlateReader;

  duckdb_database database_ = nullptr;
  std::mutex mutex_;
  std::deque<Plate> plates_;  // stay where they are: DuckDB holds their addresses
  std::vector<Plate*> idle_;
};

}  // namespace qy
