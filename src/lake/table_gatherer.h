// The rows of a batch on their way to Parquet: gathered table by table and printed a part at a time, so that
// memory stays bounded whatever the file's size. Private to this folder.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "lake/column_batch.h"
#include "lake/parquet_press.h"
#include "lake/table.h"

namespace qy {

class TableGatherer {
 public:
  // Prints <folder>/<table>/part-<n>.parquet.
  TableGatherer(std::filesystem::path folder, ParquetPress& press)
      : folder_(std::move(folder)), press_(press) {}

  Result<void> append(const Table& table, ColumnBatch rows);
  Result<void> finish();  // prints what is left
  const std::map<std::string, int64_t>& rows_by_table() const { return rows_by_table_; }

 private:
  struct Gathering {
    int64_t rows = 0;
    int parts = 0;
    std::vector<ColumnSpec> columns;
    std::vector<ColumnBatch> batches;
  };
  Result<void> print(const std::string& table, Gathering& gathering);

  std::filesystem::path folder_;
  ParquetPress& press_;
  std::map<std::string, Gathering> gathering_;
  std::map<std::string, int64_t> rows_by_table_;
};

}  // namespace qy
