// One field's cell into its columns (one for most, up to six for a citizen number). Private to this folder.
#pragma once

#include <memory>
#include <optional>
#include <string_view>

#include "base/date.h"
#include "ingest/profile.h"
#include "ingest/source.h"
#include "ingest/trouble.h"
#include "lake/column_batch.h"
#include "lake/table.h"
#include "seal/seal.h"

namespace qy {

// What every cell of a file is read with.
struct ReadingRules {
  Sealer& sealer;
  std::optional<DateOrder> date_order;
  Date received_on;  // nobody was born after it
};

class FieldWriter {
 public:
  FieldWriter(const Field& field, size_t column)
      : field_(&field), column_(column), width_(Table::columns_of(field).size()) {}
  virtual ~FieldWriter() = default;
  const Field& field() const { return *field_; }
  int64_t placeholders() const { return placeholders_; }

  // Appends one value, NULL where there is none, to every column of the field. What was wrong comes back;
  // Trouble::missing for an empty cell.
  std::optional<Trouble> append(std::string_view trimmed_text, CellKind kind, ColumnBatch& out);
  // A cell that the profile knows to say nothing.
  Trouble append_empty(ColumnBatch& out) {
    ++placeholders_;
    write_null(out, true);
    return Trouble::missing;
  }

 protected:
  // `text` is not empty, no placeholder and no error. Must append to every column unless it returns a trouble
  // other than damaged_number.
  virtual std::optional<Trouble> write(std::string_view text, CellKind kind, ColumnBatch& out) = 0;
  // What a cell said to be empty becomes; a trouble's NULL as well.
  virtual void write_null(ColumnBatch& out, bool is_placeholder);

  Column& column(ColumnBatch& out, size_t offset = 0) const { return out.columns[column_ + offset]; }

  const Field* field_;
  size_t column_, width_;
  int64_t placeholders_ = 0;
};

// A code as it is stored: where it is somebody's citizen number, that number's token.
std::string without_citizen_no(std::string_view code, const ReadingRules& rules);

// For uscc, party_no and the personal types.
std::unique_ptr<FieldWriter> make_identity_writer(const Field& field, size_t column,
                                                  const ReadingRules& rules);

std::unique_ptr<FieldWriter> make_field_writer(const Field& field, size_t column, const ColumnRule& rule,
                                               const ReadingRules& rules);

}  // namespace qy
