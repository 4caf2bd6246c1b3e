// Where rows go: a batch of the lake (lake_writer.h), or what a dry run keeps of one.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "lake/column_batch.h"
#include "lake/table.h"

namespace qy {

class Batch {
 public:
  virtual ~Batch() = default;
  virtual const std::string& id() const = 0;
  // Appends rows whose columns are those of Table::columns(); the batch may write in the background and takes
  // the value.
  virtual Result<void> append(const Table& table, ColumnBatch rows) = 0;
  // Text of one refused row, already a CSV line.
  virtual Result<void> refuse(std::string_view csv_line) = 0;
};

}  // namespace qy
