// Raw rows to rows of a standard table, as a profile says.
//
//   map(row, batch)  ──▶ one row more in the batch
//                    └─▶ Refused: the batch is as before, and the reason names the field
//
// The fast path: no allocation a cell, 600,000 rows of a thirteen-column ledger a second on one core
// (bench/).
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/result.h"
#include "ingest/profile.h"
#include "ingest/source.h"
#include "ingest/trouble.h"
#include "lake/column_batch.h"
#include "lake/table.h"
#include "seal/seal.h"

namespace qy {

// Where the rows come from: goes into the lineage columns, and into "@file_name" and "@sheet".
struct RowOrigin {
  std::string file_name, sheet, batch_id;
  Date received_on;
};

// Cells of one field that said to be empty ("无"), and those with blanks around them.
struct CellCounts {
  int64_t placeholders = 0, padded = 0;
};

// The column among these headers that a rule takes its text from: the first of its alternatives that is there. None
// where there is none, or where the headers that it stands with are not all there.
std::optional<size_t> column_of(const ColumnRule& rule, const std::vector<std::string>& headers);

class RowMapper {
 public:
  // `headers` are those of Header::distinct_names(). Fails when a required field has no column here: the
  // message says which headers were looked for.
  static Result<RowMapper> compile(const TableRule& rule, const Table& table,
                                   const std::vector<std::string>& headers, const RowOrigin& origin,
                                   std::optional<DateOrder> date_order, Sealer& sealer);
  // Sections whose columns are named for the fields of the table.
  static Result<RowMapper> by_name(const Table& table, const std::vector<std::string>& columns,
                                   const RowOrigin& origin, Sealer& sealer);
  RowMapper(RowMapper&&) noexcept;
  RowMapper& operator=(RowMapper&&) noexcept;
  ~RowMapper();

  std::optional<Refused> map(const RawRow& row, ColumnBatch& out);

  const Table& table() const;
  const std::vector<Warning>& warnings() const;
  CellCounts counts_of(std::string_view field) const;
  // Columns of the file that feed a field.
  const std::vector<size_t>& used_columns() const;
  const std::vector<size_t>& personal_columns() const;

 private:
  struct Impl;
  explicit RowMapper(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace qy
