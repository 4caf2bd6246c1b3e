// One worksheet as a stream of rows.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "ingest/held_text.h"
#include "ingest/merged_cells.h"
#include "ingest/source.h"
#include "ingest/xlsx_parts.h"
#include "ingest/xml_events.h"

namespace qy {

struct WorkbookContext {
  const HeldText& strings;
  const std::vector<bool>& is_date_style;
  DateBase date_base;
  SourceNotes& notes;
  int64_t max_row_bytes;
};

class SheetRows final : private XmlHandler {
 public:
  // `what` names the sheet in messages.
  SheetRows(std::unique_ptr<ByteStream> bytes, std::vector<MergedRange> merged,
            const WorkbookContext& context, const Said& what)
      : context_(context),
        what_(what),
        fill_(std::move(merged)),
        pump_(std::move(bytes), *this, what, context.max_row_bytes) {}

  // False at the end. Rows without any value are skipped and counted.
  Result<bool> next(RawRow& row);
  double progress() const { return pump_.progress(); }

 private:
  struct Cell {
    size_t column = 0, begin = 0, end = 0;  // in text_
    CellKind kind = CellKind::text;
  };
  void on_start(std::string_view name, const XmlAttributes& attributes) override;
  void on_end(std::string_view name) override;
  void on_text(std::string_view text) override;
  void start_row(const XmlAttributes& attributes);
  void start_cell(const XmlAttributes& attributes);
  void finish_cell();
  void add_cell(std::string_view text, CellKind kind);
  void add_number();
  void give(RawRow& row);

  WorkbookContext context_;
  Said what_;
  MergeFill fill_;
  // Of the row being read.
  int64_t row_number_ = 0;
  std::vector<Cell> cells_;
  std::string text_;
  std::string broken_;
  size_t next_column_ = 0;
  // Of the cell being read.
  std::string value_, unescaped_;
  std::string type_;
  size_t style_ = 0, column_ = 0;
  bool is_text_ = false, has_value_ = false, has_formula_ = false, is_reading_aid_ = false;
  XmlPump pump_;
};

}  // namespace qy
