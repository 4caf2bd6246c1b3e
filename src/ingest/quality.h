// What a source is like, before any rule reads it: filled fields, broken identities, duplicates, months,
// units, damage. Counted while the rows go by, in bounded memory; judged afterwards (quality_remarks.h).
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "base/json.h"
#include "base/message.h"
#include "base/money.h"
#include "base/result.h"
#include "ingest/row_sketch.h"
#include "ingest/trouble.h"
#include "lake/column_batch.h"
#include "lake/table.h"

namespace qy {

struct MoneyMonth {
  int64_t rows = 0;
  Fen median_fen = 0;  // of the amounts that are not zero, without their sign; right to about 20 %
};

struct FieldQuality {
  std::string field, label;
  int64_t filled = 0, empty = 0;          // together the rows of the table
  int64_t placeholders = 0;               // among the empty: said to be empty ("无", "N/A")
  int64_t padded = 0;                     // cells with blanks around them
  int64_t replaced = 0, mojibake = 0;     // cells with U+FFFD; cells that look read in the wrong encoding
  bool is_constant = false;               // one value in every filled row
  std::string constant;                   // that value, where it is not personal
  std::map<std::string, int64_t> checks;  // of identities: valid 98, wrong_check_digit 2
  std::map<std::string, MoneyMonth> by_month;  // of amounts: "2024-03"
  int64_t negatives = 0;
};

struct TableQuality {
  std::string table, label;
  int64_t rows = 0;
  std::vector<FieldQuality> fields;

  std::string time_field;
  std::map<std::string, int64_t> rows_by_month;  // "2024-03" -> rows
  int64_t rows_without_time = 0;
  int64_t on_first_of_january = 0, on_last_of_december = 0;

  int64_t keyed_rows = 0;     // rows whose key could be told
  int64_t repeated_keys = 0;  // rows whose key was there before
  int64_t repeated_rows = 0;  // rows that were there before, word for word
  bool is_estimate = false;   // more keys than are remembered: counted on a sample of keys

  RowSketch sketch;  // row_sketch.h
  // Rows of `name` that came before with `other`; found when reports are read, not kept with them.
  struct Elsewhere {
    std::string name, other;
    int64_t rows = 0;
    bool is_estimate = false;
  };
  std::vector<Elsewhere> elsewhere;
};

// Everything about one file.
struct Quality {
  std::string source_id, name, profile, batch_id;
  std::string format, encoding;
  int64_t damaged_characters = 0, formulas_without_value = 0, error_cells = 0, hidden_sheets = 0,
          external_links = 0;
  std::vector<Said> reader_remarks;  // what the reader noticed
  int64_t rows_read = 0, rows_kept = 0, rows_refused = 0;
  struct Count {
    std::string reason, field;
    int64_t count = 0;
  };
  std::vector<Count> refused;
  std::vector<Warning> warnings;
  std::vector<TableQuality> tables;
};

// Counts the rows of one table as they go by. Not thread-safe.
class QualityCounter {
 public:
  explicit QualityCounter(const Table& table);
  QualityCounter(QualityCounter&&) noexcept;
  QualityCounter& operator=(QualityCounter&&) noexcept;
  ~QualityCounter();
  void see(const ColumnBatch& rows);
  TableQuality result() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// The files of one source (a ledger cut into months) taken together: rows and months add up. Duplicates are
// those within each file.
Quality merged(const std::vector<Quality>& files, const std::string& name);

Json to_json(const Quality& quality);
Result<Quality> quality_from_json(std::string_view text, const std::string& what);

}  // namespace qy
