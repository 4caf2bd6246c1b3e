// Columns to Parquet files through DuckDB: rows gather in a table in memory and are copied out a part at a
// time, so that memory is bounded whatever the file's size. Private to this folder.
#pragma once

#include <duckdb.h>

#include <filesystem>
#include <map>
#include <string>

#include "lake/column_batch.h"

namespace qy {

class ParquetWriter {
 public:
  // Writes <folder>/<table>/batch=<batch_id>/part-<n>.parquet.
  static Result<std::unique_ptr<ParquetWriter>> open(const std::filesystem::path& folder,
                                                     std::string batch_id);
  ~ParquetWriter();

  Result<void> append(const Table& table, ColumnBatch rows);
  Result<void> finish();  // copies out what is left
  const std::map<std::string, int64_t>& rows_by_table() const { return rows_by_table_; }

 private:
  struct Gathering {
    int64_t rows = 0;
    int parts = 0;
    std::vector<ColumnSpec> columns;
    std::vector<ColumnBatch> batches;
  };
  ParquetWriter(std::filesystem::path folder, std::string batch_id)
      : folder_(std::move(folder)), batch_id_(std::move(batch_id)) {}
  Result<void> begin_table(const Table& table);
  Result<void> copy_out(const std::string& table);
  Result<void> execute(const std::string& sql);
  Result<void> register_source();
  friend struct GatheredSource;

  std::filesystem::path folder_;
  std::string batch_id_;
  duckdb_database database_ = nullptr;
  duckdb_connection connection_ = nullptr;
  const Gathering* copied_ = nullptr;  // what the table function is to give
  std::map<std::string, Gathering> gathering_;
  std::map<std::string, int64_t> rows_by_table_;
};

// The type's name in SQL.
std::string_view sql_type(ColumnType type);

}  // namespace qy
