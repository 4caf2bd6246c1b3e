// One sheet of an old Excel workbook as rows.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "ingest/held_text.h"
#include "ingest/merged_cells.h"
#include "ingest/serial_date.h"
#include "ingest/source.h"
#include "ingest/xls_records.h"

namespace qy {

struct XlsContext {
  std::string_view stream;
  const HeldText& strings;
  const std::vector<bool>& is_date_style;
  DateBase date_base;
  SourceNotes& notes;
};

class XlsSheet {
 public:
  // Finds every cell of the sheet that begins at `at`. Fails with Code::damaged where its records do not hold
  // together.
  static Result<XlsSheet> open(const XlsContext& context, size_t at, const std::string& name);

  bool next(RawRow& row);  // false at the end
  double progress() const { return cells_.empty() ? 1.0 : double(at_) / double(cells_.size()); }

 private:
  // A cell as its record holds it: read when its row is given.
  struct Place {
    uint16_t row = 0, column = 0;
    Biff kind = Biff::end;
    uint16_t style = 0;
    size_t at = 0;       // of the value
    size_t text_at = 0;  // of the record with a formula's text, 0 when there is none
  };
  XlsSheet(const XlsContext& context, std::vector<Place> cells, std::vector<MergedRange> merged)
      : context_(context), cells_(std::move(cells)), fill_(std::move(merged)) {}
  void show(const Place& cell);
  void show_formula(const Place& cell);
  void show_number(double value, uint16_t style);
  void show_error(uint64_t code);

  XlsContext context_;
  std::vector<Place> cells_;
  MergeFill fill_;
  size_t at_ = 0;
  std::string text_;  // of the row being given
  CellKind kind_ = CellKind::text;
  std::string broken_;
};

}  // namespace qy
